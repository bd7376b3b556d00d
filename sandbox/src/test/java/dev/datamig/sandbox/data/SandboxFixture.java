package dev.datamig.sandbox.data;

import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sandbox's stores with a small district, made once for all tests of the JVM. Who changes a row puts it back. */
public final class SandboxFixture {

    static final int STUDENTS = 100;

    private static @Nullable SandboxServers servers;

    private SandboxFixture() {}

    public static synchronized SandboxServers servers() {
        SandboxServers known = servers;
        if (known == null) {
            known = new SandboxServers(
                    endpoint(TestServers.postgres()),
                    endpoint(secondCluster()),
                    endpoint(TestServers.neo4j()),
                    endpoint(TestServers.neo4jSecond()));
            SandboxData.create(known, STUDENTS, line -> {});
            servers = known;
        }
        return known;
    }

    private static PgEndpoint endpoint(PostgresServer server) {
        return new PgEndpoint("127.0.0.1", server.port(), server.username(), server.password());
    }

    private static BoltEndpoint endpoint(Neo4jServer server) {
        return new BoltEndpoint(server.boltUrl(), server.username(), server.password());
    }

    private static PostgresServer secondCluster() {
        try {
            Path folder = Files.createTempDirectory("datamig-test-cert-");
            PostgresServer server = PostgresServer.start(new PostgresCluster(
                    "test-cert",
                    folder.resolve("postgres"),
                    folder,
                    FreePorts.any(),
                    "postgres",
                    Durability.THROWAWAY,
                    "64MB"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(folder);
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no second cluster for the tests", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("the folder " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
