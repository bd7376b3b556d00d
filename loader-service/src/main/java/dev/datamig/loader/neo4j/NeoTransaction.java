package dev.datamig.loader.neo4j;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.exceptions.Neo4jException;

/** One transaction on a graph. Statements are named by what they do. Not for several threads. */
final class NeoTransaction {

    private final Transaction transaction;

    private NeoTransaction(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Work that is part of a transaction, and whether it is to be kept. */
    record Result<T>(T value, boolean keep) {}

    /** @param before statements of their own before the transaction begins */
    static <T> T in(
            Endpoint endpoint, Duration connect, List<String> before, Function<NeoTransaction, Result<T>> work) {
        Config config = Config.builder()
                .withUserAgent("datamig-loader")
                .withMaxConnectionPoolSize(2)
                .withConnectionTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .withNotificationConfig(NotificationConfig.disableAllConfig())
                .build();
        SessionConfig session = endpoint.database() == null
                ? SessionConfig.defaultConfig()
                : SessionConfig.forDatabase(endpoint.database());
        try (Driver driver = GraphDatabase.driver(
                        endpoint.url(), AuthTokens.basic(endpoint.username(), endpoint.password()), config);
                Session open = driver.session(session)) {
            before.forEach(statement -> open.run(statement).consume());
            try (Transaction transaction = open.beginTransaction()) {
                Result<T> result = work.apply(new NeoTransaction(transaction));
                if (result.keep()) {
                    transaction.commit();
                }
                return result.value();
            }
        } catch (Neo4jException e) {
            throw NeoFailures.of("working with the graph", e);
        } catch (IllegalArgumentException e) {
            throw LoadException.of(LoaderCode.MISCONFIGURED, "the URL is not one of Neo4j", e);
        }
    }

    List<Record> run(String doing, String cypher, Map<String, Object> parameters) {
        try {
            return transaction.run(cypher, parameters).list();
        } catch (Neo4jException e) {
            throw NeoFailures.of(doing, e);
        }
    }

    List<Record> run(String doing, String cypher) {
        return run(doing, cypher, Map.of());
    }
}
