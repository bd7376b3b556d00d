package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Several Neo4j servers in one JVM, which costs little more than one; each with its own folder, port and password. */
public final class Neo4jMain {

    private Neo4jMain() {}

    /**
     * @param args the file to make once all are ready, then for each server its folder and port; the passwords come in the
     *     environment as {@code NEO4J_PASSWORD_<port>} so that no process list shows them
     */
    public static void main(String[] args) throws IOException {
        List<DatabaseManagementService> servers = new ArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(servers), "stop neo4j"));
        try {
            for (int i = 1; i < args.length; i += 2) {
                servers.add(start(Path.of(args[i]), Integer.parseInt(args[i + 1])));
            }
            Files.writeString(Path.of(args[0]), "ready");
        } catch (RuntimeException e) {
            // A server that did start would keep the JVM alive and its launcher waiting.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static DatabaseManagementService start(Path home, int port) throws IOException {
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
                .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
                .setConfig(HttpConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L * 1024 * 1024)
                .setConfig(GraphDatabaseSettings.keep_logical_logs, "keep_none")
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_timeout, Duration.ofSeconds(2))
                .build();
        setPassword(server, home.resolve("password-is-set"), System.getenv("NEO4J_PASSWORD_" + port));
        return server;
    }

    /** Once: Neo4j refuses a new password that is the old one. */
    private static void setPassword(DatabaseManagementService server, Path done, @Nullable String password)
            throws IOException {
        if (Files.exists(done) || password == null) {
            return;
        }
        server.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
                .executeTransactionally(
                        "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        Files.writeString(done, "");
    }

    private static void stop(List<DatabaseManagementService> servers) {
        servers.forEach(DatabaseManagementService::shutdown);
    }
}
