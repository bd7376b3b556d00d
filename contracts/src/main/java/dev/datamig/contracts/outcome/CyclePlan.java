package dev.datamig.contracts.outcome;

import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * Tables that refer to each other.
 *
 * @param how {@code deferred} (constraints are checked at the end), {@code oneStatement} or {@code afterwards} (a column that
 *     may be NULL is set when all rows are there)
 * @param constraints those that are deferred or left out at first
 */
public record CyclePlan(List<TableId> tables, String how, List<String> constraints) {}
