package dev.datamig.coordinator.saga;

import dev.datamig.contracts.outcome.Outcome;
import java.time.Duration;

/** What can happen to a run. */
public sealed interface Event {

    /** There is room for the run. */
    record Admitted() implements Event {}

    /** A service answered. */
    record Answered(Outcome.OfRun outcome) implements Event {}

    /**
     * A person asked.
     *
     * @param force with a rollback: take along what testers built on the run's rows since
     */
    record Asked(Action action, boolean force) implements Event {
        public static Asked to(Action action) {
            return new Asked(action, false);
        }
    }

    /** Nothing was heard of the run's work for this long. */
    record Quiet(Duration since) implements Event {}

    /** The reports of an ended run lie in the staging area. */
    record ReportWritten(int attempt) implements Event {}
}
