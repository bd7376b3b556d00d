package dev.datamig.loader.neo4j;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.GraphColumn;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.parquet.BatchReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Hands over sealed nodes and relationships, so many at a time. */
final class GraphRows {

    private final RowSource rows;
    private final int size;
    private final GraphKeys keys;

    GraphRows(RowSource rows, int size, GraphKeys keys) {
        this.rows = rows;
        this.size = size;
        this.keys = keys;
    }

    void each(GraphTable table, Consumer<List<GraphRow>> taker) {
        List<GraphRow> some = new ArrayList<>();
        for (BatchManifest batch : table.batches()) {
            boolean owned = batch.membership() == Membership.OWNED;
            try (BatchReader reader = rows.open(batch)) {
                List<ColumnSchema> columns = reader.columns();
                for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    GraphRow row = row(table, owned, columns, cells);
                    if (isOf(table, row)) {
                        some.add(row);
                    }
                    if (some.size() == size) {
                        taker.accept(some);
                        some = new ArrayList<>();
                    }
                }
            }
        }
        if (!some.isEmpty()) {
            taker.accept(some);
        }
    }

    private static boolean isOf(GraphTable table, GraphRow row) {
        return switch (table.part()) {
            case ALL -> true;
            case WITH_KEY -> row.properties().keySet().containsAll(table.key());
            case WITHOUT_KEY -> !row.properties().keySet().containsAll(table.lacked());
        };
    }

    /**
     * The keys of nodes, each a list of the key's values in its order, so many at a time and without the rest of the rows.
     *
     * @param seen says whether it wants to see more of them
     * @return whether all were wanted
     */
    boolean keys(GraphTable table, Predicate<List<Value>> seen) {
        List<Value> some = new ArrayList<>();
        for (BatchManifest batch : table.batches()) {
            try (BatchReader reader = rows.open(batch, Set.copyOf(table.key()))) {
                List<ColumnSchema> columns = reader.columns();
                List<Integer> places =
                        table.key().stream().map(name -> place(columns, name)).toList();
                for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    some.add(key(table, columns, places, cells));
                    if (some.size() == size) {
                        if (!seen.test(some)) {
                            return false;
                        }
                        some = new ArrayList<>();
                    }
                }
            }
        }
        return some.isEmpty() || seen.test(some);
    }

    /** How many nodes have another key than the sealed one, or relationships other ends. */
    long remapped(GraphTable table) {
        Set<String> columns = table.schema().copiedColumns().stream()
                .map(ColumnSchema::name)
                .filter(name -> isKey(table, name) && keys.mayMove(table.schema(), name))
                .collect(Collectors.toSet());
        long moved = 0;
        for (BatchManifest batch : columns.isEmpty() ? List.<BatchManifest>of() : table.batches()) {
            try (BatchReader reader = rows.open(batch, columns)) {
                for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    moved += isMoved(table, columns, reader.columns(), cells) ? 1 : 0;
                }
            }
        }
        return moved;
    }

    private static boolean isKey(GraphTable table, String column) {
        return table.schema().kind() == TableKind.NODES
                ? table.key().contains(column)
                : column.startsWith(GraphColumn.START) || column.startsWith(GraphColumn.END);
    }

    private boolean isMoved(
            GraphTable table, Set<String> wanted, List<ColumnSchema> columns, @Nullable Object[] cells) {
        for (String name : wanted) {
            int place = place(columns, name);
            Object cell = place < 0 ? null : cells[place];
            if (cell != null) {
                Value sealed = GraphValues.value(columns.get(place), cell);
                if (!keys.placed(table.schema(), name, sealed).equals(sealed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int place(List<ColumnSchema> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private Value key(GraphTable table, List<ColumnSchema> columns, List<Integer> places, @Nullable Object[] cells) {
        Value[] key = new Value[places.size()];
        for (int i = 0; i < key.length; i++) {
            int place = places.get(i);
            Object cell = place < 0 ? null : cells[place];
            key[i] = cell == null
                    ? Values.NULL
                    : keys.placed(
                            table.schema(), columns.get(place).name(), GraphValues.value(columns.get(place), cell));
        }
        return Values.value(key);
    }

    private GraphRow row(GraphTable table, boolean owned, List<ColumnSchema> columns, @Nullable Object[] cells) {
        boolean relationship = table.schema().kind() == TableKind.RELATIONSHIPS;
        String source = "";
        Map<String, Value> ends = new HashMap<>();
        Map<String, Value> properties = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            if (cell != null) {
                String name = columns.get(i).name();
                Value value = keys.placed(table.schema(), name, GraphValues.value(columns.get(i), cell));
                if (name.equals(GraphColumn.ELEMENT_ID)) {
                    source = value.asString();
                } else if (relationship && (name.startsWith(GraphColumn.START) || name.startsWith(GraphColumn.END))) {
                    ends.put(name, value);
                } else {
                    properties.put(relationship ? GraphColumn.relationshipProperty(name) : name, value);
                }
            }
        }
        return new GraphRow(owned, source, ends, properties);
    }
}
