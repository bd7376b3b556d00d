package dev.datamig.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Listed here for the help; the start script runs it before there is any Java to run. */
@Command(name = "verify", description = "Run every check and every test (mvn verify), on embedded servers.")
final class VerifyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.terminal().message("run it through the script: ./datamig verify");
        return ExitCode.USAGE.code();
    }
}
