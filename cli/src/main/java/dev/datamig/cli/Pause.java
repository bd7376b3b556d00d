package dev.datamig.cli;

import java.time.Duration;

/** The time between two looks at a coordinator. */
final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(250);

    private Pause() {}

    static void brief() {
        try {
            Thread.sleep(BRIEF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.ENVIRONMENT, "interrupted; the run goes on: ./datamig runs");
        }
    }
}
