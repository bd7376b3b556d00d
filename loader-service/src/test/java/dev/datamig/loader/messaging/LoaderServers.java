package dev.datamig.loader.messaging;

import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestFolder;
import dev.datamig.sandbox.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Real servers and a landscape of one store for the running service. */
public final class LoaderServers implements QuarkusTestResourceLifecycleManager {

    static final String FOLDER = "loader.test.folder";

    @Override
    public Map<String, String> start() {
        PostgresServer server = TestServers.postgres();
        server.createDatabase("kafka_source");
        server.createDatabase("kafka_target");
        server.execute(
                "kafka_source",
                "create table t (id int primary key, name text)",
                "insert into t values (1, 'a'), (2, 'b')");
        server.execute("kafka_target", "create table t (id int primary key, name text)");
        server.execute("postgres", "comment on database kafka_target is 'datamig-environment=CERT'");
        try {
            Path folder = TestFolder.create("loader");
            Path landscape = Files.writeString(folder.resolve("landscape.yaml"), landscape(server));
            System.setProperty(FOLDER, folder.toString());
            Map<String, String> config = new HashMap<>();
            config.put("datamig.landscape", landscape.toString());
            config.put("datamig.staging", folder.resolve("staging").toString());
            config.put("datamig.seal-key", "0".repeat(64));
            config.put("kafka.bootstrap.servers", TestServers.kafka().bootstrapServers());
            config.put("quarkus.http.test-port", "0");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String landscape(PostgresServer server) {
        return """
                version: 1
                name: test
                environment: CERT
                districts: { store: s, query: "select id, name from t" }
                stores:
                  s:
                    kind: postgresql
                    source: { url: "%s", username: "%s", password: "%s" }
                    target: { url: "%s", username: "%s", password: "%s" }
                    roots: [ { table: public.t, where: "id = :district" } ]
                """.formatted(
                        server.jdbcUrl("kafka_source"),
                        server.username(),
                        server.password(),
                        server.jdbcUrl("kafka_target"),
                        server.username(),
                        server.password());
    }

    @Override
    public void stop() {}
}
