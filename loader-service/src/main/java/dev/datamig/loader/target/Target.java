package dev.datamig.loader.target;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store's target, reached anew for each call. Every call either has its whole effect or none. */
public interface Target extends Across {

    /** What a load would do; writes nothing. */
    Plan plan(LoadJob job, LoadProgress progress);

    /**
     * Loads, or says what the load of this run did when it has happened already.
     *
     * @param gate is asked before the commit; not when there is nothing to commit
     * @throws CommitWithheldException when it says no; then nothing is loaded
     */
    List<TableLoad> load(LoadJob job, LoadProgress progress, CommitGate gate);

    /** The store by itself. */
    default List<TableLoad> load(LoadJob job, LoadProgress progress) {
        return load(job, progress, CommitGate.OPEN);
    }

    /** Whether its load waits where an instance may load only so many stores at a time. */
    default boolean takesLane() {
        return true;
    }

    /** What stands in the way of an undo, for a person to read; changes nothing and locks no row. */
    List<Failure> obstacles(UndoJob job, Leaving leaving);

    default List<Failure> obstacles(UndoJob job) {
        return obstacles(job, Leaving.UNWATCHED);
    }

    /**
     * Undoes the run and bars older orders.
     *
     * @param leaving is told what goes before it does, and may refuse
     * @param gate is asked before the commit; not when there is nothing to undo
     * @throws CommitWithheldException when it says no; then nothing is undone
     */
    Undone undo(UndoJob job, Leaving leaving, CommitGate gate);

    /** The store by itself. */
    default Undone undo(UndoJob job, Leaving leaving) {
        return undo(job, leaving, CommitGate.OPEN);
    }

    default Undone undo(UndoJob job) {
        return undo(job, Leaving.UNWATCHED);
    }

    /**
     * What a load would do.
     *
     * @param problems what stands in the way; empty when the load can be ordered
     * @param keys digest of what the plan says about keys, empty when it says nothing
     * @param detail absent when the store is loaded already
     */
    record Plan(
            List<TableLoad> tables,
            List<Failure> problems,
            Optional<String> keys,
            @Nullable StorePlan detail) {

        /** The store is loaded already. */
        public static Plan done(List<TableLoad> tables) {
            return new Plan(tables, List.of(), Optional.empty(), null);
        }
    }

    /** @param nothing the ledger knew of no load */
    record Undone(boolean nothing, List<TableLoad> tables) {}
}
