package dev.datamig.anonymizer.constraint;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.sandbox.servers.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a real database: its rows as a batch has them, and a twin of it that takes masked ones. */
final class ConstrainedTable {

    private static final String CHECKS = """
            select k.conname, pg_get_expr(k.conbin, k.conrelid) as condition, false as ofdomain,
              (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey))
            from pg_constraint k where k.contype = 'c' and k.conrelid = 'public.%1$s'::regclass
            union all
            select k.conname, regexp_replace(pg_get_constraintdef(k.oid), '^CHECK ', ''), true, array[a.attname::text]
            from pg_attribute a join pg_constraint k on k.contypid = a.atttypid and k.contype = 'c'
            where a.attrelid = 'public.%1$s'::regclass and a.attnum > 0""";

    private final Connection connection;
    private final String name;
    private final List<ColumnSchema> columns;

    ConstrainedTable(Connection connection, String name, List<String> columns) {
        this.connection = connection;
        this.name = name;
        this.columns = columns.stream().map(TestSchemas::column).toList();
    }

    static Connection database(PostgresServer server, String database, String... statements) throws SQLException {
        server.createDatabase(database);
        server.execute(database, statements);
        return server.connect(database);
    }

    /** @param apart columns that indexes on expressions or some rows keep apart */
    TableSchema schema(String store, String primaryKey, List<List<String>> apart) throws SQLException {
        var checks = new ArrayList<CheckSchema>();
        try (var statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(CHECKS.formatted(name));
            while (row.next()) {
                checks.add(new CheckSchema(
                        row.getString(1),
                        row.getString(2),
                        List.of((String[]) row.getArray(4).getArray()),
                        row.getBoolean(3)));
            }
        }
        return new TableSchema(
                        dev.datamig.contracts.schema.TableId.of(store + ":public." + name),
                        dev.datamig.contracts.schema.TableKind.TABLE,
                        columns,
                        List.of(primaryKey),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null)
                .under(checks, apart);
    }

    Object[][] rows() throws SQLException {
        var out = new ArrayList<Object[]>();
        try (var statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("select * from " + name + " order by 1");
            while (row.next()) {
                Object[] cells = new Object[columns.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = cell(columns.get(i).physical(), row, i + 1);
                }
                out.add(cells);
            }
        }
        return out.toArray(Object[][]::new);
    }

    private static Object cell(Physical physical, ResultSet row, int i) throws SQLException {
        String text = row.getString(i);
        if (text == null) {
            return null;
        }
        return switch (physical) {
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case BOOLEAN -> text.equals("t");
            case DATE -> (int) LocalDate.parse(text).toEpochDay();
            case TEXT -> text.getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalStateException("no such column here: " + physical);
        };
    }

    /** Empties the table and writes these rows; tells which constraints refused how many, in the database's words. */
    List<String> refusals(List<Object[]> rows) throws SQLException {
        var refused = new ArrayList<String>();
        connection.createStatement().execute("truncate " + name);
        String places =
                columns.stream().map(column -> "?::text::" + type(column)).collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + name + " values (" + places + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setString(i + 1, text(columns.get(i), row[i]));
                }
                try {
                    insert.execute();
                } catch (SQLException e) {
                    refused.add(e.getMessage().lines().findFirst().orElse("") + Arrays.toString(texts(row)));
                }
            }
        }
        return refused;
    }

    String[] texts(Object[] row) {
        String[] out = new String[row.length];
        for (int i = 0; i < row.length; i++) {
            out[i] = text(columns.get(i), row[i]);
        }
        return out;
    }

    private static String type(ColumnSchema column) {
        return column.baseType().equals("bpchar") ? "char(" + column.maxLength() + ")" : column.sourceType();
    }

    private static String text(ColumnSchema column, Object cell) {
        return switch (cell) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Integer day
            when column.physical() == Physical.DATE -> LocalDate.ofEpochDay(day).toString();
            default -> cell.toString();
        };
    }
}
