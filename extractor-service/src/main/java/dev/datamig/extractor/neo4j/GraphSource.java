package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.District;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.Workers;
import dev.datamig.extractor.rows.RowSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * A Neo4j source during one piece of work. Neo4j has no snapshots that sessions can share, so the time recorded is when reading
 * began; what changes while it is read may be seen or not.
 *
 * <p>A node or relationship is known by a number of its own ({@link GraphNames}).
 */
public final class GraphSource implements AutoCloseable {

    /** Nodes or relationships named in one query. */
    static final int CHUNK = 10_000;

    private final String store;
    private final Driver driver;
    private final @Nullable String database;
    private final Duration timeout;
    private final int connections;
    private final Semaphore permits;
    private final LongAdder busy = new LongAdder();
    private volatile GraphNames names = GraphNames.NUMBERS;
    private volatile String nodePrefix = "4:";
    private volatile String relationshipPrefix = "5:";
    private volatile boolean cancelled;

    private GraphSource(String store, Driver driver, @Nullable String database, int connections, Duration timeout) {
        this.connections = connections;
        this.permits = new Semaphore(connections);
        this.store = store;
        this.driver = driver;
        this.database = database;
        this.timeout = timeout;
    }

    /** @param endpoint with its secrets resolved @throws ExtractionException when the source cannot be reached */
    public static GraphSource connect(
            String store, Endpoint endpoint, int connections, Duration connectTimeout, Duration timeout) {
        Config config = Config.builder()
                .withUserAgent("datamig-extractor")
                .withMaxConnectionPoolSize(connections)
                .withConnectionTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .withMaxTransactionRetryTime(5, TimeUnit.SECONDS)
                .withNotificationConfig(NotificationConfig.disableAllConfig())
                .build();
        try {
            Driver driver = GraphDatabase.driver(
                    endpoint.url(), AuthTokens.basic(endpoint.username(), endpoint.password()), config);
            GraphSource source = new GraphSource(store, driver, endpoint.database(), connections, timeout);
            source.verify();
            return source;
        } catch (IllegalArgumentException e) {
            throw new ExtractionException(
                    ExtractorCode.LANDSCAPE_MISMATCH, "store " + store + ": the source's url is not a Bolt url");
        }
    }

    private void verify() {
        try {
            driver.verifyConnectivity();
            chooseNames();
        } catch (Neo4jException e) {
            driver.close();
            throw failure("connecting", e);
        }
    }

    private void chooseNames() {
        try {
            run(GraphNames.PROBE, Map.of(), row -> {});
        } catch (ClientException e) {
            nameByElementIds();
        }
    }

    /** For servers without {@code id()}. */
    void nameByElementIds() {
        names = GraphNames.ELEMENT_IDS;
    }

    /** The expression that names a query's node or relationship. */
    String name(String variable) {
        return names.of(variable);
    }

    public String store() {
        return store;
    }

    /** How long queries have taken so far, all of them together. */
    public Duration busy() {
        return Duration.ofNanos(busy.sum());
    }

    /** When reading begins. */
    public SnapshotInfo freeze(Clock clock) {
        return new SnapshotInfo(store, clock.instant());
    }

    /** Runs a query in a read transaction of its own and hands over its records one by one; waits when all connections are busy. */
    void read(String what, String cypher, Map<String, Object> parameters, Consumer<Record> records) {
        permits.acquireUninterruptibly();
        long start = System.nanoTime();
        try {
            refuseWhenCancelled();
            run(cypher, parameters, records);
        } catch (Neo4jException | IllegalStateException e) {
            refuseWhenCancelled();
            throw e instanceof Neo4jException known ? failure(what, known) : e;
        } finally {
            busy.add(System.nanoTime() - start);
            permits.release();
        }
    }

    private void refuseWhenCancelled() {
        if (cancelled) {
            throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "store " + store + ": the work was cancelled");
        }
    }

    private void run(String cypher, Map<String, Object> parameters, Consumer<Record> records) {
        SessionConfig.Builder config = SessionConfig.builder().withDefaultAccessMode(AccessMode.READ);
        if (database != null) {
            config.withDatabase(database);
        }
        try (Session session = driver.session(config.build());
                var transaction = session.beginTransaction(
                        TransactionConfig.builder().withTimeout(timeout).build())) {
            transaction.run(cypher, parameters).forEachRemaining(records);
        }
    }

    /** The first two columns of a query as texts: districts with id and name. */
    public List<District> pairs(String cypher) {
        List<District> pairs = new ArrayList<>();
        read("listing districts", cypher, Map.of(), row -> pairs.add(new District(text(row.get(0)), text(row.get(1)))));
        return pairs;
    }

    private static String text(Value value) {
        return value.isNull() ? "" : String.valueOf(value.asObject());
    }

    /** Runs a query for each piece of the rows, with their names as {@code $ids}. */
    void readNodes(String what, RowSet nodes, String cypher, Consumer<Record> records) {
        readNodes(what, nodes, cypher, Map.of(), records);
    }

    void readNodes(String what, RowSet nodes, String cypher, Map<String, Object> parameters, Consumer<Record> records) {
        for (RowSet chunk : nodes.chunks(CHUNK)) {
            read(what, cypher, with(parameters, ids(chunk, nodePrefix)), records);
        }
    }

    /** Like {@link #readNodes}, several pieces at the same time; the records come from one thread at a time, in any order. */
    void readNodesAtOnce(String what, RowSet nodes, String cypher, Consumer<Record> records) {
        List<RowSet> chunks = nodes.chunks(CHUNK);
        if (chunks.size() < 2) {
            readNodes(what, nodes, cypher, records);
            return;
        }
        Consumer<Record> inTurn = row -> {
            synchronized (chunks) {
                records.accept(row);
            }
        };
        try (Workers workers = new Workers(Math.min(connections, chunks.size()))) {
            workers.all(chunks, chunk -> {
                readNodes(what, chunk, cypher, inTurn);
                return true;
            });
        }
    }

    void readRelationships(
            String what,
            RowSet relationships,
            String cypher,
            Map<String, Object> parameters,
            Consumer<Record> records) {
        for (RowSet chunk : relationships.chunks(CHUNK)) {
            read(what, cypher, with(parameters, ids(chunk, relationshipPrefix)), records);
        }
    }

    private static Map<String, Object> with(Map<String, Object> parameters, List<Object> ids) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("ids", ids);
        return all;
    }

    private List<Object> ids(RowSet rows, String prefix) {
        List<Object> ids = new ArrayList<>();
        rows.stream().forEach(row -> ids.add(names.name(prefix, row)));
        return ids;
    }

    /** The number of a node. */
    long node(Value name) {
        nodePrefix = names.prefix(name);
        return names.number(name);
    }

    /** The number of a relationship. */
    long relationship(Value name) {
        relationshipPrefix = names.prefix(name);
        return names.number(name);
    }

    private ExtractionException failure(String what, Neo4jException e) {
        ExtractorCode code = switch (e) {
            case ServiceUnavailableException gone -> ExtractorCode.SOURCE_UNREACHABLE;
            case AuthenticationException refused -> ExtractorCode.NO_LOGIN;
            case ClientException wrong -> ExtractorCode.SOURCE_REFUSED;
            default -> ExtractorCode.SOURCE_UNREACHABLE;
        };
        return new ExtractionException(code, "store " + store + ": " + what + " failed with " + e.code());
    }

    /** Refuses new queries and hangs up on those that run: the server ends a query whose connection is gone. */
    public void cancel() {
        cancelled = true;
        driver.closeAsync();
    }

    @Override
    public void close() {
        driver.close();
    }
}
