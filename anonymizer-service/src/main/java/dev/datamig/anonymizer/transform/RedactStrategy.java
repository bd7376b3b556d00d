package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import java.util.List;
import java.util.Set;

/** Replaces personal values inside free text, JSON, XML, hstore, arrays and composite types, leaves the rest byte for byte. */
final class RedactStrategy implements Strategy {

    @Override
    public Definition definition() {
        return new Definition(
                "redact",
                "free text, JSON, XML, hstore, arrays and composite types: personal values inside are replaced in"
                        + " place",
                List.of(
                        Parameter.choice(
                                "names",
                                List.of("run", "row"),
                                "run: names known from the whole run; row: only the row's own and patterns, does not wait"),
                        Parameter.choice(
                                "dates",
                                List.of("births", "all"),
                                "births: dates said to be somebody's birth; all: every date with a day")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of();
    }

    @Override
    public List<String> problems(Target target, Params params) {
        return switch (target.shape()) {
            case TEXT, TEXT_ARRAY, ANY, JSON, PAIRS, XML, PARTED -> List.of();
            default -> List.of("redact works on text, JSON, XML, hstore, arrays and composite types of texts");
        };
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        boolean documents = target.shape() == ColumnShape.JSON
                || target.shape() == ColumnShape.TEXT && target.dataClass() == DataClass.JSON;
        boolean allDates = params.is("dates", "all");
        if (target.column().composite()) {
            Tools.Rewriter fields = tools.texts().composite(target, allDates);
            return (cell, row) -> Cells.utf8(fields.rewrite(Cells.text(cell), row));
        }
        return documents
                ? Cells.text(target.column(), tools.texts().json(target, allDates))
                : Cells.text(target.column(), Cells.MEASURES, tools.texts().text(target, allDates));
    }

    /** What was replaced inside notes itself. */
    @Override
    public Proof proof(Target target, Params params) {
        return Proof.NONE;
    }

    @Override
    public boolean injective(Target target, Params params) {
        return false;
    }

    @Override
    public boolean byValue(Target target, Params params) {
        return false;
    }

    /** Whether the names of the whole run are wanted. */
    static boolean wantsRun(Params params) {
        return !params.is("names", "row");
    }
}
