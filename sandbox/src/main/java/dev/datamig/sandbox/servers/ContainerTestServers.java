package dev.datamig.sandbox.servers;

import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.neo4j.Neo4jContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The same servers in containers, for machines that have a container engine. Testcontainers' own reaper removes them when the
 * JVM has ended.
 */
final class ContainerTestServers implements TestServerProvider {

    static final ContainerTestServers INSTANCE = new ContainerTestServers();

    private static final String PASSWORD = "neo4jneo4j";

    private ContainerTestServers() {}

    @Override
    @SuppressWarnings("resource") // The reaper's.
    public PostgresServer postgres() {
        var container = new PostgreSQLContainer("postgres:18-alpine")
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "max_wal_size=2GB");
        container.start();
        return PostgresServer.at(
                container.getHost(), container.getFirstMappedPort(), container.getUsername(), container.getPassword());
    }

    @Override
    @SuppressWarnings("resource") // The reaper's.
    public KafkaServer kafka() {
        var container = new KafkaContainer("apache/kafka-native:4.1.1")
                .withEnv("KAFKA_NUM_PARTITIONS", "6")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "true");
        container.start();
        return KafkaServer.at(container.getBootstrapServers().replaceFirst("^.*//", ""));
    }

    @Override
    public List<Neo4jServer> neo4j() {
        return List.of(graph(), graph());
    }

    @SuppressWarnings("resource") // The reaper's.
    private static Neo4jServer graph() {
        var container = new Neo4jContainer("neo4j:5.26-community").withAdminPassword(PASSWORD);
        container.start();
        return new Neo4jServer(container.getBoltUrl(), Neo4jServers.USERNAME, PASSWORD);
    }
}
