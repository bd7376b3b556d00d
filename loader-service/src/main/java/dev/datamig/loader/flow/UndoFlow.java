package dev.datamig.loader.flow;

import dev.datamig.contracts.command.LoadCommand.UndoStore;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;

/** Takes a run out of one store. It needs the target's ledger and nothing from the staging area. */
public final class UndoFlow {

    private final Targets targets;
    private final OtherStores others;

    public UndoFlow(Targets targets, OtherStores others) {
        this.targets = targets;
        this.others = others;
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
