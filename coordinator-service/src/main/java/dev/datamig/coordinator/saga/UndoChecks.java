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

/**
 * Asks all stores whether they can be undone before the first one is: what refuses in the last store is known while the others still
 * hold the run. One store by itself refuses as a whole anyway. What testers do between check and undo is found by the undo.
 */
final class UndoChecks {

    private UndoChecks() {}

    static Step begin(Run run, Tally tally, List<String> loaded, Moment moment) {
        Run fresh = run.withTries(Map.of()).withFailure(null).finished(null);
        if (loaded.size() < 2) {
            return Undoing.rollBack(fresh, tally, loaded, false, moment);
        }
        return order(fresh, new Stage.Checking(tally, loaded, Map.of(), List.of()), loaded, moment.now());
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
        var next = new Stage.Checking(stage.tally(), stage.loaded(), Map.copyOf(open), List.copyOf(all));
        if (!open.isEmpty()) {
            return Step.to(run.at(next));
        }
        return all.isEmpty()
                ? Undoing.rollBack(
                        run.withTries(Map.of()).withFailure(null), stage.tally(), stage.loaded(), false, moment)
                : refuse(run, next);
    }

    /** All that stands in the way in all stores, in one message. */
    private static Step refuse(Run run, Stage.Checking stage) {
        Failure first = stage.problems().getFirst();
        String message = String.join(
                "; ", stage.problems().stream().map(Failure::message).toList());
        var refused = new Failure(FailureCategory.BLOCKING, first.code(), message, first.hint());
        var checkpoint = new Checkpoint(
                Checkpoint.Type.DECISION,
                "No store has been undone. " + message + ". " + first.hint() + "; reject leaves the run loaded",
                List.of(Action.RETRY, Action.ROLLBACK, Action.REJECT));
        return Step.to(run.withFailure(refused).at(new Stage.AwaitingIntervention(stage, checkpoint, List.of())));
    }

    /** What a person says to a refusal: check again, undo by force, or leave all as it is. */
    static Step answer(Run run, Stage.Checking stage, Event.Asked asked, Moment moment) {
        if (asked.action() == Action.REJECT) {
            return leave(run, stage, moment);
        }
        return asked.force()
                ? Undoing.rollBack(
                        run.withTries(Map.of()).withFailure(null), stage.tally(), stage.loaded(), true, moment)
                : begin(run, stage.tally(), stage.loaded(), moment);
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
     * wants can cancel. What fails otherwise after the retries stands in the way like a refusal.
     */
    private static Step again(Run run, Stage.Checking stage, List<String> stores, Failure failure, Moment moment) {
        Run next = run.withFailure(failure);
        int most = 0;
        for (String store : stores) {
            next = next.tried("check:" + store);
            most = Math.max(most, next.tries("check:" + store));
        }
        if (failure.category() == FailureCategory.TRANSIENT
                || most <= moment.retries().limit()) {
            return order(next, stage, stores, moment.next(most));
        }
        Step step = Step.stay(run.at(stage));
        for (String store : stores) {
            if (step.run().stage() instanceof Stage.Checking waiting) {
                step = answered(step.run(), waiting, store, List.of(failure), moment);
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
        var next = new Stage.Checking(stage.tally(), stage.loaded(), Map.copyOf(open), stage.problems());
        return new Step(run.ordered(stores.size()).at(next), orders);
    }
}
