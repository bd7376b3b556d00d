package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is to happen to a table: one plan for each column that travels, in order. */
public record TablePlan(TableSchema table, List<ColumnPlan> columns) {

    /** The columns whose cells are looked at: the masked ones and those that their masks look at. All others pass as they are. */
    public Set<String> open() {
        var open = new HashSet<String>();
        for (ColumnPlan column : columns) {
            if (!column.untouched()) {
                open.add(column.column());
                open.addAll(column.strategy().looksAt(column.target(), column.params()));
            }
        }
        return open;
    }

    public boolean waitsForNames() {
        return columns.stream().anyMatch(ColumnPlan::waitsForNames);
    }
}
