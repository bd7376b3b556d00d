package dev.datamig.loader.flow;

import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.LoadCommand.LoadStore;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.Target;
import java.util.List;

/** Loads what the seal names into one store. */
public final class LoadFlow {

    private final SealedSets sets;
    private final Targets targets;
    private final LoadLimits limits;
    private final Policies policies;
    private final BackupStore backups;
    private final LoadLanes lanes;
    private final CommitBarriers barriers;

    public LoadFlow(
            SealedSets sets,
            Targets targets,
            LoadLimits limits,
            Policies policies,
            BackupStore backups,
            LoadLanes lanes,
            CommitBarriers barriers) {
        this.sets = sets;
        this.targets = targets;
        this.limits = limits;
        this.policies = policies;
        this.backups = backups;
        this.lanes = lanes;
        this.barriers = barriers;
    }

    public Outcome load(LoadStore order, LoadProgress progress) {
        CommitBarrier barrier = barriers.of(order);
        Outcome outcome = barrier.around(() -> load(order, progress, barrier));
        if (outcome instanceof Outcome.StoreLoaded) {
            sets.keysInForce(order.run(), order.store(), order.keys());
        }
        return outcome;
    }

    private Outcome load(LoadStore order, LoadProgress progress, CommitBarrier barrier) {
        limits.requireOpen();
        Target target = targets.of(order.store());
        List<TableLoad> tallies;
        try (LoadLanes.Lane lane = lanes.arrive(order.run(), order.store(), target.takesLane(), stores(order))) {
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
            barrier.whenAtWork(() -> lane.enter(sealed.rows()));
            barrier.whenReady(lane::close);
            lane.waitsElsewhere(sealed.rows());
            barrier.queued();
            tallies = target.load(job, heard(progress, barrier, lane), barrier);
        }
        return new Outcome.StoreLoaded(order.run(), order.attempt(), order.store(), tallies);
    }

    /** Of the run: those that commit together. */
    private static int stores(LoadStore order) {
        CommitGroup group = order.group();
        return group == null ? 1 : group.others().size() + 1;
    }

    private static LoadProgress heard(LoadProgress progress, CommitBarrier barrier, LoadLanes.Lane lane) {
        return new LoadProgress() {
            @Override
            public void rows(TableId table, long done, long expected) {
                barrier.hearNowAndThen();
                progress.rows(table, done, expected);
            }

            @Override
            public void part(double done) {
                lane.reached(done);
            }
        };
    }
}
