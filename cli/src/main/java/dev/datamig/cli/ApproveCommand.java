package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Let a run that waits for approval go on, and show how it goes.")
final class ApproveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(names = "--comment", description = "kept in the audit trail")
    @Nullable
    String comment;

    ApproveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String path = "/runs/" + Coordinator.escaped(run);
        coordinator.post(path + "/approve", comment == null ? Map.of() : Map.of("comment", comment));
        ProgressBoard board = options.json ? ProgressBoard.silent() : new ProgressBoard(terminal);
        RunView rested = new RunFollower(coordinator, board, Clock.systemUTC()).follow(run);
        if (options.json) {
            CoordinatorOptions.print(terminal, coordinator.get(path));
            return rested.state() == RunState.COMPLETED ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        return RunOutcome.tell(terminal, rested, RunState.COMPLETED);
    }
}
