package dev.datamig.loader.target;

import dev.datamig.contracts.FailureCategory;
import org.jspecify.annotations.Nullable;

/**
 * How far an order of a store is.
 *
 * @param store whose
 * @param order its number
 * @param failure how it failed; only with {@link State#FAILED}
 */
public record Standing(
        String store, int order, State state, @Nullable FailureCategory failure) {

    /** In the order in which they come. */
    public enum State {
        /** It has an instance, and waits there at most for others that wait for nobody. */
        TAKEN,
        /** Another run may be at work in its target. */
        QUEUED,
        /** It writes. */
        AT_WORK,
        /** It has written and proven, and could commit. */
        READY,
        /** It is committed. */
        DONE,
        /** It is rolled back. */
        FAILED
    }
}
