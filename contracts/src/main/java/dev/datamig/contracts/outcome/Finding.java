package dev.datamig.contracts.outcome;

import dev.datamig.contracts.schema.TableId;
import org.jspecify.annotations.Nullable;

/**
 * What a check found. Never holds a value of the data.
 *
 * @param check the check's documented code such as {@code VAL-REF}
 * @param severity whether the run may go on
 * @param table where, absent when it concerns the whole set
 * @param column where in the table, absent when it concerns rows
 * @param count how many rows, values or references
 * @param message what was found and what to do about it
 */
public record Finding(
        String check,
        Severity severity,
        @Nullable TableId table,
        @Nullable String column,
        long count,
        String message) {

    /** What a finding means for the run. */
    public enum Severity {
        /** Worth knowing. */
        INFO,
        /** Worth looking at; the run goes on. */
        WARNING,
        /** The run stops at the gate. */
        ERROR
    }
}
