package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.problem.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Asks all stores whether they can be undone before the first one is: what refuses in the last store is known while the others still
 * hold the run. What testers do between check and undo is found by the undo.
 * The compensation of one store, which refuses as a whole anyway, does without; a rollback does not, for its refusal may be rejected.
 *
 * <p>A compensation asks too, but does not wait for a store that cannot be reached: most likely that is the one for which the load
 * failed, and until it is back the others would show testers half a district.
 */
final class UndoChecks {

    private UndoChecks() {}

    static Step begin(Run run, Tally tally, List<String> loaded, Moment moment) {
        Run fresh = run.withFailure(null).finished(null);
        return begin(fresh, new Stage.Checking(tally, loaded, Map.of(), List.of(), null), moment);
    }

    /**
     * Calls all loads off, asks every store for which a load was ordered, whether it has happened or not, and then undoes them. A load that
     * is under way would otherwise wait for those that have failed, and the question behind it.
     */
    static Step compensate(Run run, Tally tally, Stage.End end, Moment moment) {
        var cause = new Stage.Cause(end, run.failure());
        Step step = begin(run, new Stage.Checking(tally, run.stores(), Map.of(), List.of(), cause), moment);
        return new Step(
                step.run(),
                Stream.concat(
                                Stream.of(new Effect.Withdraw(), new Effect.CallOffLoads(run.orders())),
                                step.effects().stream())
                        .toList());
    }

    private static Step begin(Run run, Stage.Checking stage, Moment moment) {
        Run fresh = run.withTries(Map.of());
        return stage.loaded().size() < (stage.cause() == null ? 1 : 2)
                ? proceed(fresh, stage, false, moment)
                : order(fresh, stage, stage.loaded(), moment.now());
    }

    private static Step proceed(Run run, Stage.Checking stage, boolean force, Moment moment) {
        Stage.Cause cause = stage.cause();
        Run fresh = cleared(run, stage).withTries(Map.of());
        return cause == null
                ? Undoing.rollBack(fresh, stage.tally(), stage.loaded(), force, moment)
                : Undoing.compensate(fresh, stage.tally(), stage.loaded(), force, cause, moment);
    }

    static Step checking(Run run, Stage.Checking stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered(Outcome.UndoChecked o)
            when isOpen(stage, o.store(), o.attempt()) -> answered(run, stage, o.store(), o.problems(), moment);
            case Event.Answered(Outcome.WorkFailed o)
            when o.store() != null && isOpen(stage, o.store(), o.attempt()) ->
                failed(run, stage, o.store(), o.failure(), moment);
            case Event.Asked a when a.action() == Action.CANCEL -> leave(run, stage, moment);
            case Event.Quiet q -> again(run, stage, List.copyOf(stage.open().keySet()), quiet(), moment);
            default -> Step.stay(run);
        };
    }

    private static boolean isOpen(Stage.Checking stage, String store, int order) {
        return Objects.equals(stage.open().get(store), order);
    }

    private static Failure quiet() {
        return Code.QUIET.failure(FailureCategory.TRANSIENT, "no answer to a check");
    }

    private static Step answered(Run run, Stage.Checking stage, String store, List<Failure> problems, Moment moment) {
        Map<String, Integer> open = new HashMap<>(stage.open());
        open.remove(store);
        List<Failure> all = new ArrayList<>(stage.problems());
        problems.forEach(problem -> all.add(
                new Failure(problem.category(), problem.code(), store + ": " + problem.message(), problem.hint())));
        var next = new Stage.Checking(stage.tally(), stage.loaded(), Map.copyOf(open), List.copyOf(all), stage.cause());
        if (!open.isEmpty()) {
            return Step.to(run.at(next));
        }
        return all.isEmpty() ? proceed(run, next, false, moment) : refuse(run, next);
    }

    /** All that stands in the way in all stores, in one message. */
    private static Step refuse(Run run, Stage.Checking stage) {
        Failure first = stage.problems().getFirst();
        String message = String.join(
                "; ", stage.problems().stream().map(Failure::message).toList());
        var refused = new Failure(FailureCategory.BLOCKING, first.code(), message, first.hint());
        String said = "No store has been undone. " + message + ". " + first.hint();
        var checkpoint = stage.cause() == null
                ? new Checkpoint(
                        Checkpoint.Type.DECISION,
                        said + "; reject leaves the run loaded",
                        List.of(Action.RETRY, Action.ROLLBACK, Action.REJECT))
                : new Checkpoint(Checkpoint.Type.DECISION, said, List.of(Action.RETRY, Action.ROLLBACK));
        return Step.to(run.withFailure(refused).at(new Stage.AwaitingIntervention(stage, checkpoint, List.of())));
    }

    /** What a person says to a refusal: check again, undo by force, or leave all as it is. */
    static Step answer(Run run, Stage.Checking stage, Event.Asked asked, Moment moment) {
        if (asked.action() == Action.REJECT) {
            return leave(run, stage, moment);
        }
        var anew = new Stage.Checking(stage.tally(), stage.loaded(), Map.of(), List.of(), stage.cause());
        return asked.force() ? proceed(run, anew, true, moment) : begin(cleared(run, stage), anew, moment);
    }

    /** Without the refusal. */
    private static Run cleared(Run run, Stage.Checking stage) {
        Stage.Cause cause = stage.cause();
        return run.withFailure(cause == null ? null : cause.failure());
    }

    /** The run stays loaded. */
    private static Step leave(Run run, Stage.Checking stage, Moment moment) {
        return Step.to(
                run.withFailure(null)
                        .finished(moment.now())
                        .at(new Stage.Completed(stage.tally(), stage.loaded(), false)),
                new Effect.Finish(run.attempt()));
    }

    private static Step failed(Run run, Stage.Checking stage, String store, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING, FATAL -> answered(run, stage, store, List.of(failure), moment);
            case TRANSIENT, RETRIABLE -> again(run, stage, List.of(store), failure, moment);
        };
    }

    /**
     * A store that cannot be reached is asked until it can, as it would be for the undo itself; nobody has to wait by it, and whoever
     * wants can cancel. What fails otherwise after the retries stands in the way like a refusal. A compensation goes on without a store
     * that cannot be reached after the retries.
     */
    private static Step again(Run run, Stage.Checking stage, List<String> stores, Failure failure, Moment moment) {
        Run next = run.withFailure(failure);
        int most = 0;
        for (String store : stores) {
            next = next.tried("check:" + store);
            most = Math.max(most, next.tries("check:" + store));
        }
        boolean away = failure.category() == FailureCategory.TRANSIENT;
        if (away && stage.cause() == null || most <= moment.retries().limit()) {
            return order(next, stage, stores, moment.next(most));
        }
        List<Failure> problems = away ? List.of() : List.of(failure);
        Step step = Step.stay(run.at(stage));
        for (String store : stores) {
            if (step.run().stage() instanceof Stage.Checking waiting) {
                step = answered(step.run(), waiting, store, problems, moment);
            }
        }
        return step;
    }

    private static Step order(Run run, Stage.Checking stage, List<String> stores, Instant notBefore) {
        Map<String, Integer> open = new HashMap<>(stage.open());
        List<Effect> orders = new ArrayList<>();
        int number = run.orders();
        for (String store : stores) {
            open.put(store, ++number);
            orders.add(new Effect.Load(new LoadCommand.CheckUndo(run.id(), number, store), notBefore));
        }
        var next = new Stage.Checking(stage.tally(), stage.loaded(), Map.copyOf(open), stage.problems(), stage.cause());
        return new Step(run.ordered(stores.size()).at(next), orders);
    }
}
