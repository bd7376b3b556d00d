package dev.datamig.anonymizer.policy;

/**
 * Something in the way of masking a run.
 *
 * @param kind what kind of thing
 * @param where the column or rule
 */
public record Gap(Kind kind, String where, String message, String hint) {

    /** Kinds of gap. */
    public enum Kind {
        /** A column looks personal and no rule says what to do. */
        UNCOVERED,
        /** A rule cannot be applied to a column. */
        UNFIT,
        /** Columns that hold each other's values have rules that disagree. */
        CONFLICT
    }

    public String text() {
        return where + ": " + message;
    }
}
