package dev.datamig.anonymizer.classify;

import dev.datamig.contracts.schema.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of a run's columns. */
public final class Samples {

    public static final Samples NONE = new Samples(Map.of());

    private final Map<TableId, Map<String, ColumnSample>> tables;

    private Samples(Map<TableId, Map<String, ColumnSample>> tables) {
        this.tables = tables;
    }

    /** What was sampled; empty for a column of which there is nothing. */
    public ColumnSample of(TableId table, String column) {
        return tables.getOrDefault(table, Map.of()).getOrDefault(column, ColumnSample.EMPTY);
    }

    /** Takes values one by one. */
    public static final class Collector {
        private final Map<TableId, Map<String, List<String>>> values = new HashMap<>();

        public void add(TableId table, String column, String value) {
            values.computeIfAbsent(table, ignored -> new HashMap<>())
                    .computeIfAbsent(column, ignored -> new ArrayList<>())
                    .add(value);
        }

        public Samples samples() {
            var tables = new HashMap<TableId, Map<String, ColumnSample>>();
            values.forEach((table, columns) -> {
                var of = new HashMap<String, ColumnSample>();
                columns.forEach((column, all) -> of.put(column, ColumnSample.of(all)));
                tables.put(table, of);
            });
            return new Samples(tables);
        }
    }
}
