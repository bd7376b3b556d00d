package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableId;

/** One column of the run. */
record ColumnId(TableId table, String column) implements Comparable<ColumnId> {

    String text() {
        return table + "(" + column + ")";
    }

    @Override
    public int compareTo(ColumnId other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : column.compareTo(other.column);
    }
}
