package dev.datamig.loader.flow;

import dev.datamig.contracts.command.LoadCommand.LoadStore;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.Target;

/** Loads what the seal names into one store. */
public final class LoadFlow {

    private final SealedSets sets;
    private final Targets targets;
    private final LoadLimits limits;
    private final Policies policies;
    private final BackupStore backups;

    public LoadFlow(SealedSets sets, Targets targets, LoadLimits limits, Policies policies, BackupStore backups) {
        this.sets = sets;
        this.targets = targets;
        this.limits = limits;
        this.policies = policies;
        this.backups = backups;
    }

    public Outcome load(LoadStore order, LoadProgress progress) {
        limits.requireOpen();
        Target target = targets.of(order.store());
        var sealed = sets.open(order.run(), order.store());
        limits.requireSize(sealed);
        var job = new LoadJob(
                sealed,
                sets,
                order.attempt(),
                order.district().id(),
                policies.of(sealed, order.strategy(), order.tableStrategies()),
                sets.keys(order.run(), order.keys()),
                order.backup() ? backups : null);
        var tallies = target.load(job, progress);
        sets.keysInForce(order.run(), order.store(), order.keys());
        return new Outcome.StoreLoaded(order.run(), order.attempt(), order.store(), tallies);
    }
}
