package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.problem.Code;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Taking rows out of CERT again, store by store, in the reverse order of the landscape. */
final class Undoing {

    private Undoing() {}

    /** Undoes every store for which a load was ordered, whether it has happened or not. */
    static Step compensate(Run run, Tally tally, Stage.End end, Moment moment) {
        Stage.Undo undo = new Stage.Undo(run.stores().reversed(), 0, run.orders() + 1, false);
        Step step = order(run.at(new Stage.Compensating(tally, undo, end, run.failure())), undo, moment.now());
        return new Step(step.run(), prepend(new Effect.Withdraw(), step.effects()));
    }

    static Step rollBack(Run run, Tally tally, List<String> loaded, boolean force, Moment moment) {
        Stage.Undo undo = new Stage.Undo(loaded.reversed(), 0, run.orders() + 1, force);
        return order(run.finished(null).at(new Stage.RollingBack(tally, undo)), undo, moment.now());
    }

    static Step compensating(Run run, Stage.Compensating stage, Event event, Moment moment) {
        return undo(run, stage.undo(), event, moment);
    }

    static Step rollingBack(Run run, Stage.RollingBack stage, Event event, Moment moment) {
        return undo(run, stage.undo(), event, moment);
    }

    private static Step undo(Run run, Stage.Undo undo, Event event, Moment moment) {
        String store = undo.remaining().getFirst();
        return switch (event) {
            case Event.Answered(Outcome.StoreUndone o)
            when o.store().equals(store) && o.attempt() >= undo.since() -> next(run, undo, moment);
            case Event.Answered(Outcome.WorkFailed o)
            when Objects.equals(o.store(), store) && o.attempt() == undo.order() ->
                failed(run, undo, o.failure(), moment);
            case Event.Quiet q ->
                again(run, undo, Code.QUIET.failure(FailureCategory.TRANSIENT, "no answer to an undo"), moment);
            default -> Step.stay(run);
        };
    }

    private static Step next(Run run, Stage.Undo undo, Moment moment) {
        List<String> rest = undo.remaining().subList(1, undo.remaining().size());
        if (rest.isEmpty()) {
            return Ends.undone(run, moment);
        }
        Run going = run.withFailure(run.stage() instanceof Stage.Compensating s ? s.cause() : null);
        return order(going, new Stage.Undo(List.copyOf(rest), 0, undo.since(), undo.force()), moment.now());
    }

    private static Step failed(Run run, Stage.Undo undo, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING -> Waits.intervene(run, failure, List.of());
            case FATAL -> Ends.stuck(run, failure, moment);
            case TRANSIENT, RETRIABLE -> again(run, undo, failure, moment);
        };
    }

    /**
     * A store that cannot be reached is tried until it can: nothing else brings CERT back to what it was, and a person could do no
     * more. Until then the run shows what it waits for.
     */
    private static Step again(Run run, Stage.Undo undo, Failure failure, Moment moment) {
        String work = "undo:" + undo.remaining().getFirst();
        int count = run.tries(work) + 1;
        boolean passes = failure.category() == FailureCategory.TRANSIENT;
        return count > moment.retries().limit() && !passes
                ? Ends.stuck(run, failure, moment)
                : order(run.tried(work).withFailure(failure), undo, moment.next(count));
    }

    static Step stuck(Run run, Stage.Stuck stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Asked a when a.action() == Action.RETRY -> resume(run, stage.inner(), false, moment);
            case Event.Asked a when a.action() == Action.ROLLBACK -> resume(run, stage.inner(), a.force(), moment);
            case Event.ReportWritten r -> Step.to(run.at(new Stage.Stuck(stage.inner(), true)));
            default -> Step.stay(run);
        };
    }

    /** Goes on with an undo that waited for a person. */
    static Step resume(Run run, Stage inner, boolean force, Moment moment) {
        Run again = run.at(inner).finished(null).withTries(Map.of());
        Stage.Undo undo = switch (inner) {
            case Stage.Compensating s -> s.undo();
            case Stage.RollingBack s -> s.undo();
            default ->
                throw new IllegalStateException(
                        "not an undo: " + inner.getClass().getSimpleName());
        };
        return order(
                again,
                new Stage.Undo(undo.remaining(), undo.order(), undo.since(), undo.force() || force),
                moment.now());
    }

    private static Step order(Run run, Stage.Undo undo, Instant notBefore) {
        int number = run.orders() + 1;
        Stage.Undo open = new Stage.Undo(undo.remaining(), number, undo.since(), undo.force());
        Stage next = switch (run.stage()) {
            case Stage.Compensating s -> new Stage.Compensating(s.tally(), open, s.end(), s.cause());
            case Stage.RollingBack s -> new Stage.RollingBack(s.tally(), open);
            default ->
                throw new IllegalStateException(
                        "not an undo: " + run.stage().getClass().getSimpleName());
        };
        var command =
                new LoadCommand.UndoStore(run.id(), number, open.remaining().getFirst(), open.force());
        return Step.to(run.ordered(1).at(next), new Effect.Load(command, notBefore));
    }

    private static List<Effect> prepend(Effect first, List<Effect> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }
}
