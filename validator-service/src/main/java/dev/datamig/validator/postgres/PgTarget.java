package dev.datamig.validator.postgres;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.audit.Target;
import dev.datamig.validator.check.CellText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PostgreSQL target in read-only transactions. Keys go in as arrays of texts that the server casts to the columns' own
 * types, so that comparison is the server's and indexes are used.
 */
public final class PgTarget implements Target {

    /**
     * A column's type, what {@code =} needs behind it (a domain over an enum or a composite type has none of its own), and its
     * collation's number, 0 for none.
     */
    private record Typed(String sql, String cast, long collation) {
        static final Typed TEXT = new Typed("text", "", 0);
    }

    private final TargetSession session;
    private final List<JsonReference> rewritten;
    private final Map<TableId, Map<String, Typed>> types = new HashMap<>();

    /** @param rewritten columns in which a load replaces keys, in a way of its own for each row */
    public PgTarget(String store, Endpoint endpoint, List<JsonReference> rewritten) {
        this.session = new TargetSession(store, endpoint);
        this.rewritten = List.copyOf(rewritten);
    }

    @Override
    public Answer look(TableSchema table, List<@Nullable Object[]> rows) {
        Map<String, Typed> known = types(table.id());
        if (known.isEmpty()) {
            return new Answer.NoTable();
        }
        List<String> key = key(table);
        return key.isEmpty() ? whole(table, rows, known) : byKey(table, key, rows, known);
    }

    /** The primary key; without one the first unique key. */
    private static List<String> key(TableSchema table) {
        if (!table.primaryKey().isEmpty()) {
            return table.primaryKey();
        }
        return table.uniqueKeys().stream()
                .filter(unique -> unique.stream()
                        .allMatch(name -> table.column(name)
                                .map(column -> !column.nullable() && !column.generated())
                                .orElse(false)))
                .findFirst()
                .orElse(List.of());
    }

