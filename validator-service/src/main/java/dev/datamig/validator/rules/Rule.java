package dev.datamig.validator.rules;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;

/**
 * One rule of the file.
 *
 * @param name how reports call it
 * @param targets the tables or columns that it is about, at least one
 * @param ofColumns whether the targets are columns
 * @param severity of a breach
 * @param hint what to do about a breach; may be empty
 */
public record Rule(
        String name, List<Target> targets, boolean ofColumns, Demand demand, Severity severity, String hint) {

    public boolean matches(TableSchema table) {
        return targets.stream().anyMatch(target -> target.matches(table));
    }

    /** The columns of the table that the rule is about; only those that travel. */
    public List<ColumnSchema> columns(TableSchema table) {
        return table.copiedColumns().stream()
                .filter(column -> targets.stream().anyMatch(target -> target.matches(table) && target.matches(column)))
                .toList();
    }
}
