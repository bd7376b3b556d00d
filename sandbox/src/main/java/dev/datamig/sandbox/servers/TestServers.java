package dev.datamig.sandbox.servers;

import java.util.Properties;

/**
 * The real servers of a test JVM: started when first asked for, shared by all tests of the JVM, gone when it ends. Quarkus loads
 * test classes through several class loaders, so that this class may exist more than once: where the servers are is kept in
 * system properties, which exist once.
 *
 * <p>Data lies in a temporary folder and is not synced ({@link Durability#THROWAWAY}). With
 * {@code -Ddatamig.test.servers=testcontainers} the servers run in containers instead.
 */
public final class TestServers {

    private static final String PREFIX = "datamig.test.running.";

    private TestServers() {}

    /** A PostgreSQL cluster. */
    public static PostgresServer postgres() {
        synchronized (Runtime.getRuntime()) {
            Properties known = System.getProperties();
            if (!known.containsKey(PREFIX + "postgres.port")) {
                PostgresServer started = provider().postgres();
                known.setProperty(PREFIX + "postgres.host", started.host());
                known.setProperty(PREFIX + "postgres.username", started.username());
                known.setProperty(PREFIX + "postgres.password", started.password());
                known.setProperty(PREFIX + "postgres.port", Integer.toString(started.port()));
            }
            return PostgresServer.at(
                    known.getProperty(PREFIX + "postgres.host"),
                    Integer.parseInt(known.getProperty(PREFIX + "postgres.port")),
                    known.getProperty(PREFIX + "postgres.username"),
                    known.getProperty(PREFIX + "postgres.password"));
        }
    }

    /** A Kafka broker. */
    public static KafkaServer kafka() {
        synchronized (Runtime.getRuntime()) {
            Properties known = System.getProperties();
            if (!known.containsKey(PREFIX + "kafka")) {
                known.setProperty(PREFIX + "kafka", provider().kafka().bootstrapServers());
            }
            return KafkaServer.at(known.getProperty(PREFIX + "kafka"));
        }
    }

    /** A Neo4j server. */
    public static Neo4jServer neo4j() {
        return neo4j(0);
    }

    /** A second Neo4j server, for pairs of source and target. */
    public static Neo4jServer neo4jSecond() {
        return neo4j(1);
    }

    private static Neo4jServer neo4j(int index) {
        synchronized (Runtime.getRuntime()) {
            Properties known = System.getProperties();
            String key = PREFIX + "neo4j.";
            if (!known.containsKey(key + "0.url")) {
                var servers = provider().neo4j();
                for (int i = 0; i < servers.size(); i++) {
                    known.setProperty(key + i + ".username", servers.get(i).username());
                    known.setProperty(key + i + ".password", servers.get(i).password());
                    known.setProperty(key + i + ".url", servers.get(i).boltUrl());
                }
            }
            return new Neo4jServer(
                    known.getProperty(key + index + ".url"),
                    known.getProperty(key + index + ".username"),
                    known.getProperty(key + index + ".password"));
        }
    }

    private static TestServerProvider provider() {
        return TestServerProvider.chosen();
    }
}
