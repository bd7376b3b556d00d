package dev.datamig.coordinator.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a phase of a run began and ended, and how often it was begun. */
public record PhaseTimes(
        State state, @Nullable Instant startedAt, @Nullable Instant finishedAt, int attempts) {

    /** How a phase stands. */
    public enum State {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    public static final PhaseTimes PENDING = new PhaseTimes(State.PENDING, null, null, 0);

    PhaseTimes begin(Instant now) {
        return new PhaseTimes(State.RUNNING, now, null, attempts + 1);
    }

    PhaseTimes end(State how, Instant now) {
        return new PhaseTimes(how, startedAt, now, attempts);
    }

    PhaseTimes again() {
        return new PhaseTimes(State.PENDING, null, null, attempts);
    }
}
