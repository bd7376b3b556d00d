package dev.datamig.coordinator.saga;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. Each stage knows how it is shown ({@link StageTable#shown}), what a person may ask in it
 * ({@link StageTable#allows}) and which phases are at work ({@link StageTable#running}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Stage.Queued.class, name = "Queued"),
    @JsonSubTypes.Type(value = Stage.Streaming.class, name = "Streaming"),
    @JsonSubTypes.Type(value = Stage.Sealing.class, name = "Sealing"),
    @JsonSubTypes.Type(value = Stage.Planning.class, name = "Planning"),
    @JsonSubTypes.Type(value = Stage.AwaitingApproval.class, name = "AwaitingApproval"),
    @JsonSubTypes.Type(value = Stage.Loading.class, name = "Loading"),
    @JsonSubTypes.Type(value = Stage.Auditing.class, name = "Auditing"),
    @JsonSubTypes.Type(value = Stage.Completed.class, name = "Completed"),
    @JsonSubTypes.Type(value = Stage.Paused.class, name = "Paused"),
    @JsonSubTypes.Type(value = Stage.AwaitingIntervention.class, name = "AwaitingIntervention"),
    @JsonSubTypes.Type(value = Stage.Compensating.class, name = "Compensating"),
    @JsonSubTypes.Type(value = Stage.Failed.class, name = "Failed"),
    @JsonSubTypes.Type(value = Stage.Cancelled.class, name = "Cancelled"),
    @JsonSubTypes.Type(value = Stage.Checking.class, name = "Checking"),
    @JsonSubTypes.Type(value = Stage.RollingBack.class, name = "RollingBack"),
    @JsonSubTypes.Type(value = Stage.RolledBack.class, name = "RolledBack"),
    @JsonSubTypes.Type(value = Stage.Stuck.class, name = "Stuck")
})
public sealed interface Stage {

    /** Waits for room. */
    record Queued() implements Stage {}

    /** Extraction, masking and batch checks, which stream into each other. */
    record Streaming(Tally tally) implements Stage {}

    /** Every batch has passed; the validator checks the set and seals it. */
    record Sealing(Tally tally) implements Stage {}

    /**
     * The loader says for each store what a load would do.
     *
     * @param open the stores that have not answered, with the number of the order
     * @param problems by store, of its last plan
     * @param keys what the stores were told about each other's keys
     * @param said what they have said since; whom that is news to is planned again with it
     * @param unplanned the stores that could not be compared with their targets, and so have said nothing about their keys
     */
    record Planning(
            Tally tally,
            Map<String, Integer> open,
            Map<String, List<Failure>> problems,
            Map<String, String> keys,
            Map<String, String> said,
            Set<String> unplanned)
            implements Stage {

        /** Plans that were under way before this was told apart know of none. */
        public Planning(
                Tally tally,
                Map<String, Integer> open,
                Map<String, List<Failure>> problems,
                Map<String, String> keys,
                Map<String, String> said,
                @Nullable Set<String> unplanned) {
            this.tally = tally;
            this.open = open;
            this.problems = problems;
            this.keys = keys;
            this.said = said;
            this.unplanned = unplanned == null ? Set.of() : Set.copyOf(unplanned);
        }

        /** Nobody has been asked. */
        Planning(Tally tally) {
            this(tally, Map.of(), Map.of(), Map.of(), Map.of(), Set.of());
        }

        Planning with(Map<String, Integer> open) {
            return new Planning(tally, open, problems, keys, said, unplanned);
        }
    }

    /** A person has to say yes. @param keys what the stores agreed on */
    record AwaitingApproval(Tally tally, Map<String, String> keys) implements Stage {}

    /**
     * The stores are being loaded.
     *
     * @param since the first order of this round: answers to older ones do not count
     * @param open the stores that have not answered, with the number of the order
     * @param keys what the stores agreed on
     */
    record Loading(Tally tally, int since, Map<String, Integer> open, Map<String, String> keys) implements Stage {}

    /** CERT is held against the seal. */
    record Auditing(Tally tally) implements Stage {}

    /** @param loaded the stores that hold the run's rows, in the order of the landscape; empty when nothing was loaded */
    record Completed(Tally tally, List<String> loaded, boolean reported) implements Stage {}

    /**
     * Nothing new is set going; what answers is taken in.
     *
     * @param held what will be set going when the run is resumed
     */
    record Paused(Stage inner, List<Effect> held) implements Stage {}

    /**
     * Something needs a person.
     *
     * @param inner where the run stands otherwise
     * @param stores the stores whose orders have to be given again
     */
    record AwaitingIntervention(Stage inner, Checkpoint checkpoint, List<String> stores) implements Stage {}

    /** What was loaded is being undone because the run failed or was cancelled. */
    record Compensating(Tally tally, Undo undo, Cause cause) implements Stage {}

    /** CERT is as it was. */
    record Failed(boolean reported) implements Stage {}

    /** CERT is as it was. */
    record Cancelled(boolean reported) implements Stage {}

    /**
     * Several stores are to be undone: all say whether they can be before the first one is.
     *
     * @param loaded the stores that hold the run's rows, or may, in the order of the landscape
     * @param open the stores that have not answered, with the number of the order
     * @param problems what stands in the way so far
     * @param cause of a compensation; absent when somebody asked for the undo
     */
    record Checking(
            Tally tally,
            List<String> loaded,
            Map<String, Integer> open,
            List<Failure> problems,
            @Nullable Cause cause) implements Stage {}

    /** What was loaded is being undone because somebody asked. */
    record RollingBack(Tally tally, Undo undo) implements Stage {}

    record RolledBack(Tally tally, boolean reported) implements Stage {}

    /** An undo failed for good. @param inner {@link Compensating} or {@link RollingBack} */
    record Stuck(Stage inner, boolean reported) implements Stage {}

    /**
     * Stores to be undone.
     *
     * @param remaining the stores that are not undone yet, in the reverse order of the landscape
     * @param open of these the ones that have been ordered and have not answered, with the number of the order
     * @param failed of these the ones that wait for a person, and why
     * @param since the first order of this round
     * @param force take along what testers built on the rows since
     */
    record Undo(
            List<String> remaining, Map<String, Integer> open, Map<String, Failure> failed, int since, boolean force) {

        Undo opened(Map<String, Integer> now) {
            return new Undo(remaining, Map.copyOf(now), failed, since, force);
        }

        /** The store is undone. */
        Undo without(String store) {
            return new Undo(
                    remaining.stream().filter(other -> !other.equals(store)).toList(),
                    less(open, store),
                    less(failed, store),
                    since,
                    force);
        }

        /** The store's order came to nothing, because another store was in its way. */
        Undo held(String store) {
            return new Undo(remaining, less(open, store), failed, since, force);
        }

        /** The store waits for a person. */
        Undo failing(String store, Failure failure) {
            Map<String, Failure> all = new HashMap<>(failed);
            all.put(store, failure);
            return new Undo(remaining, less(open, store), Map.copyOf(all), since, force);
        }

        private static <T> Map<String, T> less(Map<String, T> all, String store) {
            Map<String, T> rest = new HashMap<>(all);
            rest.remove(store);
            return Map.copyOf(rest);
        }
    }

    /** Why a run is compensated. @param failure why it failed, whatever happens while it is undone */
    record Cause(End end, @Nullable Failure failure) {}

    /** How a run ends that is compensated. */
    enum End {
        FAILED,
        CANCELLED
    }

    @JsonIgnore
    default RunState shown() {
        return StageTable.shown(this);
    }

    @JsonIgnore
    default Set<Action> allows() {
        return StageTable.allows(this);
    }

    @JsonIgnore
    default Set<Phase> running() {
        return StageTable.running(this);
    }
}
