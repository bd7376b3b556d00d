package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.LentSessions;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * One connection to a PostgreSQL database, with the text forms of values that sealed rows are written in. Statements are named by
 * what they do, so that a failure can say so without quoting SQL. Not for several threads.
 */
final class PgSession implements AutoCloseable {

    /**
     * What is reported as committed survives a crash of the server, whatever the account's default is; and a loader that died is
     * noticed while a statement runs or nothing is said, so that what it had open does not stay open.
     */
    private static final String SURE = """
        select set_config(s.name, w.value, false) from pg_settings s join (values
          ('synchronous_commit', 'on'), ('client_connection_check_interval', '2s'), ('tcp_keepalives_idle', '30'),
          ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3'), ('idle_session_timeout', '0'),
          ('transaction_timeout', '0')) w (name, value) on w.name = s.name
        where s.name <> 'synchronous_commit' or s.setting = 'off'\
        """;

    private final Connection connection;
    private final Endpoint endpoint;
    private final Duration connectTimeout;
    private Duration lockTimeout = Duration.ZERO;
    private @Nullable TableName refusedBy;
    private boolean raised;

    private PgSession(Connection connection, Endpoint endpoint, Duration connectTimeout) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.connectTimeout = connectTimeout;
    }

    /** Another session on the same database, with the same settings; to be closed. */
    PgSession beside() {
        PgSession other = open(endpoint, connectTimeout);
        other.useCanonicalText(lockTimeout);
        return other;
    }

    /** @param endpoint resolved @throws LoadException also when something lends the server's sessions out by the transaction */
    static PgSession open(Endpoint endpoint, Duration connectTimeout) {
        try {
            Connection connection = connect(endpoint, connectTimeout);
            int told = connection.unwrap(PGConnection.class).getBackendPID();
            if (LentSessions.at(connection, told, () -> connect(endpoint, connectTimeout))) {
                connection.close();
                throw LoadException.of(LoaderCode.POOLED, "the target's URL leads to a pooler");
            }
            return new PgSession(connection, endpoint, connectTimeout);
        } catch (SQLException e) {
            throw PgFailures.of("connecting", e);
        }
    }

    private static Connection connect(Endpoint endpoint, Duration connectTimeout) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", endpoint.username());
        properties.setProperty("password", endpoint.password());
        properties.setProperty("ApplicationName", "datamig-loader");
        properties.setProperty("connectTimeout", Long.toString(Math.max(1, connectTimeout.toSeconds())));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        Connection connection = new Driver().connect(endpoint.url(), properties);
        if (connection == null) {
            throw LoadException.of(LoaderCode.MISCONFIGURED, "the URL is not one of PostgreSQL");
        }
        return connection;
    }

    /** The forms of section 7 of the design, whatever the database's or account's defaults are. */
    void useCanonicalText(Duration lockTimeout) {
        this.lockTimeout = lockTimeout;
        run("preparing the session", """
            set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
            set bytea_output = 'hex'; set timezone = 'UTC'; set lc_monetary = 'C'; set xmloption = 'content';
            set row_security = off; set jit = off; set statement_timeout = 0;
            set idle_in_transaction_session_timeout = 0; set default_transaction_read_only = off;
            set default_transaction_deferrable = off; set standard_conforming_strings = on; set array_nulls = on;
            set quote_all_identifiers = off; set transform_null_equals = off; set temp_buffers = '32MB'; set work_mem = '64MB';
            set default_statistics_target = 10;
            set lock_timeout = '%dms'\
            """.formatted(lockTimeout.toMillis()));
        query("preparing the session", SURE, row -> row.getString(1));
    }

    void begin() {
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            throw PgFailures.of("beginning", e);
        }
    }

    /** A transaction that sees one state of the database from its first statement on. */
    void beginSnapshot() {
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException e) {
            throw PgFailures.of("beginning", e);
        }
    }

    /** A setting that the target's own triggers can look at, until the transaction ends. */
    void setForTransaction(String name, String value) {
        query("setting what the landscape says", "select set_config(?, ?, true)", row -> row.getString(1), name, value);
    }

    /** @throws LoadException when the connection is lost */
    void ping() {
        number("seeing that the session is alive", "select 1");
    }

    void commit() {
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw PgFailures.of("committing", e);
        }
    }

    /** Leaves nothing of the transaction; a connection that is gone has done so by itself. */
    void rollback() {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw PgFailures.of("rolling back", e);
        }
    }

    void run(String doing, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(doing, e);
        }
    }

    /** @return rows changed */
    long update(String doing, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw failed(doing, e);
        }
    }

    <T> List<T> query(String doing, String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw failed(doing, e);
        }
    }

    /** Hands over one row after the other without holding them all; inside a transaction only. */
    void each(String doing, String sql, RowTaker taker, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.setFetchSize(5000);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        } catch (SQLException e) {
            throw failed(doing, e);
        }
    }

    private LoadException failed(String doing, SQLException e) {
        refusedBy = PgFailures.table(e).orElse(null);
        raised = PgFailures.isRaised(e);
        return PgFailures.of(doing, e);
    }

    /** The table of the constraint by which the last statement that failed was refused: schema and name, bare. */
    Optional<TableName> refusedBy() {
        return Optional.ofNullable(refusedBy);
    }

    /** Whether a function has refused the last statement that failed, and no constraint. */
    boolean raised() {
        return raised;
    }

    record TableName(String schema, String name) {}

    /** The one number that a query gives. */
    long number(String doing, String sql, @Nullable Object... parameters) {
        return query(doing, sql, row -> row.getLong(1), parameters).get(0);
    }

    /** @return rows taken in */
    long copyIn(String doing, String sql, CopyFeed feed) {
        CopyIn copy = null;
        try {
            copy = copies().copyIn(sql);
            feed.feed(copy);
            long rows = copy.endCopy();
            copy = null;
            return rows;
        } catch (SQLException e) {
            throw failed(doing, e);
        } finally {
            cancel(copy);
        }
    }

    private static void cancel(@Nullable CopyIn copy) {
        if (copy != null && copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                // The server says that the COPY was cancelled, which is what was asked of it; the first failure is on
                // its way.
                return;
            }
        }
    }

    /** Hands over one line after the other, with the line feed at its end. */
    void copyOut(String doing, String sql, LineSink sink) {
        try {
            CopyOut copy = copies().copyOut(sql);
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                sink.line(line);
            }
        } catch (SQLException e) {
            throw failed(doing, e);
        }
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw PgFailures.of("closing", e);
        }
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    interface CopyFeed {
        void feed(CopyIn copy) throws SQLException;
    }

    @FunctionalInterface
    interface LineSink {
        void line(byte[] line);
    }
}
