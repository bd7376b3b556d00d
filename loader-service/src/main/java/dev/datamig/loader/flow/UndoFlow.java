package dev.datamig.loader.flow;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.LoadCommand.CheckUndo;
import dev.datamig.contracts.command.LoadCommand.UndoStore;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;
import java.util.ArrayList;
import java.util.List;

/** Takes a run out of one store. It needs the target's ledger and nothing from the staging area. */
public final class UndoFlow {

    private final Targets targets;
    private final OtherStores others;

    public UndoFlow(Targets targets, OtherStores others) {
        this.targets = targets;
        this.others = others;
    }

    /** Says what stands in the way, before the first of several stores is undone. */
    public Outcome check(CheckUndo order) {
        Target target = targets.of(order.store());
        List<Failure> problems = new ArrayList<>(target.obstacles(new UndoJob(order.run(), order.attempt(), false)));
        try {
            others.requireUnused(order.run(), order.store(), target);
        } catch (LoadException e) {
            if (e.failure().category() == FailureCategory.TRANSIENT) {
                throw e;
            }
            problems.add(e.failure());
        }
        return new Outcome.UndoChecked(order.run(), order.attempt(), order.store(), List.copyOf(problems));
    }

    public Outcome undo(UndoStore order) {
        Target target = targets.of(order.store());
        if (!order.force()) {
            others.requireUnused(order.run(), order.store(), target);
        }
        Target.Undone undone = target.undo(new UndoJob(order.run(), order.attempt(), order.force()));
        return new Outcome.StoreUndone(order.run(), order.attempt(), order.store(), undone.nothing(), undone.tables());
    }
}
