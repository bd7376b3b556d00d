package dev.datamig.extractor.postgres;

import static java.util.Objects.requireNonNull;

import dev.datamig.contracts.District;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.LentSessions;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.ExtractorConfig;
import dev.datamig.extractor.catalog.PgTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL source during one piece of work:
 *
 * <ol>
 *   <li>{@link #connect}: one session, checked;
 *   <li>{@link #freeze}: its transaction (REPEATABLE READ, READ ONLY) exports its snapshot;
 *   <li>{@link #with}: work in sessions that import the snapshot, as many as are allowed; nothing is ever written, no temporary
 *       table is made, so a hot standby will do. A session begins a new transaction under the same snapshot now and then, or the
 *       locks of thousands of tables would pile up on the source;
 *   <li>{@link #close}: all sessions end. {@link #cancel} stops what runs from another thread.
 * </ol>
 */
public final class PgSource implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "DateStyle = 'ISO, MDY'",
            "IntervalStyle = 'postgres'",
            "extra_float_digits = 1",
            "bytea_output = 'hex'",
            "TimeZone = 'UTC'",
            "lc_monetary = 'C'",
            "client_encoding = 'UTF8'",
            "row_security = off",
            "standard_conforming_strings = on",
            "array_nulls = on",
            "quote_all_identifiers = off",
            "transform_null_equals = off",
            "synchronize_seqscans = off",
            "max_parallel_workers_per_gather = 0",
            "jit = off",
            "idle_in_transaction_session_timeout = 0",
            "work_mem = '64MB'");
    /**
     * What only newer servers know: limits that a session which only holds a snapshot would run into, and how soon a server
     * notices in the middle of a statement that its client is gone.
     */
    private static final String NEWER_SETTINGS = "select set_config(name, case name"
            + " when 'client_connection_check_interval' then '5s' else '0' end, false) from pg_settings"
            + " where name in ('transaction_timeout', 'idle_session_timeout')"
            + " or name = 'client_connection_check_interval' and version() like '%linux%'";

    private static final String BEGIN = "begin isolation level repeatable read, read only";
    /** After so many statements a session gives its locks back. */
    private static final int STATEMENTS = 200;

    private static final String MOVED = "select count(*) from unnest(?::int8[], ?::int8[]) k (oid, file)"
            + " where pg_relation_filenode(k.oid::oid::regclass) is distinct from k.file";

    private final String store;
    private final Endpoint endpoint;
    private final ExtractorConfig.Reading limits;
    private final Set<PgSession> open = ConcurrentHashMap.newKeySet();
    private final Deque<PgSession> idle = new ArrayDeque<>();
    private final LongAdder busy = new LongAdder();
    private final Semaphore permits;
    private final @Nullable PgSession holder;
    private @Nullable String snapshot;
    private Instant frozenAt = Instant.EPOCH;
    private volatile boolean cancelled;
    private volatile boolean closed;

    private PgSource(String store, Endpoint endpoint, ExtractorConfig.Reading limits, @Nullable String imported) {
        this.store = store;
        this.endpoint = endpoint;
        this.limits = limits;
        this.snapshot = imported;
        PgSession first = session();
        if (imported != null) {
            this.holder = null;
            this.permits = new Semaphore(limits.connectionsPerStore());
            first.importSnapshot(imported);
            idle.push(first);
            return;
        }
        this.holder = first;
        if (limits.connectionsPerStore() > 1) {
            this.permits = new Semaphore(limits.connectionsPerStore() - 1);
        } else {
            this.permits = new Semaphore(1);
            idle.push(first);
        }
    }

    /** @param endpoint with its secrets resolved @throws ExtractionException when the source cannot be reached */
    public static PgSource connect(String store, Endpoint endpoint, ExtractorConfig.Reading limits) {
        return new PgSource(store, endpoint, limits, null);
    }

    /**
     * A source that is frozen already, by another instance which holds the snapshot for as long as it is needed.
     *
     * @throws ExtractionException when the source does not know the snapshot (any more)
     */
    public static PgSource join(String store, Endpoint endpoint, ExtractorConfig.Reading limits, String snapshot) {
        return new PgSource(store, endpoint, limits, snapshot);
    }

    public String store() {
        return store;
    }

    /** Fixes what all sessions of this source see. */
    public SnapshotInfo freeze() {
        PgSession holder = requireNonNull(this.holder, "frozen by another instance");
        var row = holder.query(
                        "exporting the snapshot",
                        "select pg_export_snapshot(), clock_timestamp()::text, pg_is_in_recovery()",
                        List.of(),
                        result -> new String[] {result.getString(1), result.getString(2)})
                .get(0);
        snapshot = row[0];
        frozenAt = Instant.parse(isoInstant(row[1]));
        holder.markFrozen();
        return new SnapshotInfo(store, frozenAt);
    }

    private static String isoInstant(String timestamptz) {
        return timestamptz.replace(' ', 'T').replaceFirst("\\+00$", "Z");
    }

    /** The snapshot's name on the source, once it is frozen. */
    public String snapshot() {
        return requireNonNull(snapshot, "not frozen yet");
    }

    /** The first two columns of a query as texts: districts with id and name. */
    public List<District> pairs(String query) {
        return with(session -> session.query("listing districts", query, List.of(), row -> {
            String name = row.getString(2);
            return new District(row.getString(1), name == null ? "" : name);
        }));
    }

    /** How long sessions have worked so far, all of them together. */
    public Duration busy() {
        return Duration.ofNanos(busy.sum());
    }

    /** Works in a session that sees the snapshot; waits for one when all are busy. */
    <T> T with(Function<PgSession, T> work) {
        permits.acquireUninterruptibly();
        long start = System.nanoTime();
        try {
            PgSession session = take();
            T result = work.apply(session);
            release(session);
            synchronized (idle) {
                idle.push(session);
            }
            return result;
        } finally {
            busy.add(System.nanoTime() - start);
            permits.release();
        }
    }

    /** The locks of what was read, unless the snapshot would go with them. */
    private void release(PgSession session) {
        if (snapshot != null && session != holder && session.statements() >= STATEMENTS) {
            session.renew(BEGIN, snapshot);
        }
    }

    /**
     * Makes sure that no table has been rewritten or dropped since its shape was read: its rows would have other places then.
     *
     * @throws ExtractionException when one has
     */
    public void verifyUnmoved(List<PgTable> tables) {
        StringJoiner oids = new StringJoiner(",", "{", "}");
        StringJoiner files = new StringJoiner(",", "{", "}");
        tables.stream().flatMap(table -> table.leaves().stream()).forEach(leaf -> {
            oids.add(Long.toString(leaf.oid()));
            files.add(Long.toString(leaf.file()));
        });
        long moved = with(session -> session.query(
                        "looking for rewritten tables",
                        MOVED,
                        List.of(oids.toString(), files.toString()),
                        row -> row.getLong(1))
                .get(0));
        if (moved > 0) {
            throw new ExtractionException(
                    ExtractorCode.SNAPSHOT_LOST,
                    "store " + store + ": " + moved + " tables were rewritten or dropped while they were read");
        }
    }

    private PgSession take() {
        if (cancelled) {
            throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "store " + store + ": the work was cancelled");
        }
        synchronized (idle) {
            PgSession session = idle.poll();
            if (session != null) {
                return session;
            }
        }
        PgSession session = session();
        if (snapshot != null) {
            session.importSnapshot(snapshot);
        }
        return session;
    }

    private PgSession session() {
        PgSession session = new PgSession(store, connection());
        open.add(session);
        if (closed || cancelled) {
            session.close();
            throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "store " + store + ": the work has ended");
        }
        session.execute("beginning a read-only transaction", BEGIN);
        return session;
    }

    private Connection connection() {
        try {
            Connection connection = login();
            if (open.isEmpty()) {
                requireOwnSession(connection);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("set " + String.join("; set ", SETTINGS) + "; set statement_timeout = "
                        + limits.statementTimeout().toMillis() + "; set lock_timeout = "
                        + limits.lockTimeout().toMillis() + "; " + NEWER_SETTINGS);
            }
            return connection;
        } catch (SQLException e) {
            throw PgFailures.of(store, snapshot != null, "connecting", e);
        }
    }

    /** Settings may not be left in sessions that others get next. */
    private void requireOwnSession(Connection connection) throws SQLException {
        int told = connection.unwrap(PGConnection.class).getBackendPID();
        if (LentSessions.at(connection, told, this::login)) {
            connection.close();
            throw new ExtractionException(
                    ExtractorCode.POOLED, "store " + store + ": the source's URL leads to a pooler");
        }
    }

    private Connection login() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.username());
        properties.setProperty("password", endpoint.password());
        properties.setProperty("ApplicationName", "datamig-extractor");
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("autosave", "never");
        properties.setProperty("connectTimeout", seconds(limits.connectTimeout()));
        return DriverManager.getConnection(endpoint.url(), properties);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.toSeconds()));
    }

    /** Stops all statements that run and refuses new work. */
    public void cancel() {
        cancelled = true;
        open.forEach(PgSession::cancel);
    }

    /** Also a session that somebody is just opening does not outlive this. */
    @Override
    public void close() {
        closed = true;
        open.forEach(PgSession::close);
    }
}
