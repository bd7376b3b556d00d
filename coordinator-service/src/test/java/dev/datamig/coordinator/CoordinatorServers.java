package dev.datamig.coordinator;

import dev.datamig.sandbox.servers.TestFolder;
import dev.datamig.sandbox.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** PostgreSQL and Kafka for the coordinator, a staging folder and a landscape of five stores. */
public final class CoordinatorServers implements QuarkusTestResourceLifecycleManager {

    public static final String RULES = "version: 1\nrules: []\n";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = TestFolder.create("coordinator");
            Path landscape = Files.writeString(folder.resolve("landscape.yaml"), LANDSCAPE);
            Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
            var postgres = TestServers.postgres();
            return Map.ofEntries(
                    Map.entry("datamig.landscape", landscape.toString()),
                    Map.entry("datamig.rules", rules.toString()),
                    Map.entry("datamig.staging", folder.resolve("staging").toString()),
                    Map.entry("datamig.staging-key", "00112233445566778899aabbccddeeff".repeat(2)),
                    Map.entry("datamig.max-runs", "50"),
                    Map.entry("datamig.answer-timeout", "3s"),
                    Map.entry("datamig.retry.first", "60ms"),
                    Map.entry("datamig.topics.partitions", "6"),
                    Map.entry("quarkus.datasource.jdbc.url", postgres.createDatabase("coordinator")),
                    Map.entry("quarkus.datasource.username", postgres.username()),
                    Map.entry("quarkus.datasource.password", postgres.password()),
                    Map.entry("kafka.bootstrap.servers", TestServers.kafka().bootstrapServers()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the servers end with this JVM
    }

    private static final String STORE = """
              %s:
                kind: postgresql
                source: { url: "jdbc:postgresql://127.0.0.1:1/%s", username: "u", password: "p" }
                target: { url: "jdbc:postgresql://127.0.0.1:2/%s", username: "u", password: "p" }
            """;

    private static final String REFERENCE = "  - { from: \"%s:public.a(b)\", to: \"%s:public.c(d)\" }\n";

    /** {@code three} refers to {@code one}, {@code four} and {@code five} refer to {@code three}, {@code two} stands alone. */
    static final String LANDSCAPE = "version: 1\nname: test\nenvironment: CERT\n"
            + "districts: { store: one, query: \"select id, name from district\" }\nstores:\n"
            + String.join(
                    "",
                    FakeServices.STORES.stream()
                            .map(name -> STORE.formatted(name, name, name))
                            .toList())
            + "references:\n"
            + REFERENCE.formatted("five", "three") + REFERENCE.formatted("four", "three")
            + REFERENCE.formatted("three", "one");
}
