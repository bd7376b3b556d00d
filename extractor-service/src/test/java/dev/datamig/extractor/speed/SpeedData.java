package dev.datamig.extractor.speed;

import dev.datamig.sandbox.data.BoltEndpoint;
import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxLandscape;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.Neo4jServers;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A PROD whose data stays in a folder between measurements, and a landscape of its four databases. */
final class SpeedData implements AutoCloseable {

    private final Path folder;
    final PostgresServer server;

    private SpeedData(Path folder, PostgresServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** The sandbox's own data, made on first use. */
    static SpeedData sandbox(Path folder, int students) throws IOException {
        SpeedData data = new SpeedData(folder, start(folder, "prod"));
        if (!Files.exists(folder.resolve("landscape.yaml"))) {
            try (PostgresServer cert = start(folder, "cert");
                    Neo4jServers graphs = graphs(folder)) {
                var places = new SandboxServers(
                        endpoint(data.server), endpoint(cert), endpoint(graphs, 0), endpoint(graphs, 1));
                SandboxData.create(places, students, System.out::println);
            }
        }
        data.writeSandboxLandscape();
        return data;
    }

    /** A district of about so many rows, made by SQL alone. */
    static SpeedData generated(Path folder, long rows) throws IOException {
        SpeedData data = new SpeedData(folder, start(folder, "prod"));
        if (!Files.exists(folder.resolve("landscape.yaml"))) {
            GeneratedDistrict.create(data.server, rows);
        }
        Files.writeString(folder.resolve("landscape.yaml"), GeneratedDistrict.landscape(data.server));
        return data;
    }

    private static PostgresServer start(Path folder, String name) {
        return PostgresServer.start(new PostgresCluster(
                name, folder.resolve(name), folder, FreePorts.any(), "postgres", Durability.THROWAWAY, "512MB"));
    }

    private static Neo4jServers graphs(Path folder) {
        return Neo4jServers.start(new Neo4jServers.Plan(
                List.of(
                        new Neo4jServers.Instance(folder.resolve("g1"), FreePorts.any(), "neo4jneo4j"),
                        new Neo4jServers.Instance(folder.resolve("g2"), FreePorts.any(), "neo4jneo4j")),
                folder,
                folder,
                "1g",
                List.of()));
    }

    private static PgEndpoint endpoint(PostgresServer server) {
        return new PgEndpoint(server.host(), server.port(), server.username(), server.password());
    }

    private static BoltEndpoint endpoint(Neo4jServers graphs, int index) {
        var one = graphs.servers().get(index);
        return new BoltEndpoint(one.boltUrl(), one.username(), one.password());
    }

    /** Without the graph, and with the passwords in it: this file is for nobody else. */
    private void writeSandboxLandscape() throws IOException {
        PgEndpoint prod = endpoint(server);
        var nowhere = new BoltEndpoint("bolt://127.0.0.1:1", "-", "-");
        var places = new SandboxServers(prod, new PgEndpoint("127.0.0.1", 1, "-", "-"), nowhere, nowhere);
        String text = SandboxLandscape.text(places);
        for (Map.Entry<String, String> variable :
                SandboxLandscape.environment(places).entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        int graph = text.indexOf("\n  sp:");
        int references = text.indexOf("\nreferences:");
        String rest = text.substring(references)
                .lines()
                .filter(line -> !line.contains("\"sp:"))
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("landscape.yaml"), text.substring(0, graph) + "\n" + rest);
    }

    Path landscape() {
        return folder.resolve("landscape.yaml");
    }

    Path staging() {
        return folder.resolve("staging");
    }

    @Override
    public void close() {
        server.close();
    }
}
