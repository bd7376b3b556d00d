package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.stack.AotCache;
import dev.datamig.sandbox.stack.AotMode;
import dev.datamig.sandbox.stack.BackgroundStack;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.Training;
import java.time.Clock;
import java.util.Map;

/** Has a stack of its own do what services shall be quick at, and makes their caches of it. */
record Trainer(Surroundings surroundings) {

    /** Enough work for the compiler to know what is hot. */
    private static final int STUDENTS = 10_000;

    /** Trains where some service has no cache and this JDK can make one. */
    void trainWhereMissing() {
        if (AotCache.missing(surroundings.folder().root())) {
            say("training the services first: they have no caches of this build (--untrained goes without)");
            train();
        }
    }

    /** @return bytes of all caches together */
    long train() {
        surroundings.stack().refuseWhenRunning();
        var training = new Training(surroundings.folder(), this::say);
        training.forget();
        StackOrder order =
                StackOrder.sandbox(STUDENTS).withAot(AotMode.RECORD).withLauncher(BackgroundStack.launcher());
        try (var stack = OwnedStack.start(surroundings.stack(), order, this::say)) {
            work(surroundings.coordinator(stack.state().coordinator()));
        }
        return training.assemble();
    }

    private void work(Coordinator coordinator) {
        String id = coordinator
                .post("/runs", Map.of("districtId", SandboxData.defaultDistrict()))
                .path("id")
                .asText();
        say("migrating a district");
        RunView run = new RunFollower(coordinator, ProgressBoard.silent(), Clock.systemUTC()).follow(id);
        require(run, RunState.COMPLETED);
        say("taking it back");
        require(Rollback.order(coordinator, id, false), RunState.ROLLED_BACK);
    }

    private static void require(RunView run, RunState wanted) {
        if (run.state() != wanted) {
            throw new CommandException(
                    ExitCode.FAILED, "training ended: " + run.id() + " is " + run.state() + " and not " + wanted);
        }
    }

    private void say(String what) {
        surroundings.terminal().message("  " + what);
    }
}
