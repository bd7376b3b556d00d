package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.problem.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the seal to the end: plan, approval, load, audit. */
final class Loads {

    private static final String AUDIT = "audit";
    private static final String KEYS = "keys";
    private static final int KEY_ROUNDS = 16;

    private Loads() {}

    static Step afterSeal(Run run, Tally tally, Moment moment) {
        if (run.options().skipLoad() || run.stores().isEmpty()) {
            return Ends.complete(run, tally, List.of(), moment);
        }
        Stage.Planning empty = new Stage.Planning(tally);
        return plan(run.at(empty), empty, run.stores(), moment.now());
    }

    static Step planning(Run run, Stage.Planning stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered(Outcome.LoadPlanned o)
            when isOpen(stage.open(), o.store(), o.attempt()) -> planned(run, stage, o, moment);
            case Event.Answered(Outcome.WorkFailed o)
            when isOpen(stage.open(), o.store(), o.attempt()) ->
                planFailed(run, stage, required(o.store()), o.failure(), moment);
            case Event.Asked a when a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            case Event.Asked a when a.action() == Action.PAUSE -> Waits.pause(run);
            case Event.Quiet q -> again(run, List.copyOf(stage.open().keySet()), "plan", quiet(), moment);
            default -> Step.stay(run);
        };
    }

    private static Step planned(Run run, Stage.Planning stage, Outcome.LoadPlanned planned, Moment moment) {
        Map<String, Integer> open = without(stage.open(), planned.store());
        Map<String, List<Failure>> problems = new HashMap<>(stage.problems());
        problems.put(planned.store(), planned.problems());
        Map<String, String> said = new HashMap<>(stage.said());
        if (planned.keys() != null) {
            said.put(planned.store(), planned.keys());
        }
        Set<String> unplanned = new HashSet<>(stage.unplanned());
        if (PlanProblems.isUnplanned(planned, moment.references())) {
            unplanned.add(planned.store());
        }
        var heard = new Stage.Planning(
                stage.tally(), open, Map.copyOf(problems), stage.keys(), Map.copyOf(said), unplanned);
        if (!open.isEmpty()) {
            return Step.to(run.at(heard));
        }
        List<String> uninformed = uninformed(run, heard);
        return uninformed.isEmpty() ? agreed(run, heard, moment) : planAgain(run, heard, uninformed, moment);
    }

    /** Stores that others have something new to tell about their keys. What a store says itself it has planned with. */
    private static List<String> uninformed(Run run, Stage.Planning stage) {
        List<String> news = run.stores().stream()
                .filter(store ->
                        !Objects.equals(stage.said().get(store), stage.keys().get(store)))
                .toList();
        return run.stores().stream()
                .filter(store -> news.stream().anyMatch(other -> !other.equals(store)))
                .toList();
    }

    private static Step agreed(Run run, Stage.Planning stage, Moment moment) {
        Optional<Failure> problem = PlanProblems.inTheWay(run.stores(), stage, moment.references());
        if (problem.isPresent()) {
            return Ends.giveUp(run, problem.get(), moment);
        }
        if (run.options().dryRun()) {
            return Ends.complete(run, stage.tally(), List.of(), moment);
        }
        return run.options().requireApproval()
                ? Step.to(run.at(new Stage.AwaitingApproval(stage.tally(), stage.said())))
                : loadAll(run, stage.tally(), stage.said(), moment);
    }

    /** Keys that get new values in one store concern the others: whoever has not heard of them is planned again, until nobody says anything new. */
    private static Step planAgain(Run run, Stage.Planning stage, List<String> stores, Moment moment) {
        if (run.tries(KEYS) >= KEY_ROUNDS) {
            return Ends.giveUp(
                    run,
                    Code.KEYS_UNSETTLED.failure(
                            FailureCategory.FATAL,
                            "after " + KEY_ROUNDS + " plans of " + run.stores().size() + " stores"),
                    moment);
        }
        Map<String, List<Failure>> problems = new HashMap<>(stage.problems());
        Map<String, String> said = new HashMap<>(stage.said());
        Set<String> unplanned = new HashSet<>(stage.unplanned());
        stores.forEach(store -> {
            problems.remove(store);
            said.remove(store);
            unplanned.remove(store);
        });
        Stage.Planning next = new Stage.Planning(
                stage.tally(), Map.of(), Map.copyOf(problems), stage.said(), Map.copyOf(said), unplanned);
        return plan(run.tried(KEYS).at(next), next, stores, moment.now());
    }

    private static Step planFailed(Run run, Stage.Planning stage, String store, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING -> Waits.intervene(run, failure, List.of(store));
            case FATAL -> Ends.giveUp(run, failure, moment);
            case TRANSIENT, RETRIABLE -> again(run, List.of(store), "plan", failure, moment);
        };
    }

    static Step approval(Run run, Stage.AwaitingApproval stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Asked a when a.action() == Action.APPROVE -> loadAll(run, stage.tally(), stage.keys(), moment);
            case Event.Asked a
            when a.action() == Action.REJECT || a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            default -> Step.stay(run);
        };
    }

    private static Step loadAll(Run run, Tally tally, Map<String, String> keys, Moment moment) {
        Stage.Loading empty = new Stage.Loading(tally, run.orders() + 1, Map.of(), keys);
        return load(run.at(empty), empty, run.stores(), moment.now(), moment);
    }

    static Step loading(Run run, Stage.Loading stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered(Outcome.StoreLoaded o)
            when o.attempt() >= stage.since() -> loaded(run, stage, o.store(), moment);
            case Event.Answered(Outcome.WorkFailed o)
            when isOpen(stage.open(), o.store(), o.attempt()) ->
                loadFailed(run, required(o.store()), o.failure(), moment);
            case Event.Answered(Outcome.CommitWithheld o)
            when isOpen(stage.open(), o.store(), o.attempt()) ->
                again(run, List.of(o.store()), "load", withheld(o), moment);
            case Event.Asked a when a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            case Event.Asked a when a.action() == Action.PAUSE -> Waits.pause(run);
            case Event.Quiet q -> again(run, List.copyOf(stage.open().keySet()), "load", quiet(), moment);
            default -> Step.stay(run);
        };
    }

    /** What the other store says itself ends the run, or is tried again. */
    private static Failure withheld(Outcome.CommitWithheld withheld) {
        return Code.WITHHELD.failure(
                FailureCategory.TRANSIENT,
                "store " + withheld.store() + " waited for store " + withheld.other() + ": " + withheld.why());
    }

    private static Step loaded(Run run, Stage.Loading stage, String store, Moment moment) {
        Map<String, Integer> open = without(stage.open(), store);
        return open.isEmpty()
                ? Step.to(run.at(new Stage.Auditing(stage.tally())), audit(run, moment.now()))
                : Step.to(run.at(new Stage.Loading(stage.tally(), stage.since(), open, stage.keys())));
    }

    private static Step loadFailed(Run run, String store, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING -> Waits.intervene(run, failure, List.of(store));
            case FATAL -> Ends.giveUp(run, failure, moment);
            case TRANSIENT, RETRIABLE -> again(run, List.of(store), "load", failure, moment);
        };
    }

    /** Gives the stores their orders once more, unless one of them has had its chances. */
    private static Step again(Run run, List<String> stores, String what, Failure failure, Moment moment) {
        Run next = run;
        int most = 0;
        for (String store : stores) {
            next = next.tried(what + ":" + store);
            most = Math.max(most, next.tries(what + ":" + store));
        }
        return most > moment.retries().limit()
                ? Ends.giveUp(run, failure, moment)
                : reorder(next, stores, moment.next(most), moment);
    }

    /** New orders to the stores, under new numbers. */
    static Step reorder(Run run, List<String> stores, Instant notBefore, Moment moment) {
        return switch (run.stage()) {
            case Stage.Planning s -> plan(run, s, stores, notBefore);
            case Stage.Loading s -> load(run, s, stores, notBefore, moment);
            default -> Step.stay(run);
        };
    }

    private static Step plan(Run run, Stage.Planning stage, List<String> stores, Instant notBefore) {
        Map<String, Integer> open = new HashMap<>(stage.open());
        List<Effect> orders = new ArrayList<>();
        int number = run.orders();
        for (String store : stores) {
            open.put(store, ++number);
            var command = new LoadCommand.PlanLoad(
                    run.id(),
                    number,
                    store,
                    run.district(),
                    run.options().loadStrategy(),
                    run.options().tableStrategies(),
                    stage.keys(),
                    run.options().dryRun());
            orders.add(new Effect.Load(command, notBefore));
        }
        return new Step(run.ordered(stores.size()).at(stage.with(Map.copyOf(open))), orders);
    }

    private static Step load(Run run, Stage.Loading stage, List<String> stores, Instant notBefore, Moment moment) {
        Map<String, Integer> open = CommitGroups.numbered(stage.open(), stores, run.orders());
        List<Effect> orders = new ArrayList<>();
        for (String store : stores) {
            var command = new LoadCommand.LoadStore(
                    run.id(),
                    Objects.requireNonNull(open.get(store), store),
                    store,
                    run.district(),
                    run.options().loadStrategy(),
                    run.options().tableStrategies(),
                    stage.keys(),
                    run.options().backup(),
                    CommitGroups.ofLoad(stage.since(), store, open, moment.references()));
            orders.add(new Effect.Load(command, notBefore));
        }
        Stage next = new Stage.Loading(stage.tally(), stage.since(), open, stage.keys());
        return new Step(run.ordered(stores.size()).at(next), orders);
    }

    static Step auditing(Run run, Stage.Auditing stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered a
            when a.outcome().attempt() == run.attempt() -> audited(run, stage, a.outcome(), moment);
            case Event.Asked a when a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            case Event.Asked a when a.action() == Action.PAUSE -> Waits.pause(run);
            case Event.Quiet q -> auditAgain(run, quiet(), moment);
            default -> Step.stay(run);
        };
    }

    private static Step audited(Run run, Stage.Auditing stage, Outcome.OfRun outcome, Moment moment) {
        return switch (outcome) {
            case Outcome.TargetAudited o
            when o.requestId().isEmpty() && o.passed() -> Ends.complete(run, stage.tally(), run.stores(), moment);
            case Outcome.TargetAudited o
            when o.requestId().isEmpty() ->
                Ends.giveUp(
                        run,
                        Code.AUDIT_FAILED.failure(
                                FailureCategory.FATAL, "CERT does not hold what the seal names after the load"),
                        moment);
            case Outcome.WorkFailed o when o.phase() == Phase.VERIFY -> auditFailed(run, o.failure(), moment);
            default -> Step.stay(run);
        };
    }

    private static Step auditFailed(Run run, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING -> Waits.intervene(run, failure, List.of());
            case FATAL -> Ends.giveUp(run, failure, moment);
            case TRANSIENT, RETRIABLE -> auditAgain(run, failure, moment);
        };
    }

    private static Step auditAgain(Run run, Failure failure, Moment moment) {
        int count = run.tries(AUDIT) + 1;
        return count > moment.retries().limit()
                ? Ends.giveUp(run, failure, moment)
                : Step.to(run.tried(AUDIT), audit(run, moment.next(count)));
    }

    static Effect audit(Run run, Instant notBefore) {
        return new Effect.Validate(
                new ValidateCommand.AuditTarget("", run.id(), run.attempt(), run.district()), notBefore);
    }

    private static Failure quiet() {
        return Code.QUIET.failure(FailureCategory.TRANSIENT, "no answer to an order");
    }

    /** Whether an answer belongs to the open order of a store. */
    private static boolean isOpen(Map<String, Integer> open, @Nullable String store, int order) {
        Integer expected = store == null ? null : open.get(store);
        return expected != null && expected == order;
    }

    private static String required(@Nullable String store) {
        return Objects.requireNonNull(store, "store");
    }

    private static Map<String, Integer> without(Map<String, Integer> open, String store) {
        Map<String, Integer> rest = new HashMap<>(open);
        rest.remove(store);
        return Map.copyOf(rest);
    }
}
