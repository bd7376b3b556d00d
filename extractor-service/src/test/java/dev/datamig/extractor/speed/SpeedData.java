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
import org.jspecify.annotations.Nullable;

/** A PROD whose data stays in a folder between measurements, and a landscape of its four databases. */
final class SpeedData implements AutoCloseable {

    private final Path folder;
    final PostgresServer server;
    /** PROD's graph, where it is measured too. */
    final @Nullable Neo4jServers graph;

    private SpeedData(Path folder, PostgresServer server, @Nullable Neo4jServers graph) {
        this.folder = folder;
        this.server = server;
        this.graph = graph;
    }

    /** The sandbox's own data, made on first use. @param whole with the graph */
    static SpeedData sandbox(Path folder, int students, boolean whole) throws IOException {
        PostgresServer prod = start(folder, "prod");
        if (!Files.exists(folder.resolve("landscape.yaml"))) {
            try (PostgresServer cert = start(folder, "cert");
                    Neo4jServers graphs = graphs(folder, List.of("g1", "g2"))) {
                var places =
                        new SandboxServers(endpoint(prod), endpoint(cert), endpoint(graphs, 0), endpoint(graphs, 1));
                SandboxData.create(places, students, System.out::println);
            }
        }
        SpeedData data = new SpeedData(folder, prod, whole ? graphs(folder, List.of("g1")) : null);
        data.writeSandboxLandscape();
        return data;
    }

    /** A district of about so many rows, made by SQL alone. */
    static SpeedData generated(Path folder, long rows) throws IOException {
        SpeedData data = new SpeedData(folder, start(folder, "prod"), null);
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

    private static Neo4jServers graphs(Path folder, List<String> names) {
        return Neo4jServers.start(new Neo4jServers.Plan(
                names.stream()
                        .map(name -> new Neo4jServers.Instance(folder.resolve(name), FreePorts.any(), "neo4jneo4j"))
                        .toList(),
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

    /** With the passwords in it, this file is for nobody else; and without a graph that is not there. */
    private void writeSandboxLandscape() throws IOException {
        PgEndpoint prod = endpoint(server);
        var nowhere = new BoltEndpoint("bolt://127.0.0.1:1", "-", "-");
        var places = new SandboxServers(
                prod, new PgEndpoint("127.0.0.1", 1, "-", "-"), graph == null ? nowhere : endpoint(graph, 0), nowhere);
        String text = SandboxLandscape.text(places);
        for (Map.Entry<String, String> variable :
                SandboxLandscape.environment(places).entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        Files.writeString(folder.resolve("landscape.yaml"), graph == null ? withoutGraph(text) : text);
    }

    private static String withoutGraph(String text) {
        String rest = text.substring(text.indexOf("\nreferences:"))
                .lines()
                .filter(line -> !line.contains("\"sp:"))
                .collect(Collectors.joining("\n"));
        return text.substring(0, text.indexOf("\n  sp:")) + "\n" + rest;
    }

    Path landscape() {
        return folder.resolve("landscape.yaml");
    }

    Path staging() {
        return folder.resolve("staging");
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
        server.close();
    }
}
