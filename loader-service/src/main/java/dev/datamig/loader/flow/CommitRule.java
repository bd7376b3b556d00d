package dev.datamig.loader.flow;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.loader.target.Standing;
import dev.datamig.loader.target.Standing.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether a store that is ready may commit, by what the other stores of its group say. Only stores that are at work are waited for: they
 * come to an end by themselves. One that waits behind another run is not, because that run may be waiting for this store's target.
 *
 * @param kind what is to be committed
 * @param group the other stores
 * @param grace how long to wait for a store that nobody is at work on
 * @param limit how long to wait at all
 */
record CommitRule(Kind kind, CommitGroup group, Duration grace, Duration limit) {

    /** What is to be committed. */
    enum Kind {
        /** Better alone than not at all: what is missing is loaded later or undone. */
        LOAD,
        /** Never before the rows that refer to these are gone, and not at all when another store refuses. */
        UNDO,
        /** The same, but what another store refuses is its own affair. */
        FORCED_UNDO
    }

    /** What to do. */
    sealed interface Verdict {
        record Commit() implements Verdict {}

        record Wait() implements Verdict {}

        /** @param other the store that stands in the way */
        record RollBack(String other, String why) implements Verdict {}
    }

    private static final Verdict COMMIT = new Verdict.Commit();
    private static final Verdict WAIT = new Verdict.Wait();

    /**
     * Says what to do now.
     *
     * @param said what all orders of the round have said last
     * @param waited since this store is ready
     * @param idle since when each of the others that are {@link #idle} is so
     */
    Verdict verdict(List<Standing> said, Duration waited, Map<String, Duration> idle) {
        Optional<String> awaited = Optional.empty();
        for (String other : new TreeSet<>(group.others().keySet())) {
            Verdict one = one(other, last(said, other), idle.getOrDefault(other, Duration.ZERO));
            if (one instanceof Verdict.RollBack) {
                return one;
            }
            if (one instanceof Verdict.Wait && (awaited.isEmpty() || isBefore(other))) {
                awaited = Optional.of(other);
            }
        }
        if (awaited.isEmpty()) {
            return COMMIT;
        }
        if (waited.compareTo(limit) < 0) {
            return WAIT;
        }
        return isBefore(awaited.get())
                ? new Verdict.RollBack(awaited.get(), "it was not committed within " + limit)
                : COMMIT;
    }

    /** Whether waiting is of no use, because it is not allowed. */
    Optional<String> hopeless() {
        return limit.isZero()
                ? group.others().keySet().stream().filter(this::isBefore).findFirst()
                : Optional.empty();
    }

    /** Whether all others are ready or done, so that it is a matter of moments. */
    boolean isNear(List<Standing> said) {
        return group.others().keySet().stream()
                .map(other -> state(last(said, other)))
                .allMatch(state -> state == State.READY || state == State.DONE);
    }

    /** What another store has come to already, because of which the work is in vain. */
    Optional<Verdict.RollBack> inVain(List<Standing> said) {
        return group.others().keySet().stream()
                .sorted()
                .filter(other -> state(last(said, other)) == State.FAILED)
                .map(other -> one(other, last(said, other), Duration.ZERO))
                .filter(Verdict.RollBack.class::isInstance)
                .map(Verdict.RollBack.class::cast)
                .findFirst();
    }

    private boolean isBefore(String other) {
        return kind != Kind.LOAD && group.after().contains(other);
    }

    private Optional<Standing> last(List<Standing> said, String store) {
        int counts = group.others().getOrDefault(store, 0);
        return said.stream()
                .filter(standing -> standing.store().equals(store) && standing.order() >= counts)
                .max(Comparator.comparingInt(Standing::order));
    }

    /** The other stores that nobody is at work on. */
    List<String> idle(List<Standing> said) {
        return group.others().keySet().stream()
                .filter(other -> state(last(said, other)) == State.QUEUED)
                .toList();
    }

    private static State state(Optional<Standing> said) {
        return said.map(Standing::state).orElse(State.QUEUED);
    }

    private Verdict one(String other, Optional<Standing> said, Duration idle) {
        return switch (state(said)) {
            case QUEUED -> idle.compareTo(grace) < 0 ? WAIT : absent(other);
            case TAKEN, AT_WORK -> WAIT;
            case READY -> group.after().contains(other) ? WAIT : COMMIT;
            case DONE -> COMMIT;
            case FAILED -> failed(other, said.map(Standing::failure).orElse(FailureCategory.FATAL));
        };
    }

    private Verdict absent(String other) {
        return isBefore(other) ? new Verdict.RollBack(other, "nobody is at work on it yet") : COMMIT;
    }

    private Verdict failed(String other, FailureCategory category) {
        boolean forGood = category == FailureCategory.FATAL || category == FailureCategory.BLOCKING;
        return switch (kind) {
            case LOAD ->
                switch (category) {
                    case FATAL -> new Verdict.RollBack(other, "its load has failed");
                    case BLOCKING -> COMMIT;
                    case TRANSIENT, RETRIABLE -> WAIT;
                };
            case UNDO -> forGood || isBefore(other) ? new Verdict.RollBack(other, "it was not taken back") : COMMIT;
            case FORCED_UNDO -> isBefore(other) ? new Verdict.RollBack(other, "it was not taken back") : COMMIT;
        };
    }
}
