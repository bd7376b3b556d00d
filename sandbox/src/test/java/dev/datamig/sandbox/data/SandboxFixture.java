package dev.datamig.sandbox.data;

import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestFolder;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
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
        Path folder = TestFolder.create("test-cert");
        PostgresServer server = PostgresServer.start(new PostgresCluster(
                "test-cert",
                folder.resolve("postgres"),
                folder,
                FreePorts.any(),
                "postgres",
                Durability.THROWAWAY,
                "64MB"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop " + folder));
        return server;
    }
}
