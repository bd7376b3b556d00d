package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.BoltEndpoint;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.Neo4jServers;
import java.nio.file.Path;
import java.util.List;

/** An empty Neo4j server for the floor; Community Edition has one database per server. */
public final class ScratchGraph implements AutoCloseable {

    private final Neo4jServers servers;

    private ScratchGraph(Neo4jServers servers) {
        this.servers = servers;
    }

    /** @param folder for its data, and for its log */
    public static ScratchGraph start(Path folder, Path logs) {
        return new ScratchGraph(Neo4jServers.start(new Neo4jServers.Plan(
                List.of(new Neo4jServers.Instance(folder.resolve("floor"), FreePorts.any(), "floor-of-the-graph")),
                folder,
                logs,
                "1g",
                List.of())));
    }

    public BoltEndpoint endpoint() {
        Neo4jServer server = servers.servers().getFirst();
        return new BoltEndpoint(server.boltUrl(), server.username(), server.password());
    }

    @Override
    public void close() {
        servers.close();
    }
}
