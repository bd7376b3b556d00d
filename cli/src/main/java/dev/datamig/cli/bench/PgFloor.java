package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.PgEndpoint;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postgresql.PGConnection;

/**
 * The floor of a PostgreSQL store: {@code COPY … TO STDOUT} piped into {@code COPY … FROM STDIN}, table by table, in one
 * transaction.
 *
 * <p>The rows are those that the run has put into CERT, recognised by the transaction that wrote them. They go into a copy of
 * CERT's database made before the run, with its rows, keys, indexes and foreign keys in place. Foreign keys are checked, but at
 * commit: the floor need not know an order. Triggers of users are off, as in a load.
 */
public final class PgFloor {

    private static final int PIPE = 1 << 20;

    private final PgEndpoint cluster;
    private final String database;
    private final String scratch;
    private final long firstTransaction;

    private PgFloor(PgEndpoint cluster, String database, long firstTransaction) {
        this.cluster = cluster;
        this.database = database;
        this.scratch = "floor_" + database;
        this.firstTransaction = firstTransaction;
    }

    /** Copies CERT's database as it is now; nobody may be working in it. */
    public static PgFloor prepare(PgEndpoint cluster, String database) {
        try (Connection admin = connect(cluster, "postgres");
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
            statement.execute("drop database if exists " + quoted("floor_" + database));
            statement.execute("create database " + quoted("floor_" + database) + " template " + quoted(database));
            long next = single(statement, "select pg_current_xact_id()::text::bigint");
            var floor = new PgFloor(cluster, database, next);
            floor.relax();
            return floor;
        } catch (SQLException e) {
            throw new BenchException("the scratch copy of " + database + " could not be made", e);
        }
    }

    private void relax() throws SQLException {
        try (Connection connection = connect(cluster, scratch);
                Statement statement = connection.createStatement()) {
            for (String change : texts(statement, """
                    select format('alter table %s alter constraint %I deferrable initially deferred',
                                  conrelid::regclass, conname)
                    from pg_constraint where contype = 'f' and conparentid = 0
                    union all
                    select format('alter table %s disable trigger user', oid::regclass)
                    from pg_class where relkind in ('r', 'p') and relhastriggers
                      and relnamespace in (select oid from pg_namespace where nspname !~ '^(pg_|information_schema)')
                    """)) {
                statement.execute(change);
            }
        }
    }

    /** Copies and times. */
    public StoreFloor measure() {
        long begin = System.nanoTime();
        long rows = 0;
        try (Connection source = connect(cluster, database);
                Connection target = connect(cluster, scratch);
                Statement catalog = source.createStatement()) {
            target.setAutoCommit(false);
            for (String table : tables(catalog)) {
                rows += copy(source, target, table, columns(catalog, table));
            }
            target.commit();
        } catch (SQLException e) {
            throw new BenchException("the floor of " + database + " could not be measured", e);
        }
        return new StoreFloor(database, rows, (System.nanoTime() - begin) / 1e9);
    }

    /** Removes the scratch copy. */
    public void drop() {
        try (Connection admin = connect(cluster, "postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("drop database if exists " + quoted(scratch) + " with (force)");
        } catch (SQLException e) {
            throw new BenchException("the scratch copy of " + database + " could not be removed", e);
        }
    }

    /** Leaves only: what a partition holds is copied into it. */
    private static List<String> tables(Statement statement) throws SQLException {
        return texts(statement, """
                select oid::regclass::text from pg_class
                where relkind = 'r' and relpersistence = 'p' and relnamespace in (
                  select oid from pg_namespace where nspname not in ('datamig', 'information_schema') and nspname !~ '^pg_')
                order by 1
                """);
    }

    private static String columns(Statement statement, String table) throws SQLException {
        return String.join(
                ", ",
                texts(
                        statement,
                        "select quote_ident(attname) from pg_attribute where attrelid = '" + table.replace("'", "''")
                                + "'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum"));
    }

    private long copy(Connection source, Connection target, String table, String columns) throws SQLException {
        String out = "copy (select " + columns + " from only " + table + " where xmin::text::bigint >= "
                + firstTransaction + ") to stdout (format binary)";
        String in = "copy " + table + " (" + columns + ") from stdin (format binary)";
        try (var pipe = new PipedInputStream(PIPE);
                var feed = new PipedOutputStream(pipe)) {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(source, out, feed));
            long rows = target.unwrap(PGConnection.class).getCopyAPI().copyIn(in, pipe);
            reading.join();
            return rows;
        } catch (IOException | CompletionException e) {
            throw new BenchException("table " + table + " could not be copied", e);
        }
    }

    private static void read(Connection source, String query, PipedOutputStream feed) {
        try (feed) {
            source.unwrap(PGConnection.class).getCopyAPI().copyOut(query, feed);
        } catch (SQLException | IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Connection connect(PgEndpoint cluster, String database) throws SQLException {
        return DriverManager.getConnection(cluster.jdbcUrl(database), cluster.username(), cluster.password());
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static long single(Statement statement, String query) throws SQLException {
        return Long.parseLong(texts(statement, query).getFirst());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
