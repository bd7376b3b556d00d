package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.Distinct;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Searches, row by row, columns that look like nothing personal: what is unmistakably somebody's is replaced in place, all else stays byte for
 * byte. A function of the value and the run's names, never of the row, so that keys and what refers to them go the same way.
 */
public final class SweepStrategy implements Strategy {

    @Override
    public Definition definition() {
        return new Definition(
                "sweep",
                "text that looks like nothing personal: what is unmistakably somebody's is replaced in place",
                List.of(
                        Parameter.choice(
                                "numbers",
                                List.of("formed", "all"),
                                "formed: those whose form or context tells; all: every one of six digits and more"),
                        Parameter.choice(
                                "names",
                                List.of("spoken", "all", "capital"),
                                "spoken: the run's people, and strangers where a word or the cell says so; all: every well-known name;"
                                        + " capital: every word with a capital that is no plain word")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of();
    }

    @Override
    public List<String> problems(Target target, Params params) {
        return switch (target.shape()) {
            case TEXT, TEXT_ARRAY, ANY, JSON, PAIRS, XML, PARTED, SEARCH_VECTOR -> List.of();
            default ->
                List.of("sweep works on text, JSON, XML, hstore, search vectors, arrays and composite types of texts");
        };
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        boolean allNumbers = params.is("numbers", "all");
        if (target.shape() == ColumnShape.JSON) {
            return Cells.text(
                    target.column(),
                    tools.texts()
                            .sweptJson(
                                    target,
                                    allNumbers,
                                    names(params),
                                    each -> target.unique() ? distinct(target, tools, each) : each));
        }
        Tools.Rewriter sweep = tools.texts().sweep(target, allNumbers, names(params));
        Mask each = Cells.text(
                target.column(),
                Cells.MEASURES_AND_MOMENTS,
                target.unique() ? distinct(target, tools, sweep) : fitting(target, sweep));
        var quiet = new QuietCells();
        Tools.SweptNames names = names(params);
        return (cell, row) ->
                cell instanceof byte[] bytes && !isWorthIt(bytes, names) ? cell : quiet.orMasked(cell, each, row);
    }

    /** Whether a cell could hold anything that is looked for; what is not worth a look is the same whatever the run's names are. */
    public static boolean isWorthIt(byte[] utf8, Params params) {
        return isWorthIt(utf8, names(params));
    }

    private static boolean isWorthIt(byte[] utf8, Tools.SweptNames names) {
        return Glance.isWorthIt(utf8)
                || Glance.isTitle(utf8) && names != Tools.SweptNames.SPOKEN
                || (Glance.isSmallWord(utf8) || Glance.isLongWord(utf8))
                        && !CommonWords.has(Cells.text(utf8).toLowerCase(Locale.ROOT));
    }

    /** Which names are looked for. */
    public static Tools.SweptNames names(Params params) {
        return Tools.SweptNames.valueOf(
                params.values().getOrDefault("names", "spoken").toUpperCase(Locale.ROOT));
    }

    /** What is replaced in a key stays apart from all other keys; an address by itself does so by how it is made. */
    private static Tools.Rewriter distinct(Target target, Tools tools, Tools.Rewriter sweep) {
        Domain domain = target.domain();
        var distinct = new Distinct(tools.key(), domain.name(), domain.maxLength());
        return (value, row) -> {
            String swept = sweep.rewrite(value, row);
            boolean address = value.indexOf('@') > 0 && value.indexOf(' ') < 0 && fits(swept, domain);
            return swept.equals(value) || address
                    ? swept
                    : distinct.of(any -> swept).apply(value);
        };
    }

    /** Columns of different lengths that hold the same values cut what is replaced at the same place. */
    private static Tools.Rewriter fitting(Target target, Tools.Rewriter sweep) {
        Domain domain = target.domain();
        return new Tools.Rewriter() {
            @Override
            public String rewrite(String text, Row row) {
                String swept = sweep.rewrite(text, row);
                return swept.equals(text) || fits(swept, domain)
                        ? swept
                        : swept.substring(0, swept.offsetByCodePoints(0, domain.maxLength()))
                                .stripTrailing();
            }

            @Override
            public String rewriteKey(String key, Row row) {
                return sweep.rewriteKey(key, row);
            }
        };
    }

    private static boolean fits(String swept, Domain domain) {
        int most = domain.maxLength();
        return most == 0 || swept.length() <= most || swept.codePointCount(0, swept.length()) <= most;
    }

    /** What was replaced inside notes itself. */
    @Override
    public Proof proof(Target target, Params params) {
        return Proof.NONE;
    }

    @Override
    public boolean byValue(Target target, Params params) {
        return false;
    }
}
