package dev.datamig.extractor.analysis.drift;

import org.jspecify.annotations.Nullable;

/**
 * One difference between source and target.
 *
 * @param table as SQL writes it, or labels; absent when it concerns the store
 * @param column a column or property, absent when it concerns the table
 * @param what the difference, without any value of the data
 * @param hint what to do
 */
public record DriftFinding(
        Severity severity,
        Kind kind,
        @Nullable String table,
        @Nullable String column,
        String what,
        String hint) {

    /** What it means for a load. */
    public enum Severity {
        /** A load of rows of this table fails. */
        STOPS,
        /** A load fails for some values. */
        MAY_STOP,
        /** Good to know. */
        INFORMATION
    }

    /** What differs. */
    public enum Kind {
        ENCODING,
        MISSING_TABLE,
        HIDDEN_TABLE,
        MISSING_COLUMN,
        REQUIRED_COLUMN,
        COLUMN_TYPE,
        NULLABILITY,
        GENERATED,
        COLLATION,
        ENUM_LABELS,
        DOMAIN,
        KEY,
        FOREIGN_KEY,
        CHECK,
        GRAPH_CONSTRAINT
    }
}
