package dev.datamig.loader.target;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.outcome.TableLoad;
import java.util.List;

/** A store's target, reached anew for each call. Every call either has its whole effect or none. */
public interface Target extends Across {

    /** What a load would do; writes nothing. */
    Plan plan(LoadJob job, LoadProgress progress);

    /** Loads, or says what the load of this run did when it has happened already. */
    List<TableLoad> load(LoadJob job, LoadProgress progress);

    /** Undoes the run and bars older orders. */
    Undone undo(UndoJob job);

    /** @param problems what stands in the way; empty when the load can be ordered */
    record Plan(List<TableLoad> tables, List<Failure> problems) {}

    /** @param nothing the ledger knew of no load */
    record Undone(boolean nothing, List<TableLoad> tables) {}
}
