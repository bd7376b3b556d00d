package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.CpuTrace;
import dev.datamig.cli.bench.ProcessUse;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunState;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.stack.AotMode;
import dev.datamig.sandbox.stack.BackgroundStack;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = "Measure runs beside their floor: the same rows copied with nothing in between."
                + " Starts a stack of its own; earlier local runs are forgotten.")
final class BenchCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--students",
            paramLabel = "N",
            description = "size of the district; default: ${DEFAULT-VALUE}; 75000 is the reference district")
    int students = 2_000;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "how often it is migrated and taken back; the first run of a fresh stack is slower than those"
                    + " after it. Default: ${DEFAULT-VALUE}")
    int runs = 1;

    @Option(
            names = "--apart",
            description =
                    "the sandbox's databases alone, and the phases apart: nothing is masked before all is read, so"
                            + " that EXTRACT, LOAD and undo have the machine to themselves")
    boolean apart;

    @Option(
            names = "--untrained",
            description = "services without ahead-of-time caches; else they are trained first where they have none")
    boolean untrained;

    @Option(names = "--json", description = "for scripts")
    boolean json;

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DistrictSize.require(students);
        if (runs < 1) {
            throw new CommandException(ExitCode.USAGE, "--runs must be at least 1");
        }
        Terminal terminal = surroundings.terminal();
        if (!untrained) {
            new Trainer(surroundings).trainWhereMissing();
        }
        StackOrder all = StackOrder.sandbox(students)
                .withAot(untrained ? AotMode.IGNORE : AotMode.USE)
                .withLauncher(BackgroundStack.launcher());
        StackOrder order = apart ? all.databasesAlone() : all;
        try (var stack = OwnedStack.start(surroundings.stack(), order, line -> terminal.message("  " + line))) {
            return measure(stack.state());
        }
    }

    private int measure(StackState state) {
        try (var stores = BenchStores.prepare(state, surroundings.folder());
                var cpu = CpuTrace.start(state)) {
            var migrations =
                    new BenchMigrations(surroundings, surroundings.coordinator(state.coordinator()), cpu, apart, json);
            List<BenchRun> taken = new ArrayList<>();
            List<BenchReport.Undo> undone = new ArrayList<>();
            BenchReport.@Nullable Floor floor = null;
            for (int i = 1; i <= runs; i++) {
                stores.mark();
                BenchRun run = migrations.migrate(SandboxData.defaultDistrict());
                if (run.run().state() != RunState.COMPLETED) {
                    return RunOutcome.tell(
                            surroundings.terminal(),
                            surroundings.coordinator(state.coordinator()),
                            run.run(),
                            RunState.COMPLETED);
                }
                if (i == runs) {
                    say("measuring the floor");
                    floor = stores.measure(cpu);
                }
                taken.add(run);
                undone.add(migrations.takeBack(run));
            }
            print(BenchNumbers.of(
                    students, apart, Objects.requireNonNull(floor), taken, undone, used(state, taken.getLast(), cpu)));
            return ExitCode.OK.code();
        }
    }

    private static List<ProcessUse> used(StackState state, BenchRun run, CpuTrace cpu) {
        Instant from = Objects.requireNonNull(run.run().createdAt(), "createdAt");
        Instant to = Objects.requireNonNull(run.run().finishedAt(), "finishedAt");
        return ProcessUse.of(state, cpu.used(from, to));
    }

    private void say(String what) {
        surroundings.terminal().message("  " + what);
    }

    private void print(BenchReport report) {
        Terminal terminal = surroundings.terminal();
        if (json) {
            CoordinatorOptions.print(terminal, Json.mapper().valueToTree(report));
        } else {
            BenchTable.print(terminal, report);
        }
    }
}
