package dev.datamig.cli;

import dev.datamig.sandbox.stack.AotCache;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "train",
        description =
                "Make the services' ahead-of-time caches: from then on a fresh service is at once nearly as fast as one"
                        + " that has been at work. Needs a JDK of 25 or later. Migrates a sandbox district and takes it back;"
                        + " earlier local runs are forgotten. A new build of the services wants new caches.")
final class TrainCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    TrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!AotCache.isSupported()) {
            throw new CommandException(
                    ExitCode.ENVIRONMENT,
                    "caches need a JDK of " + AotCache.FIRST_JDK + " or later and this is "
                            + Runtime.version().feature() + ": set JAVA_HOME to one");
        }
        long bytes = new Trainer(surroundings).train();
        surroundings
                .terminal()
                .line("trained: caches of " + bytes / 1_000_000
                        + " MB beside the services' packages; up, demo and bench start from them");
        return ExitCode.OK.code();
    }
}
