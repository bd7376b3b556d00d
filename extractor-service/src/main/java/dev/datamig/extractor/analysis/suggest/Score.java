package dev.datamig.extractor.analysis.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How sure a candidate is: the logistic function of a sum of weights, as the evidence of independent witnesses is added up.
 *
 * @param sum of the weights
 * @param reasons in words
 */
record Score(double sum, List<String> reasons) {

    /** Most pairs of a column and a key have nothing to do with each other. */
    static final double PRIOR = -4;

    private static final double OTHER_STORE = -1;
    private static final double OTHER_SCHEMA = -0.5;
    private static final double SECONDARY_KEY = -0.25;
    private static final double BORROWED_KEY = -2;

    static Score of(Candidate candidate, Evidence evidence) {
        List<String> reasons = new ArrayList<>(List.of(candidate.match().reason()));
        double sum = PRIOR + candidate.match().weight() - candidate.typeCost();
        if (candidate.crossesStores()) {
            sum += OTHER_STORE;
        } else if (!candidate.key().schema().equals(Key.schema(candidate.from()))) {
            sum += OTHER_SCHEMA;
        }
        sum += candidate.key().primary() ? 0 : SECONDARY_KEY;
        sum += doubtful(candidate) ? BORROWED_KEY : 0;
        sum += evidence.weight(most(candidate), telling(candidate));
        reasons.add(candidate.typeCost() == 0 ? "the types agree" : "the types are comparable");
        reasons.add(words(evidence));
        return new Score(sum, reasons);
    }

    double confidence() {
        return 1 / (1 + Math.exp(-sum));
    }

    /** How much the values may say at most: small numbers occur everywhere, a uuid does not. */
    private static double most(Candidate candidate) {
        if (candidate.columns().size() > 1) {
            return 3;
        }
        return switch (candidate.key().family()) {
            case UUID -> 6;
            case TEXT -> 5;
            default -> 2;
        };
    }

    /**
     * Whether the key most likely is one of another table that should be referred to itself. Primary keys that are numbers are handed
     * down along chains of tables, each of which may be meant; where a uuid comes from is found without its name.
     */
    private static boolean doubtful(Candidate candidate) {
        return candidate.key().borrowed()
                && (!candidate.key().primary() || (candidate.crossesStores() && telling(candidate)));
    }

    private static boolean telling(Candidate candidate) {
        return candidate.columns().size() == 1 && candidate.key().family() == TypeFamily.UUID;
    }

    private static String words(Evidence evidence) {
        if (evidence.distinct() < 0) {
            return "values were not compared";
        }
        if (evidence.distinct() == 0) {
            return "there are no values to compare";
        }
        return String.format(Locale.ROOT, "%d of %d sampled values are there", evidence.hits(), evidence.distinct());
    }
}
