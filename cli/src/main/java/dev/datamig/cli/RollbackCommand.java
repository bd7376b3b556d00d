package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = "Undo a run in CERT: exactly what it changed, or nothing when testers have built on it.")
final class RollbackCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(
            names = "--confirm",
            paramLabel = "RUN",
            description = "the run's id again, for scripts; else it is asked for")
    @Nullable
    String confirm;

    @Option(
            names = "--force",
            description = "also delete what testers changed, and take along what they built on the run's rows")
    boolean force;

    RollbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String given = confirm == null ? ask(terminal) : confirm;
        if (!run.equals(given)) {
            throw new CommandException(ExitCode.USAGE, "not confirmed: nothing was undone");
        }
        String path = "/runs/" + Coordinator.escaped(run);
        RunView rested = Rollback.order(coordinator, given, force);
        if (options.json) {
            CoordinatorOptions.print(terminal, coordinator.get(path));
            return rested.state() == RunState.ROLLED_BACK ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        return RunOutcome.tell(terminal, coordinator, rested, RunState.ROLLED_BACK);
    }

    private String ask(Terminal terminal) {
        terminal.message("This removes from CERT what " + run + " has put there"
                + (force ? ", and WHAT TESTERS CHANGED OR BUILT ON IT" : "") + ". Type the run's id to confirm:");
        String line = surroundings.readLine();
        return line == null ? "" : line.strip();
    }
}
