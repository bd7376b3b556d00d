package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.data.SandboxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** A look into one database: all answers are text, all rows are streamed. Temporary tables last as long as it is open. */
final class PgRows implements AutoCloseable {

    private final String name;
    private final Connection connection;

    PgRows(PgEndpoint cluster, String database) {
        this.name = database;
        try {
            this.connection =
                    DriverManager.getConnection(cluster.jdbcUrl(database), cluster.username(), cluster.password());
            execute("set time zone 'UTC'");
        } catch (SQLException e) {
            throw new SandboxException("the database " + database + " cannot be reached", e);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SandboxException("a statement failed in " + name + " (" + firstLine(sql) + ")", e);
        }
    }

    /** All columns of all rows of a query, as text; NULL is the empty text. */
    List<List<String>> query(String sql) {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int c = 1; c <= columns; c++) {
                    String value = result.getString(c);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new SandboxException("a query failed in " + name + " (" + firstLine(sql) + ")", e);
        }
    }

    long count(String sql) {
        return Long.parseLong(query(sql).getFirst().getFirst());
    }

    /** Every row of a query in the text form of {@code COPY}, with its line's end. */
    void stream(String query, Consumer<byte[]> row) {
        try {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout");
            byte[] line = copy.readFromCopy();
            while (line != null) {
                row.accept(line);
                line = copy.readFromCopy();
            }
        } catch (SQLException e) {
            throw new SandboxException("rows could not be read from " + name + " (" + firstLine(query) + ")", e);
        }
    }

    /** Every table that holds rows of its own or of its partitions, as SQL writes it, but for the ledger's. */
    List<String> tables() {
        return query("""
                        select format('%I.%I', n.nspname, c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and not c.relispartition
                          and n.nspname not in ('pg_catalog', 'information_schema', 'datamig') and n.nspname not like 'pg\\_%'
                        order by 1""").stream().map(List::getFirst).toList();
    }

    /** Columns of a table's primary key as SQL writes them; empty when it has none. */
    List<String> primaryKey(String table) {
        return query("""
                select quote_ident(a.attname)
                from pg_index i cross join unnest(i.indkey::smallint[]) with ordinality k (attnum, place)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where i.indrelid = '%s'::regclass and i.indisprimary order by k.place""".formatted(table.replace("'", "''"))).stream()
                .map(List::getFirst)
                .toList();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SandboxException("the connection to " + name + " could not be closed", e);
        }
    }

    private static String firstLine(String sql) {
        String line = sql.strip().lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
