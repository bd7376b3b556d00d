package dev.datamig.extractor.postgres;

import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** One read-only connection to a source, in one transaction. Used by one thread at a time; {@link #cancel} by any. */
final class PgSession implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PgSession.class);

    /** Not allowed, hidden by row security; not there on a standby. */
    private static final Set<String> DENIED = Set.of("42501", "0A000");

    private static final Set<String> TOO_SLOW = Set.of("57014", "55P03");

    private final String store;
    private final Connection connection;
    private boolean frozen;
    private volatile boolean cancelled;
    private volatile boolean busy;
    private int statements;

    PgSession(String store, Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    /** What to do with a row of a result. */
    @FunctionalInterface
    interface RowReading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What to do with a row of a binary COPY. */
    @FunctionalInterface
    interface CopiedRow {
        void accept(CopyRow row);
    }

    /** How many statements ran in this transaction. */
    int statements() {
        return statements;
    }

    /** Ends the transaction and begins another that sees the same. */
    void renew(String begin, String snapshot) {
        execute("ending a transaction", "commit");
        execute("beginning a read-only transaction", begin);
        importSnapshot(snapshot);
        statements = 0;
    }

    /** From here on the session sees what the snapshot sees. If the source does not know it any more, it is lost. */
    void importSnapshot(String snapshot) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction snapshot '" + snapshot + "'");
        } catch (SQLException e) {
            throw new ExtractionException(
                    ExtractorCode.SNAPSHOT_LOST,
                    "store " + store + ": importing the snapshot failed with SQLSTATE " + e.getSQLState());
        }
        markFrozen();
    }

    /** From here on a lost connection means a lost snapshot. */
    void markFrozen() {
        frozen = true;
    }

    void execute(String what, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw PgFailures.of(store, frozen, what, e);
        }
    }

    /** Runs a query with parameters, all of them text of unknown type, and reads it to the end. */
    <T> List<T> query(String what, String sql, List<String> parameters, RowReading<T> reading) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return read(statement, parameters, reading);
        } catch (SQLException e) {
            throw PgFailures.of(store, frozen, what, e);
        }
    }

    private <T> List<T> read(PreparedStatement statement, List<String> parameters, RowReading<T> reading)
            throws SQLException {
        busy = true;
        statements++;
        for (int i = 0; i < parameters.size(); i++) {
            statement.setString(i + 1, parameters.get(i));
        }
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(reading.read(result));
            }
        } finally {
            busy = false;
        }
        return rows;
    }

    /**
     * As {@link #query}, but a parameter that cannot be a value of the type it is compared with (SQLSTATE class 22) gives nothing.
     * The transaction goes on after that.
     */
    <T> List<T> queryOrNothing(String what, String sql, List<String> parameters, RowReading<T> reading) {
        execute(what, "savepoint before_parameter");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<T> rows = read(statement, parameters, reading);
            execute(what, "release savepoint before_parameter");
            return rows;
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith("22")) {
                throw PgFailures.of(store, frozen, what, e);
            }
            execute(what, "rollback to savepoint before_parameter");
            return List.of();
        }
    }

    /**
     * As {@link #query}, but for a short look only: it may take a few seconds, and where it takes longer, waits for a lock or is not
     * allowed, it gives nothing. The transaction goes on after that as if it had not been asked.
     */
    <T> List<T> glance(String what, String sql, List<String> parameters, RowReading<T> reading) {
        return attempt(
                "set local statement_timeout = 5000; set local lock_timeout = 1000", what, sql, parameters, reading);
    }

    /** As {@link #query}, but it gives nothing where that is not allowed. The transaction goes on after that. */
    <T> List<T> queryIfAllowed(String what, String sql, List<String> parameters, RowReading<T> reading) {
        return attempt("", what, sql, parameters, reading);
    }

    private <T> List<T> attempt(
            String settings, String what, String sql, List<String> parameters, RowReading<T> reading) {
        execute(what, "savepoint before_attempt; " + settings);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return read(statement, parameters, reading);
        } catch (SQLException e) {
            boolean tolerated = DENIED.contains(String.valueOf(e.getSQLState()))
                    || (!settings.isEmpty() && TOO_SLOW.contains(String.valueOf(e.getSQLState())));
            if (!tolerated) {
                throw PgFailures.of(store, frozen, what, e);
            }
            return List.of();
        } finally {
            execute(what, "rollback to savepoint before_attempt");
        }
    }

    /** Streams a query as binary COPY (PostgreSQL documentation, COPY, "Binary Format"). */
    void copy(String what, String query, CopiedRow rows) {
        busy = true;
        statements++;
        try {
            CopyOut out = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
            try {
                CopyRow row = new CopyRow();
                for (byte[] data = out.readFromCopy(); data != null; data = out.readFromCopy()) {
                    if (cancelled) {
                        throw new ExtractionException(
                                ExtractorCode.SNAPSHOT_LOST, "store " + store + ": the work was cancelled");
                    }
                    if (row.on(data)) {
                        rows.accept(row);
                    }
                }
            } finally {
                if (out.isActive()) {
                    out.cancelCopy();
                }
                busy = false;
            }
        } catch (SQLException e) {
            throw PgFailures.of(store, frozen, what, e);
        }
    }

    /** Stops the statement that is running, if any, and lets no further row pass. If the source does not hear it, we hang up. */
    void cancel() {
        cancelled = true;
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.debugf("store %s: the wish to cancel was not heard, SQLSTATE %s", store, e.getSQLState());
            abort();
        }
    }

    Connection connection() {
        return connection;
    }

    /** Ends the session; a statement that runs is ended first, since the source would notice too late that nobody listens. */
    @Override
    public void close() {
        cancelled = true;
        try {
            if (busy) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            LOG.debugf("store %s: nobody there to cancel a statement, SQLSTATE %s", store, e.getSQLState());
        }
        abort();
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw PgFailures.of(store, false, "closing a connection", e);
        }
    }
}
