package dev.datamig.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stop what runs in the background: the services, then the servers.")
final class DownCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    DownCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        boolean stopped = surroundings.stack().stop(line -> terminal.message("  " + line));
        terminal.line(stopped ? "stopped" : "nothing was running");
        return ExitCode.OK.code();
    }
}
