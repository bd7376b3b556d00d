package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.BoltEndpoint;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.Neo4jServers;
import dev.datamig.sandbox.stack.StackFolder;
import java.nio.file.Path;
import java.util.List;

/**
 * An empty Neo4j server for the floor; Community Edition has one database per server. It ends with this JVM at the latest, and its
 * data go when it is closed.
 */
public final class ScratchGraph implements AutoCloseable {

    private final Neo4jServers servers;
    private final Path folder;

    private ScratchGraph(Neo4jServers servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    /** @param folder for its data, and for its log */
    public static ScratchGraph start(Path folder, Path logs) {
        var plan = new Neo4jServers.Plan(
                List.of(new Neo4jServers.Instance(folder.resolve("floor"), FreePorts.any(), "floor-of-the-graph")),
                folder,
                logs,
                "1g",
                List.of());
        return new ScratchGraph(Neo4jServers.start(plan), folder);
    }

    public BoltEndpoint endpoint() {
        Neo4jServer server = servers.servers().getFirst();
        return new BoltEndpoint(server.boltUrl(), server.username(), server.password());
    }

    /** Since it began. */
    public double cpuSeconds() {
        return ProcessTable.cpuSeconds(List.of(servers.pid())).getOrDefault(servers.pid(), 0.0);
    }

    @Override
    public void close() {
        servers.close();
        StackFolder.delete(folder);
    }
}
