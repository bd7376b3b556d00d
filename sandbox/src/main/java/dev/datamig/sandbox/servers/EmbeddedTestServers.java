package dev.datamig.sandbox.servers;

import dev.datamig.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Servers from Java, on data in a temporary folder that is removed when the JVM ends. */
final class EmbeddedTestServers implements TestServerProvider {

    static final EmbeddedTestServers INSTANCE = new EmbeddedTestServers();

    /** Tests are over before C2 would pay off. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

    private final Path folder;

    private EmbeddedTestServers() {
        try {
            this.folder = Files.createTempDirectory("datamig-test-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the test servers", e);
        }
    }

    @Override
    public PostgresServer postgres() {
        PostgresServer server = PostgresServer.start(new PostgresCluster(
                "test",
                folder.resolve("postgres"),
                folder,
                FreePorts.any(),
                "postgres",
                Durability.THROWAWAY,
                "128MB"));
        atExit(server, folder.resolve("postgres"));
        return server;
    }

    @Override
    public KafkaServer kafka() {
        KafkaServer server = KafkaServer.start(new KafkaServer.Plan(
                folder.resolve("kafka"), folder, FreePorts.any(), Topics.WITH_DEAD_LETTERS, "256m", QUICK));
        atExit(server, folder.resolve("kafka"));
        return server;
    }

    @Override
    public List<Neo4jServer> neo4j() {
        Neo4jServers servers = Neo4jServers.start(new Neo4jServers.Plan(
                List.of(instance("first"), instance("second")), folder.resolve("neo4j"), folder, "512m", QUICK));
        atExit(servers, folder.resolve("neo4j"));
        return servers.servers();
    }

    private Neo4jServers.Instance instance(String name) {
        return new Neo4jServers.Instance(folder.resolve("neo4j").resolve(name), FreePorts.any(), "neo4jneo4j");
    }

    private void atExit(AutoCloseable server, Path data) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, data), "remove " + data));
    }

    private void remove(AutoCloseable server, Path data) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("a test server on " + data + " did not stop: " + e.getMessage());
        }
        TestFolder.remove(data);
        if (isEmptyOfData()) {
            TestFolder.remove(folder);
        }
    }

    private boolean isEmptyOfData() {
        try (Stream<Path> left = Files.list(folder)) {
            return left.noneMatch(Files::isDirectory);
        } catch (IOException e) {
            return false;
        }
    }
}
