package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.flow.CommitBarriers;
import dev.datamig.loader.flow.OtherStores;
import dev.datamig.loader.flow.UndoFlow;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.CalledOff;
import dev.datamig.loader.target.CommitGate;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Standings;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Plans and loads several stores as the coordinator does: whoever has not heard of new keys is planned again, until nobody has any. */
public final class SeveralStores {

    private static final int ROUNDS = 8;

    private final SealedFixture fixture;
    private final SealedSets sets;
    private final Map<String, Target> targets;
    private final Function<String, LoadPolicy> policies;
    private final String district;
    private Map<String, String> keys = Map.of();
    private int attempt;

    public SeveralStores(
            SealedFixture fixture,
            SealedSets sets,
            Map<String, Target> targets,
            Function<String, LoadPolicy> policies) {
        this(fixture, sets, targets, policies, "d1");
    }

    SeveralStores(
            SealedFixture fixture,
            SealedSets sets,
            Map<String, Target> targets,
            Function<String, LoadPolicy> policies,
            String district) {
        this.district = district;
        this.fixture = fixture;
        this.sets = sets;
        this.targets = new LinkedHashMap<>(targets);
        this.policies = policies;
    }

    /** Every store commits by itself. */
    static final CommitBarriers ALONE = new CommitBarriers(Standings.NONE, CalledOff.NONE, Duration.ZERO);

    public Map<String, Target.Plan> plan() {
        Map<String, Target.Plan> plans = new LinkedHashMap<>();
        Map<String, String> said = new HashMap<>();
        Set<String> uninformed = targets.keySet();
        for (int round = 0; !uninformed.isEmpty(); round++) {
            assertThat(round).as("plans until the stores agree about keys").isLessThan(ROUNDS);
            uninformed.forEach(store -> plan(store, plans, said));
            Set<String> news = new HashSet<>(targets.keySet());
            news.removeIf(store -> Objects.equals(said.get(store), keys.get(store)));
            keys = Map.copyOf(said);
            uninformed = new LinkedHashSet<>(targets.keySet());
            uninformed.removeIf(store -> news.stream().allMatch(store::equals));
        }
        requireSettled(plans, said);
        return plans;
    }

    private void plan(String store, Map<String, Target.Plan> plans, Map<String, String> said) {
        Target.Plan plan = targets.get(store).plan(job(store), (table, done, expected) -> {});
        plans.put(store, plan);
        said.remove(store);
        plan.keys().ifPresent(digest -> said.put(store, digest));
    }

    /** Whoever was not planned with what he said himself would say the same with it. */
    private void requireSettled(Map<String, Target.Plan> plans, Map<String, String> said) {
        Map<String, Target.Plan> again = new HashMap<>();
        Map<String, String> saidAgain = new HashMap<>();
        targets.keySet().forEach(store -> plan(store, again, saidAgain));
        assertThat(saidAgain).isEqualTo(said);
        plans.forEach((store, plan) ->
                assertThat(again.get(store).problems()).as(store).isEqualTo(plan.problems()));
    }

    public List<TableLoad> load() {
        plan().forEach((store, plan) -> assertThat(plan.problems()).as(store).isEmpty());
        List<TableLoad> all = new ArrayList<>();
        targets.forEach((store, target) -> all.addAll(target.load(job(store), (table, done, expected) -> {})));
        return all;
    }

    /**
     * Loads while the last store fails once the others are loaded, and takes back what is there, as the coordinator does.
     *
     * @param fault breaks the last store; called when it has written everything
     */
    void fail(Runnable fault) {
        plan().forEach((store, plan) -> assertThat(plan.problems()).as(store).isEmpty());
        String last = List.copyOf(targets.keySet()).getLast();
        for (String store : targets.keySet()) {
            if (!store.equals(last)) {
                targets.get(store).load(job(store), (table, done, expected) -> {});
            }
        }
        LoadJob broken = job(last);
        assertThatThrownBy(() -> targets.get(last).load(broken, (table, done, expected) -> {}, beforeCommit(fault)))
                .isInstanceOf(LoadException.class);
        undo();
    }

    private static CommitGate beforeCommit(Runnable fault) {
        return new CommitGate() {
            @Override
            public void atWork() {
                // nothing is written yet
            }

            @Override
            public void pass(Runnable alive) {
                fault.run();
            }
        };
    }

    public void undo() {
        List<String> stores = new ArrayList<>(targets.keySet());
        attempt++;
        for (String store : stores.reversed()) {
            targets.get(store).undo(new UndoJob(fixture.run(), attempt, false));
        }
    }

    /** What stands in the way of an undo, by store. */
    public Map<String, List<Failure>> obstacles() {
        var flow = new UndoFlow(targets::get, new OtherStores(List.of(), targets::get), ALONE);
        Map<String, List<Failure>> obstacles = new LinkedHashMap<>();
        for (String store : targets.keySet()) {
            var checked = (Outcome.UndoChecked) flow.check(new LoadCommand.CheckUndo(fixture.run(), ++attempt, store));
            obstacles.put(store, checked.problems());
        }
        return obstacles;
    }

    private LoadJob job(String store) {
        return new LoadJob(
                sets.open(fixture.run(), store),
                sets,
                ++attempt,
                district,
                policies.apply(store),
                sets.keys(fixture.run(), keys));
    }
}
