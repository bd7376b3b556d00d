package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/** A transaction on a graph, or several one after the other. Statements are named by what they do. Not for several threads. */
final class NeoTransaction implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(NeoTransaction.class);

    private final Session session;
    private final TransactionConfig settings;
    private final String delivery = UUID.randomUUID().toString();
    private Transaction transaction;

    private NeoTransaction(Session session, TransactionConfig settings) {
        this.session = session;
        this.settings = settings;
        this.transaction = session.beginTransaction(settings);
    }

    /** Keeps what was done so far and goes on in a transaction of its own. */
    void next() {
        try {
            commit();
            transaction = session.beginTransaction(settings);
        } catch (Neo4jException e) {
            throw NeoFailures.of("committing a part", e);
        }
    }

    /** What tells this work from a second delivery of its order. */
    String delivery() {
        return delivery;
    }

    private void commit() {
        transaction.commit();
        transaction.close();
    }

    @Override
    public void close() {
        transaction.close();
    }

    /** Work that is part of a transaction, and whether it is to be kept. */
    record Result<T>(T value, boolean keep) {}

    /** Which order a transaction carries out; the server shows it as the transaction's metadata. */
    record Order(RunId run, int attempt) {
        private Map<String, Object> metadata() {
            return Map.of("app", "datamig-loader", "run", run.value(), "attempt", attempt);
        }

        private boolean supersedes(Record row) {
            Value other = row.get("metadata");
            return run.value().equals(other.get("run").asString(""))
                    && other.get("attempt").asInt(Integer.MAX_VALUE) < attempt;
        }
    }

    /** Work that changes nothing. */
    static <T> T look(Endpoint endpoint, Duration connect, Function<NeoTransaction, T> work) {
        return look(endpoint, connect, transaction -> {}, work);
    }

    /** @param check what has to be true, in a transaction of its own */
    static <T> T look(
            Endpoint endpoint, Duration connect, Consumer<NeoTransaction> check, Function<NeoTransaction, T> work) {
        return in(
                endpoint,
                connect,
                session -> check(session, check),
                TransactionConfig.empty(),
                transaction -> new Result<>(work.apply(transaction), false));
    }

    private static void check(Session session, Consumer<NeoTransaction> check) {
        try (var transaction = new NeoTransaction(session, TransactionConfig.empty())) {
            check.accept(transaction);
        }
    }

    /**
     * An order. One of the same run with a smaller number that is still at work, in a loader that hangs or has been forgotten, is
     * ended first: it would not give up the turn. An account may end its own transactions without any privilege.
     *
     * @param check what has to be true, in a transaction of its own
     * @param before a statement of its own before the transaction begins
     */
    static <T> T in(
            Endpoint endpoint,
            Duration connect,
            Consumer<NeoTransaction> check,
            String before,
            Order order,
            Function<NeoTransaction, Result<T>> work) {
        return in(
                endpoint,
                connect,
                session -> {
                    check(session, check);
                    session.run(before).consume();
                    endOlder(session, order);
                },
                TransactionConfig.builder().withMetadata(order.metadata()).build(),
                work);
    }

    private static void endOlder(Session session, Order order) {
        List<String> older = session
                .run("SHOW TRANSACTIONS YIELD transactionId AS id, metaData AS metadata RETURN id, metadata")
                .list()
                .stream()
                .filter(order::supersedes)
                .map(row -> row.get("id").asString())
                .toList();
        if (!older.isEmpty()) {
            LOG.infof("order %d of %s ends %d older ones still at work", order.attempt(), order.run(), older.size());
            session.run("TERMINATE TRANSACTIONS $ids", Map.of("ids", older)).consume();
        }
    }

    private static <T> T in(
            Endpoint endpoint,
            Duration connect,
            Consumer<Session> before,
            TransactionConfig settings,
            Function<NeoTransaction, Result<T>> work) {
        Config config = Config.builder()
                .withUserAgent("datamig-loader")
                .withMaxConnectionPoolSize(2)
                .withConnectionTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .withNotificationConfig(NotificationConfig.disableAllConfig())
                .build();
        SessionConfig session = endpoint.database() == null
                ? SessionConfig.defaultConfig()
                : SessionConfig.forDatabase(endpoint.database());
        Driver driver = driver(endpoint, config);
        try (Session open = driver.session(session)) {
            before.accept(open);
            try (var transaction = new NeoTransaction(open, settings)) {
                Result<T> result = work.apply(transaction);
                if (result.keep()) {
                    transaction.commit();
                }
                return result.value();
            }
        } catch (Neo4jException e) {
            throw NeoFailures.of("working with the graph", e);
        } finally {
            // its threads take a fifth of a second to end, and nothing waits for them
            driver.closeAsync()
                    .whenComplete((done, e) -> LOG.debugf(e, "connections to %s are closed", endpoint.url()));
        }
    }

    private static Driver driver(Endpoint endpoint, Config config) {
        try {
            return GraphDatabase.driver(
                    endpoint.url(), AuthTokens.basic(endpoint.username(), endpoint.password()), config);
        } catch (IllegalArgumentException e) {
            throw LoadException.of(LoaderCode.MISCONFIGURED, "the URL is not one of Neo4j", e);
        }
    }

    /** Bytes that the order's transaction has taken, as the server estimates; 0 where it does not tell. */
    long memory() {
        return run(
                        "reading the memory taken",
                        "SHOW TRANSACTIONS YIELD metaData, estimatedUsedHeapMemory WHERE metaData = $order RETURN"
                                + " estimatedUsedHeapMemory AS bytes",
                        Map.of("order", settings.metadata()))
                .stream()
                .mapToLong(row -> row.get("bytes").asLong(0))
                .max()
                .orElse(0);
    }

    /** Hands over rows as they come: of any number a few are held. No other statement may be run meanwhile. */
    void each(String doing, String cypher, Map<String, Object> parameters, Consumer<Record> taker) {
        try {
            transaction.run(cypher, parameters).forEachRemaining(taker);
        } catch (Neo4jException e) {
            throw NeoFailures.of(doing, e);
        }
    }

    List<Record> run(String doing, String cypher, Map<String, Object> parameters) {
        try {
            return transaction.run(cypher, parameters).list();
        } catch (Neo4jException e) {
            throw NeoFailures.of(doing, e);
        }
    }

    /** @throws LoadException when the transaction is lost */
    void ping() {
        run("seeing that the transaction is alive", "RETURN 1");
    }

    List<Record> run(String doing, String cypher) {
        return run(doing, cypher, Map.of());
    }
}
