package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.GraphFloor;
import dev.datamig.cli.bench.PgFloor;
import dev.datamig.cli.bench.ProcessUse;
import dev.datamig.cli.bench.ScratchGraph;
import dev.datamig.cli.bench.StoreFloor;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunState;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.stack.BackgroundStack;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = "Measure a run beside its floor: the same rows copied with nothing in between."
                + " Starts a stack of its own; earlier local runs are forgotten.")
final class BenchCommand implements Callable<Integer> {

    private static final String GRAPH = "sp";

    private final Surroundings surroundings;

    @Option(
            names = "--students",
            paramLabel = "N",
            description = "size of the district; default: ${DEFAULT-VALUE}; 75000 is the reference district")
    int students = 2_000;

    @Option(names = "--json", description = "for scripts")
    boolean json;

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DistrictSize.require(students);
        Terminal terminal = surroundings.terminal();
        var order = StackOrder.sandbox(students).withLauncher(BackgroundStack.launcher());
        try (var stack = OwnedStack.start(surroundings.stack(), order, line -> terminal.message("  " + line))) {
            return measure(stack.state());
        }
    }

    private int measure(StackState state) {
        Terminal terminal = surroundings.terminal();
        SandboxServers servers = state.requiredSandbox();
        List<String> databases = state.stores().stream()
                .filter(store -> store.kind().equals("postgresql"))
                .map(StackState.StoreAccess::name)
                .toList();
        List<PgFloor> floors = databases.stream()
                .map(database -> PgFloor.prepare(servers.cert(), database))
                .toList();
        GraphFloor graph = GraphFloor.prepare(servers.spCert());
        List<ProcessUse> before = ProcessUse.of(state);

        Coordinator coordinator = surroundings.coordinator(state.coordinator());
        String id = coordinator
                .post("/runs", Map.of("districtId", SandboxData.defaultDistrict()))
                .path("id")
                .asText();
        ProgressBoard board = json ? ProgressBoard.silent() : new ProgressBoard(terminal);
        RunView run = new RunFollower(coordinator, board, Clock.systemUTC()).follow(id);
        List<ProcessUse> used =
                ProcessUse.of(state).stream().map(use -> use.since(before)).toList();
        if (run.state() != RunState.COMPLETED) {
            return RunOutcome.tell(terminal, run, RunState.COMPLETED);
        }
        BenchReport.Floor floor = floor(floors, graph);
        floors.forEach(PgFloor::drop);
        print(BenchNumbers.of(students, run, TableView.all(coordinator.get("/runs/" + id + "/tables")), floor, used));
        return ExitCode.OK.code();
    }

    /** All stores side by side, as the run loads them. */
    private BenchReport.Floor floor(List<PgFloor> floors, GraphFloor graph) {
        try (var scratch = ScratchGraph.start(
                surroundings.folder().data().resolve("floor"),
                surroundings.folder().logs().resolve("floor"))) {
            long begin = System.nanoTime();
            List<CompletableFuture<StoreFloor>> running = Stream.concat(
                            floors.stream().map(floor -> CompletableFuture.supplyAsync(floor::measure)),
                            Stream.of(CompletableFuture.supplyAsync(() -> graph.measure(GRAPH, scratch.endpoint()))))
                    .toList();
            List<StoreFloor> stores = new ArrayList<>();
            running.forEach(one -> stores.add(one.join()));
            double seconds = (System.nanoTime() - begin) / 1e9;
            long rows = stores.stream().mapToLong(StoreFloor::rows).sum();
            return new BenchReport.Floor(seconds, rows / seconds, stores);
        }
    }

    private void print(BenchReport report) {
        Terminal terminal = surroundings.terminal();
        if (json) {
            CoordinatorOptions.print(terminal, Json.mapper().valueToTree(report));
        } else {
            BenchNumbers.print(terminal, report);
        }
    }
}
