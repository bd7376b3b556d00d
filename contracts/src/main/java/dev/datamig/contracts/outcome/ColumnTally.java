package dev.datamig.contracts.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What masking did to a column in one batch. Sums over batches are right for all counts.
 *
 * @param column the column, or {@code column->'a'->'b'} for a path inside JSON
 * @param dataClass what classification found ({@code EMAIL}, {@code GIVEN_NAME}), absent when nothing personal
 * @param rule the rule that decided, as the rules file names or numbers it, absent when none matched
 * @param strategy what was done ({@code fake}, {@code keep}, …)
 * @param values values that were not NULL
 * @param replaced values that are different now
 */
public record ColumnTally(
        String column,
        @Nullable String dataClass,
        @Nullable String rule,
        String strategy,
        long values,
        long replaced) {}
