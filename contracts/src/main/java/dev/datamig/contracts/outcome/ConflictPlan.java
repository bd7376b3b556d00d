package dev.datamig.contracts.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that cannot be loaded.
 *
 * @param kind {@code key} (same key, other contents), {@code unique} (same unique value, other key), {@code exclusion},
 *     {@code check}, {@code required} (NULL where the target wants a value), {@code duplicate} (twice in the set), {@code type}
 *     (values that the column's type or domain refuses)
 * @param constraint the target's constraint or index, absent for the key by which rows are recognised
 * @param columns those that differ, or that the constraint is on
 * @param rows how many
 */
public record ConflictPlan(String kind, @Nullable String constraint, List<String> columns, long rows) {}
