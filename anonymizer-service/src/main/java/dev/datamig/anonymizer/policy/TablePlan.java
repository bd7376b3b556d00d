package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableSchema;
import java.util.List;

/** What is to happen to a table: one plan for each column that travels, in order. */
public record TablePlan(TableSchema table, List<ColumnPlan> columns) {

    public boolean waitsForNames() {
        return columns.stream().anyMatch(ColumnPlan::waitsForNames);
    }
}
