package dev.datamig.extractor.postgres;

import dev.datamig.contracts.schema.SqlName;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Values;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks at a bounded number of rows and looks values up by unique keys. A large table is sampled by pages, so that a look costs the
 * same however large it is; values go no further than this process.
 */
public final class PgSamples {

    private static final int ROWS = 2000;
    private static final int LONGEST = 64;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private final PgSource source;

    public PgSamples(PgSource source) {
        this.source = source;
    }

    /** Some rows, of an array its first element; null where a value is NULL or too long to name anything. */
    public List<String[]> rows(TableShape table, List<String> columns) {
        String list = columns.stream().map(name -> value(table, name)).collect(Collectors.joining(", "));
        String sql = "select " + list + " from " + own(table) + sampling(table) + " limit " + ROWS;
        return source.with(session -> session.glance("sampling " + table.id().name(), sql, List.of(), row -> {
            String[] values = new String[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getString(i + 1);
            }
            return values;
        }));
    }

    private static String value(TableShape table, String column) {
        String name = SqlName.quote(column);
        boolean array = table.column(column).filter(ColumnShape::array).isPresent();
        return array
                ? "(select " + orNothing("e.v") + " from unnest(" + name + ") e (v) where e.v is not null limit 1)"
                : orNothing(name);
    }

    private static String orNothing(String value) {
        return "case when length(" + value + "::text) <= " + LONGEST + " then " + value + "::text end";
    }

    private static String own(TableShape table) {
        return table.kind() == TableShape.Kind.PARTITIONED
                ? table.id().name()
                : "only " + table.id().name();
    }

    private static String sampling(TableShape table) {
        Long rows = table.rows();
        if (rows == null || rows <= 5 * ROWS) {
            return "";
        }
        double percent = Math.max(0.0001, 150.0 * ROWS / rows);
        return " tablesample system (" + BigDecimal.valueOf(percent).toPlainString() + ") repeatable (1)";
    }

    /** How many of each set's values the key has. */
    public List<Values.Found> found(TableShape table, List<String> columns, List<Set<List<String>>> sets) {
        List<ColumnShape> keys =
                columns.stream().map(name -> table.column(name).orElseThrow()).toList();
        double chance = chance(table, keys);
        List<StringBuilder> arrays = new ArrayList<>();
        IntStream.rangeClosed(0, keys.size()).forEach(i -> arrays.add(new StringBuilder("{")));
        for (int set = 0; set < sets.size(); set++) {
            for (List<String> tuple : sets.get(set)) {
                if (fits(keys, tuple)) {
                    append(arrays.get(0), String.valueOf(set));
                    for (int i = 0; i < keys.size(); i++) {
                        append(arrays.get(i + 1), tuple.get(i));
                    }
                }
            }
        }
        int[] hits = new int[sets.size()];
        if (arrays.get(0).length() > 1) {
            List<String> parameters =
                    arrays.stream().map(array -> array.append('}').toString()).toList();
            source.with(session ->
                    session.glance("looking values up in " + table.id().name(), sql(table, keys), parameters, row -> {
                        hits[row.getInt(1)] = row.getInt(2);
                        return true;
                    }));
        }
        return IntStream.of(hits)
                .mapToObj(count -> new Values.Found(count, chance))
                .toList();
    }

    private static String sql(TableShape table, List<ColumnShape> keys) {
        String names = IntStream.range(0, keys.size()).mapToObj(i -> ", v" + i).collect(Collectors.joining());
        String arrays = keys.stream().map(key -> ", ?::" + type(key) + "[]").collect(Collectors.joining());
        String condition = IntStream.range(0, keys.size())
                .mapToObj(i -> "t." + SqlName.quote(keys.get(i).name()) + " = x.v" + i)
                .collect(Collectors.joining(" and "));
        return "select x.s, count(t.hit) from unnest(?::int4[]" + arrays + ") x (s" + names
                + ") join lateral (select 1 as hit from " + own(table) + " t where " + condition
                + " limit 1) t on true group by x.s";
    }

    private static String type(ColumnShape key) {
        return switch (key.baseType()) {
            case "int2", "int4", "int8", "numeric", "uuid", "bpchar", "varchar", "citext" -> key.baseType();
            default -> "text";
        };
    }

    private static boolean fits(List<ColumnShape> keys, List<String> tuple) {
        for (int i = 0; i < keys.size(); i++) {
            if (!fits(keys.get(i).baseType(), tuple.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String type, String value) {
        return switch (type) {
            case "int2" -> isBetween(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case "int4" -> isBetween(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int8" -> isBetween(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case "numeric" -> value.matches("-?\\d{1,30}(\\.\\d{1,30})?");
            case "uuid" -> UUID.matcher(value).matches();
            case "text", "varchar", "bpchar", "citext" -> value.indexOf('\0') < 0;
            default -> false;
        };
    }

    private static boolean isBetween(String value, long least, long most) {
        if (!value.matches("-?\\d{1,18}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= least && number <= most;
    }

    private static void append(StringBuilder array, String value) {
        array.append(array.length() == 1 ? "\"" : ",\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    /** How densely the key's values stand: numbers in sequence have every small number, a uuid hardly ever meets another. */
    private double chance(TableShape table, List<ColumnShape> keys) {
        if (keys.size() > 1) {
            return 0.1;
        }
        return switch (keys.get(0).baseType()) {
            case "int2", "int4", "int8", "numeric" -> density(table, keys.get(0));
            case "uuid" -> 0;
            default -> 0.1;
        };
    }

    private double density(TableShape table, ColumnShape key) {
        String column = SqlName.quote(key.name());
        String sql =
                "select coalesce(max(" + column + ")::float8 - min(" + column + ")::float8 + 1, 1) from " + own(table);
        List<Double> span = source.with(session ->
                session.glance("looking at the keys of " + table.id().name(), sql, List.of(), PgSamples::number));
        Long rows = table.rows();
        return rows == null || span.isEmpty() ? 1 : Math.min(1, rows / Math.max(1, span.get(0)));
    }

    private static double number(ResultSet row) throws SQLException {
        return row.getDouble(1);
    }
}
