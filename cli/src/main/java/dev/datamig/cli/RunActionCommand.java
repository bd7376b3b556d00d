package dev.datamig.cli;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one thing of a run and shows how it goes from there. */
@Command
final class RunActionCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final RunAction action;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(names = "--comment", description = "kept in the audit trail")
    @Nullable
    String comment;

    private RunActionCommand(Surroundings surroundings, RunAction action) {
        this.surroundings = surroundings;
        this.action = action;
    }

    /** The command of an action. */
    static CommandLine of(Surroundings surroundings, RunAction action) {
        var line = new CommandLine(new RunActionCommand(surroundings, action));
        line.getCommandSpec().usageMessage().description(action.description());
        return line;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String path = "/runs/" + Coordinator.escaped(run);
        coordinator.post(path + "/" + action.text(), comment == null ? Map.of() : Map.of("comment", comment));
        ProgressBoard board = options.json ? ProgressBoard.silent() : new ProgressBoard(terminal);
        RunView rested = new RunFollower(coordinator, board, Clock.systemUTC()).follow(run);
        if (options.json) {
            CoordinatorOptions.print(terminal, coordinator.get(path));
            return rested.state() == action.wanted() ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        return RunOutcome.tell(terminal, coordinator, rested, action.wanted());
    }
}
