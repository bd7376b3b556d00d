package dev.datamig.loader.flow;

import dev.datamig.contracts.command.LoadCommand.PlanLoad;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.Target;

/** Says what a load would do. */
public final class PlanFlow {

    private final SealedSets sets;
    private final Targets targets;
    private final LoadLimits limits;
    private final Policies policies;

    public PlanFlow(SealedSets sets, Targets targets, LoadLimits limits, Policies policies) {
        this.sets = sets;
        this.targets = targets;
        this.limits = limits;
        this.policies = policies;
    }

    public Outcome plan(PlanLoad order, LoadProgress progress) {
        Target target = targets.of(order.store());
        var sealed = sets.open(order.run(), order.store());
        limits.requireSize(sealed);
        var job = new LoadJob(
                        sealed,
                        sets,
                        order.attempt(),
                        order.district().id(),
                        policies.of(sealed, order.strategy(), order.tableStrategies()),
                        sets.keys(order.run(), order.keys()))
                .withDryRun(order.dryRun());
        Target.Plan plan = target.plan(job, progress);
        return new Outcome.LoadPlanned(
                order.run(),
                order.attempt(),
                order.store(),
                plan.tables(),
                plan.problems(),
                plan.keys().orElse(null),
                plan.detail());
    }
}
