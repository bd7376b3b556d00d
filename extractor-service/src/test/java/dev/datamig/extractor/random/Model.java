package dev.datamig.extractor.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A random schema with data as the test knows it, written down before any database sees it. */
final class Model {

    final List<Table> tables = new ArrayList<>();
    final List<Ref> refs = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();
    final List<Root> roots = new ArrayList<>();
    boolean subtypes;
    final List<Table> adopted = new ArrayList<>();

    /** A table; {@code partitions} is 0 for ordinary ones, {@code inherits} names the one it inherits from. */
    static final class Table {
        final String store;
        final String name;
        final int partitions;
        final @Nullable Table inherits;
        final List<String> key;
        final boolean unique;
        /** SQL types of {@code k1} and {@code u}. */
        final String keyType;

        final String uniqueType;
        /** Columns besides rid, d, k1, k2, u and part, all of them for references; value: SQL type. */
        final Map<String, String> extra = new LinkedHashMap<>();

        /** Of these columns: the type of the column referred to. */
        final Map<String, String> meant = new HashMap<>();

        Table(
                String store,
                String name,
                int partitions,
                @Nullable Table inherits,
                List<String> key,
                boolean unique,
                String keyType,
                String uniqueType) {
            this.keyType = inherits == null ? keyType : inherits.keyType;
            this.uniqueType = inherits == null ? uniqueType : inherits.uniqueType;
            this.store = store;
            this.name = name;
            this.partitions = partitions;
            this.inherits = inherits;
            this.key = key;
            this.unique = unique;
        }

        /** The SQL type of a column that others may refer to. */
        String type(String column) {
            return switch (column) {
                case "k1" -> keyType;
                case "u" -> uniqueType;
                default -> "int";
            };
        }

        String quoted() {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        String partition(int number) {
            return '"' + name.replace("\"", "\"\"") + "_p" + number + '"';
        }
    }

    /**
     * A reference.
     *
     * @param childPartition number of the one partition that it is declared on, -1 for the table
     * @param condition whether only rows with {@code d = 1} refer (undeclared ones only)
     */
    record Ref(
            Table from,
            List<String> fromColumns,
            Table to,
            List<String> toColumns,
            boolean declared,
            int childPartition,
            boolean condition,
            boolean children) {

        boolean refers(Row child, Row parent) {
            if (child.table != from
                    || parent.table != to
                    || childPartition >= 0 && !Objects.equals(child.values.get("part"), childPartition)
                    || condition && !Objects.equals(child.values.get("d"), 1)) {
                return false;
            }
            for (int i = 0; i < fromColumns.size(); i++) {
                Object mine = child.values.get(fromColumns.get(i));
                Object theirs = parent.values.get(toColumns.get(i));
                if (mine == null || theirs == null || !mine.toString().equals(theirs.toString())) {
                    return false;
                }
            }
            return true;
        }

        boolean entity() {
            return from != to
                    && !from.key.isEmpty()
                    && from.key.size() == fromColumns.size()
                    && from.key.containsAll(fromColumns)
                    && to.key.size() == toColumns.size()
                    && to.key.containsAll(toColumns);
        }
    }

    static final class Row {
        final int rid;
        final Table table;
        final Map<String, @Nullable Object> values = new HashMap<>();

        Row(int rid, Table table) {
            this.rid = rid;
            this.table = table;
        }
    }

    /** Rows of the table, and of what inherits from it, whose {@code d} is the district. */
    record Root(Table table) {
        boolean covers(Row row) {
            for (Table each = row.table; each != null; each = each.inherits) {
                if (each == table) {
                    return true;
                }
            }
            return false;
        }
    }
}
