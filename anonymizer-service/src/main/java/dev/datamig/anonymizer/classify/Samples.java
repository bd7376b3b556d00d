package dev.datamig.anonymizer.classify;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of a run's columns, and what the source's comments say of them. */
public final class Samples {

    public static final Samples NONE = new Samples(Map.of(), Map.of());

    private final Map<TableId, Map<String, ColumnSample>> tables;
    private final Map<TableId, Map<List<String>, String>> comments;

    private Samples(Map<TableId, Map<String, ColumnSample>> tables, Map<TableId, Map<List<String>, String>> comments) {
        this.tables = tables;
        this.comments = comments;
    }

    /** The table with its columns' comments, to be judged; what is to be written down has none. */
    public TableSchema commented(TableSchema table) {
        Map<List<String>, String> told = comments.get(table.id());
        return told == null ? table : table.commented(told::get);
    }

    /** What was sampled; empty for a column of which there is nothing. */
    public ColumnSample of(TableId table, String column) {
        return tables.getOrDefault(table, Map.of()).getOrDefault(column, ColumnSample.EMPTY);
    }

    /** Takes values one by one. */
    public static final class Collector {
        private final Map<TableId, Map<String, List<String>>> values = new HashMap<>();
        private final Map<TableId, Map<List<String>, String>> comments = new HashMap<>();

        public void add(TableId table, String column, String value) {
            values.computeIfAbsent(table, ignored -> new HashMap<>())
                    .computeIfAbsent(column, ignored -> new ArrayList<>())
                    .add(value);
        }

        /** @param path the column's name, and the names of fields in its composite type */
        public void comment(TableId table, List<String> path, String comment) {
            comments.computeIfAbsent(table, ignored -> new HashMap<>()).put(path, comment);
        }

        public Samples samples() {
            var tables = new HashMap<TableId, Map<String, ColumnSample>>();
            values.forEach((table, columns) -> {
                var of = new HashMap<String, ColumnSample>();
                columns.forEach((column, all) -> of.put(column, ColumnSample.of(all)));
                tables.put(table, of);
            });
            return new Samples(tables, comments);
        }
    }
}
