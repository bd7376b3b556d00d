package dev.datamig.contracts;

/** What a failure asks for. */
public enum FailureCategory {
    /** The surroundings failed (a connection, a timeout); the same attempt may succeed later. */
    TRANSIENT,
    /** The attempt is spoiled, a new attempt may succeed (a lost snapshot, a file that vanished). */
    RETRIABLE,
    /** A person has to decide or repair something; the run waits at a checkpoint. */
    BLOCKING,
    /** The run cannot succeed; it ends and what was loaded is compensated. */
    FATAL;

    /** Whether the coordinator tries again by itself. */
    public boolean retriedUnattended() {
        return this == TRANSIENT || this == RETRIABLE;
    }
}
