package dev.datamig.contracts.outcome;

import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * A column that looks personal and that no rule covers.
 *
 * @param column as a rules file names it: {@code store:schema.table(column)}
 * @param dataClass what it looks like
 * @param confidence 0 to 1
 * @param reason why it looks so; never a value
 * @param choices strategies that suit it, the proposed one first
 */
public record UndecidedColumn(
        TableId table, String column, String dataClass, double confidence, String reason, List<String> choices) {}