    private Answer byKey(TableSchema table, List<String> key, List<@Nullable Object[]> rows, Map<String, Typed> known) {
        List<ColumnSchema> columns = table.copiedColumns();
        var select = new StringBuilder("SELECT k.n");
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).physical() == Physical.TEXT
                    && known.containsKey(columns.get(i).name())) {
                select.append(", t.")
                        .append(TargetSession.identifier(columns.get(i).name()))
                        .append("::text");
                texts.add(i);
            }
        }
        String sql =
                select + " FROM " + keys(key.size()) + " JOIN " + table.id().name() + " t ON " + equal(key, known, "t");
        List<@Nullable String @Nullable []> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            found.add(null);
        }
        session.query(sql, keyTexts(table, key, rows), result -> {
            @Nullable String[] cells = new String[columns.size()];
            for (int i = 0; i < texts.size(); i++) {
                cells[texts.get(i)] = result.getString(i + 2);
            }
            found.set((int) result.getLong(1) - 1, cells);
        });
        return new Answer.Looked(found);
    }

    /** Rows without a key are the same when all their columns have the same text, but for those in which keys may have been replaced. */
    private Answer whole(TableSchema table, List<@Nullable Object[]> rows, Map<String, Typed> known) {
        List<String> names = table.copiedColumns().stream()
                .map(ColumnSchema::name)
                .filter(known::containsKey)
                .filter(name -> !isRewritten(table, name))
                .toList();
        if (names.isEmpty()) {
            return new Answer.NoKey("it has no column to tell rows by");
        }
        String here = String.join(
                ", ",
                names.stream()
                        .map(name -> "t." + TargetSession.identifier(name) + "::text")
                        .toList());
        List<String> casts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            casts.add("k.k" + i + "::"
                    + known.getOrDefault(names.get(i), Typed.TEXT).sql() + "::text");
        }
        String sql = "WITH want AS (SELECT md5(ROW(" + String.join(", ", casts) + ")::text) AS d, k.n FROM "
                + keys(names.size()) + "), have AS (SELECT md5(ROW(" + here + ")::text) AS d, count(*) AS c FROM "
                + table.id().name()
                + " t GROUP BY 1) SELECT w.n FROM (SELECT d, n, row_number() OVER (PARTITION BY d) AS r "
                + "FROM want) w JOIN have ON have.d = w.d AND w.r <= have.c";
        List<@Nullable String @Nullable []> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            found.add(null);
        }
        session.query(
                sql,
                keyTexts(table, names, rows),
                result -> found.set((int) result.getLong(1) - 1, texts(table, rows.get((int) result.getLong(1) - 1))));
        return new Answer.Looked(found);
    }

    private boolean isRewritten(TableSchema table, String column) {
        SqlName name = SqlName.parse(table.id().name());
        return rewritten.stream()
                .map(JsonReference::from)
                .anyMatch(from -> from.columns().contains(column)
                        && SqlName.parse(from.table()).names(name));
    }

    private static @Nullable String[] texts(TableSchema table, @Nullable Object[] cells) {
        @Nullable String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            Physical physical = table.copiedColumns().get(i).physical();
            texts[i] = cell == null || physical != Physical.TEXT ? null : CellText.of(physical, cell);
        }
        return texts;
    }

    @Override
    public List<String[]> unresolved(
            TableSchema child, List<@Nullable Object[]> rows, Reference reference, List<Parent> parentsHere) {
        List<String> key = key(child);
        Map<String, Typed> known = types(child.id());
        if (key.isEmpty() || known.isEmpty()) {
            return List.of();
        }
        List<String> columns = reference.fromColumns();
        var sql = new StringBuilder("SELECT DISTINCT ");
        sql.append(String.join(
                ", ",
                columns.stream()
                        .map(name -> "t." + TargetSession.identifier(name) + "::text")
                        .toList()));
        sql.append(" FROM ")
                .append(keys(key.size()))
                .append(" JOIN ")
                .append(child.id().name())
                .append(" AS t ON ");
        sql.append(equal(key, known, "t")).append(" WHERE ");
        sql.append(String.join(
                " AND ",
                columns.stream()
                        .map(name -> "t." + TargetSession.identifier(name) + " IS NOT NULL")
                        .toList()));
        String when = reference.when();
        if (when != null) {
            sql.append(" AND (t.tableoid, t.ctid) IN (SELECT c.tableoid, c.ctid FROM ")
                    .append(child.id().name())
                    .append(" AS c WHERE (")
                    .append(when)
                    .append("))");
        }
        for (Parent parent : parentsHere) {
            Map<String, Typed> parents = types(parent.table().id());
            List<String> equal = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i);
                String there = parent.columns().get(i);
                boolean apart = known.getOrDefault(column, Typed.TEXT).collation()
                        != parents.getOrDefault(there, Typed.TEXT).collation();
                equal.add(comparison(
                        "p." + TargetSession.identifier(there),
                        "t." + TargetSession.identifier(column),
                        parent.table().column(there).orElseThrow(),
                        child.column(column).orElseThrow(),
                        apart ? " COLLATE \"C\"" : ""));
            }
            sql.append(" AND NOT EXISTS (SELECT 1 FROM ")
                    .append(parent.table().id().name())
                    .append(" AS p WHERE ")
                    .append(String.join(" AND ", equal))
                    .append(')');
        }
        List<String[]> open = new ArrayList<>();
        session.query(sql.toString(), keyTexts(child, key, rows), result -> {
            String[] tuple = new String[columns.size()];
            for (int i = 0; i < tuple.length; i++) {
                tuple[i] = result.getString(i + 1);
            }
            open.add(tuple);
        });
        return open;
    }

    /** @param collate where the two sides' collations differ, of which PostgreSQL would choose neither */
    private static String comparison(
            String parent, String child, ColumnSchema parentColumn, ColumnSchema childColumn, String collate) {
        if (isFloat(parentColumn) || isFloat(childColumn)) {
            return parent + "::float8 = " + child + "::float8";
        }
        if (sameFamily(parentColumn, childColumn)) {
            return parent + " = " + child + collate;
        }
        if (family(parentColumn).equals("citext")) {
            return "lower(" + parent + "::text) = lower(" + child + "::text)" + collate;
        }
        boolean padded =
                family(parentColumn).equals("bpchar") || family(childColumn).equals("bpchar");
        return padded
                ? "rtrim(" + parent + "::text, ' ') = rtrim(" + child + "::text, ' ')" + collate
                : parent + "::text = " + child + "::text" + collate;
    }

    private static boolean isFloat(ColumnSchema column) {
        return column.baseType().equals("float4") || column.baseType().equals("float8");
    }

    private static boolean sameFamily(ColumnSchema one, ColumnSchema other) {
        return family(one).equals(family(other));
    }

    private static String family(ColumnSchema column) {
        return switch (column.baseType()) {
            case "int2", "int4", "int8", "numeric" -> "number";
            case "text", "varchar", "name" -> "text";
            default -> column.baseType();
        };
    }

    @Override
    public List<String[]> absent(Parent parent, TableSchema child, List<String> childColumns, List<String[]> keys) {
        Map<String, Typed> known = types(parent.table().id());
        if (known.isEmpty() || keys.isEmpty()) {
            return keys;
        }
        int width = parent.columns().size();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String name = parent.columns().get(i);
            boolean cast = sameFamily(
                    parent.table().column(name).orElseThrow(),
                    child.column(childColumns.get(i)).orElseThrow());
            equal.add("p." + TargetSession.identifier(name)
                    + (cast
                            ? " = k.k" + i + "::"
                                    + known.getOrDefault(name, Typed.TEXT).sql()
                            : "::text = k.k" + i));
        }
        String sql = "SELECT k.n FROM " + keys(width) + " WHERE NOT EXISTS (SELECT 1 FROM "
                + parent.table().id().name() + " AS p WHERE " + String.join(" AND ", equal) + ")";
        String[][] arrays = new String[width][keys.size()];
        for (int n = 0; n < keys.size(); n++) {
            for (int i = 0; i < width; i++) {
                arrays[i][n] = keys.get(n)[i];
            }
        }
        List<String[]> missing = new ArrayList<>();
        session.query(sql, arrays, result -> missing.add(keys.get((int) result.getLong(1) - 1)));
        return missing;
    }

    private static String keys(int width) {
        List<String> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            parameters.add("?::text[]");
            names.add("k" + i);
        }
        return "unnest(" + String.join(", ", parameters) + ") WITH ORDINALITY AS k(" + String.join(", ", names)
                + ", n)";
    }

    private static String equal(List<String> key, Map<String, Typed> known, String alias) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            Typed type = known.getOrDefault(key.get(i), Typed.TEXT);
            parts.add(alias + "." + TargetSession.identifier(key.get(i)) + type.cast() + " = k.k" + i + "::"
                    + type.sql() + type.cast());
        }
        return String.join(" AND ", parts);
    }

    private static @Nullable String[][] keyTexts(TableSchema table, List<String> names, List<@Nullable Object[]> rows) {
        List<String> copied =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        @Nullable String[][] arrays = new String[names.size()][rows.size()];
        for (int i = 0; i < names.size(); i++) {
            int place = copied.indexOf(names.get(i));
            for (int n = 0; n < rows.size(); n++) {
                Object cell = place < 0 ? null : rows.get(n)[place];
                arrays[i][n] = cell == null
                        ? null
                        : CellText.of(table.copiedColumns().get(place).physical(), cell);
            }
        }
        return arrays;
    }

    /** The columns' types as the target's catalog prints them; empty when it has no such table. */
    private Map<String, Typed> types(TableId table) {
        return types.computeIfAbsent(table, id -> {
            Map<String, Typed> found = new HashMap<>();
            session.query(
                    "SELECT attname, format_type(atttypid, atttypmod),"
                            + " CASE WHEN b.typtype IN ('e', 'c') THEN '::' || format_type(b.oid, -1) ELSE '' END, attcollation::int8"
                            + " FROM pg_attribute JOIN pg_type t ON t.oid = atttypid"
                            + " LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype WHERE attrelid = (SELECT to_regclass(n) FROM unnest(?::text[]) AS u(n)) AND attnum > 0 AND NOT attisdropped",
                    new String[][] {{id.name()}},
                    result -> found.put(
                            result.getString(1),
                            new Typed(result.getString(2), result.getString(3), result.getLong(4))));
            return found;
        });
    }

    @Override
    public void close() {
        session.close();
    }
}
