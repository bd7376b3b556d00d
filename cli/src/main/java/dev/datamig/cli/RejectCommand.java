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

@Command(name = "reject", description = "End a run that waits for approval; CERT stays as it is.")
final class RejectCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(names = "--comment", description = "kept in the audit trail")
    @Nullable
    String comment;

    RejectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String path = "/runs/" + Coordinator.escaped(run);
        coordinator.post(path + "/reject", comment == null ? Map.of() : Map.of("comment", comment));
        ProgressBoard board = options.json ? ProgressBoard.silent() : new ProgressBoard(terminal);
        RunView rested = new RunFollower(coordinator, board, Clock.systemUTC()).follow(run);
        if (options.json) {
            CoordinatorOptions.print(terminal, coordinator.get(path));
            return rested.state() == RunState.CANCELLED ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        return RunOutcome.tell(terminal, rested, RunState.CANCELLED);
    }
}
