package dev.datamig.anonymizer;

import dev.datamig.anonymizer.policy.Gap;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.contracts.Failure;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything in the way of a whole run, at once: what has no rule before what has a wrong one. */
final class Gaps {

    private Gaps() {}

    static Optional<Failure> failure(RunPlan plan) {
        return plan.gaps().stream()
                .map(Gap::kind)
                .min(Gap.Kind::compareTo)
                .map(worst -> code(worst)
                        .failure(plan.gaps().stream().map(Gap::text).distinct().collect(Collectors.joining("; "))));
    }

    private static AnonymizerCode code(Gap.Kind kind) {
        return switch (kind) {
            case UNCOVERED -> AnonymizerCode.UNCOVERED_COLUMNS;
            case UNFIT -> AnonymizerCode.UNFIT_RULES;
            case CONFLICT -> AnonymizerCode.CONFLICTING_RULES;
        };
    }
}
