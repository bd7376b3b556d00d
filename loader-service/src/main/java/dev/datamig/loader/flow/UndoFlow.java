package dev.datamig.loader.flow;

import dev.datamig.contracts.command.LoadCommand.CheckUndo;
import dev.datamig.contracts.command.LoadCommand.UndoStore;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;

/** Takes a run out of one store. It needs the target's ledger and none of the run's files. */
public final class UndoFlow {

    private final Targets targets;
    private final OtherStores others;
    private final CommitBarriers barriers;

    public UndoFlow(Targets targets, OtherStores others, CommitBarriers barriers) {
        this.targets = targets;
        this.others = others;
        this.barriers = barriers;
    }

    /** Says what stands in the way, before the first of several stores is undone. */
    public Outcome check(CheckUndo order) {
        var job = new UndoJob(order.run(), order.attempt(), false);
        try (OtherStores.Look look = others.look(order.run(), order.store())) {
            return new Outcome.UndoChecked(
                    order.run(),
                    order.attempt(),
                    order.store(),
                    targets.of(order.store()).obstacles(job, look));
        }
    }

    public Outcome undo(UndoStore order) {
        CommitBarrier barrier = barriers.of(order);
        return barrier.around(() -> undo(order, barrier));
    }

    private Outcome undo(UndoStore order, CommitBarrier barrier) {
        barrier.queued();
        var job = new UndoJob(order.run(), order.attempt(), order.force());
        try (OtherStores.Look look = others.look(order.run(), order.store())) {
            Target.Undone undone =
                    targets.of(order.store()).undo(job, order.force() ? Leaving.UNWATCHED : look, barrier);
            return new Outcome.StoreUndone(
                    order.run(), order.attempt(), order.store(), undone.nothing(), undone.tables());
        }
    }
}
