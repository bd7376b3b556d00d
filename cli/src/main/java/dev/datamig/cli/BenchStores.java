package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.CpuTrace;
import dev.datamig.cli.bench.Floors;
import dev.datamig.cli.bench.GraphFloor;
import dev.datamig.cli.bench.PgFloor;
import dev.datamig.cli.bench.ScratchGraph;
import dev.datamig.cli.bench.StoreCopy;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.stack.StackFolder;
import dev.datamig.sandbox.stack.StackState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The stores of the sandbox's CERT, as they were before the runs, to measure the floor in. */
final class BenchStores implements AutoCloseable {

    private final List<PgFloor> databases;
    private final List<GraphFloor> graphs;
    private final StackFolder folder;

    private BenchStores(List<PgFloor> databases, List<GraphFloor> graphs, StackFolder folder) {
        this.databases = databases;
        this.graphs = graphs;
        this.folder = folder;
    }

    static BenchStores prepare(StackState state, StackFolder folder) {
        SandboxServers servers = state.requiredSandbox();
        Path rows = folder.data().resolve("floor-rows");
        return new BenchStores(
                names(state, "postgresql").stream()
                        .map(name -> PgFloor.prepare(servers.cert(), name, rows))
                        .toList(),
                names(state, "neo4j").stream()
                        .map(name -> GraphFloor.prepare(name, servers.spCert()))
                        .toList(),
                folder);
    }

    private static List<String> names(StackState state, String kind) {
        return state.stores().stream()
                .filter(store -> store.kind().equals(kind))
                .map(StackState.StoreAccess::name)
                .toList();
    }

    /** The next run begins: what it writes is what the floor copies. */
    void mark() {
        databases.forEach(PgFloor::mark);
    }

    /** Of the last run, whose rows must still be in CERT. */
    BenchReport.Floor measure(CpuTrace cpu) {
        Instant begin = Instant.now();
        try (var scratch =
                ScratchGraph.start(folder.data().resolve("floor"), folder.logs().resolve("floor"))) {
            List<StoreCopy> copies = new ArrayList<>(databases);
            graphs.forEach(graph -> copies.add(graph.into(scratch.endpoint())));
            try (var floors = new Floors(
                    copies, () -> cpu.used(begin, Instant.now(), BenchStores::server) + scratch.cpuSeconds())) {
                return floors.measure();
            }
        }
    }

    /** Whether a process of a stack serves stores. */
    static boolean server(String process) {
        return process.startsWith("Neo4j")
                || process.startsWith("PostgreSQL") && !process.equals("PostgreSQL (coordinator)");
    }

    static double sum(Map<String, Double> used, Predicate<String> wanted) {
        return used.entrySet().stream()
                .filter(process -> wanted.test(process.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        databases.forEach(PgFloor::drop);
    }
}
