package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.problem.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Taking rows out of CERT again: all stores go at the same time, and each commits when all stores that refer into it have. One that
 * could not, because another was not done in time, goes when all that refer into it are done. Once one has refused or failed for good
 * no further order is given; what is under way ends, and then a person is asked.
 */
final class Undoing {

    private Undoing() {}

    /** @param loaded in the order of the landscape: every store for which a load was ordered, whether it has happened or not */
    static Step compensate(Run run, Tally tally, List<String> loaded, boolean force, Stage.Cause cause, Moment moment) {
        Stage.Undo undo = begin(run, loaded, force);
        return all(run.at(new Stage.Compensating(tally, undo, cause)), undo, moment);
    }

    static Step rollBack(Run run, Tally tally, List<String> loaded, boolean force, Moment moment) {
        Stage.Undo undo = begin(run, loaded, force);
        return all(run.finished(null).at(new Stage.RollingBack(tally, undo)), undo, moment);
    }

    private static Stage.Undo begin(Run run, List<String> loaded, boolean force) {
        return new Stage.Undo(List.copyOf(loaded.reversed()), Map.of(), Map.of(), run.orders() + 1, force);
    }

    static Step compensating(Run run, Stage.Compensating stage, Event event, Moment moment) {
        return undo(run, stage.undo(), event, moment);
    }

    static Step rollingBack(Run run, Stage.RollingBack stage, Event event, Moment moment) {
        return undo(run, stage.undo(), event, moment);
    }

    private static Step undo(Run run, Stage.Undo undo, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered(Outcome.StoreUndone o)
            when undo.remaining().contains(o.store()) && o.attempt() >= undo.since() ->
                undone(run, undo, o.store(), moment);
            case Event.Answered(Outcome.WorkFailed o)
            when o.store() != null && Objects.equals(undo.open().get(o.store()), o.attempt()) ->
                failed(run, undo, o.store(), o.failure(), moment);
            case Event.Answered(Outcome.CommitWithheld o)
            when Objects.equals(undo.open().get(o.store()), o.attempt()) ->
                onward(run, undo.held(o.store()), moment.next(1), moment);
            case Event.Quiet q -> quiet(run, undo, moment);
            default -> Step.stay(run);
        };
    }

    private static Step undone(Run run, Stage.Undo undo, String store, Moment moment) {
        Stage.Undo rest = undo.without(store);
        if (rest.remaining().isEmpty()) {
            return Ends.undone(run, moment);
        }
        boolean waits =
                !rest.failed().isEmpty() || rest.open().keySet().stream().anyMatch(other -> run.tries(work(other)) > 0);
        Failure cause = run.stage() instanceof Stage.Compensating s ? s.cause().failure() : null;
        return onward(waits ? run : run.withFailure(cause), rest, moment);
    }

    private static Step failed(Run run, Stage.Undo undo, String store, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING, FATAL -> onward(run.withFailure(failure), undo.failing(store, failure), moment);
            case TRANSIENT, RETRIABLE -> again(run, undo, List.of(store), failure, moment);
        };
    }

    private static Step quiet(Run run, Stage.Undo undo, Moment moment) {
        Failure failure = Code.QUIET.failure(FailureCategory.TRANSIENT, "no answer to an undo");
        List<String> silent =
                undo.remaining().stream().filter(undo.open()::containsKey).toList();
        return again(run, undo, silent, failure, moment);
    }

    /**
     * A store that cannot be reached is tried until it can: nothing else brings CERT back to what it was, and a person could do no
     * more. Until then the run shows what it waits for. When a person has to be asked about another store anyway, it waits for that.
     */
    private static Step again(Run run, Stage.Undo undo, List<String> stores, Failure failure, Moment moment) {
        Run tried = run;
        int most = 0;
        Stage.Undo without = undo;
        for (String store : stores) {
            tried = tried.tried(work(store));
            most = Math.max(most, tried.tries(work(store)));
            without = without.failing(store, failure);
        }
        if (!undo.failed().isEmpty()) {
            return onward(run, without, moment);
        }
        boolean passes = failure.category() == FailureCategory.TRANSIENT;
        return most > moment.retries().limit() && !passes
                ? onward(run.withFailure(failure), without, moment)
                : order(tried.withFailure(failure), undo, stores, moment.next(most), moment);
    }

    private static String work(String store) {
        return "undo:" + store;
    }

    /** Orders all that remains. */
    private static Step all(Run run, Stage.Undo undo, Moment moment) {
        return order(run, undo, undo.remaining(), moment.now(), moment);
    }

    private static Step onward(Run run, Stage.Undo undo, Moment moment) {
        return onward(run, undo, moment.now(), moment);
    }

    /** Orders what may go by now; or asks a person, when something has failed and nothing is under way any more. */
    private static Step onward(Run run, Stage.Undo undo, Instant notBefore, Moment moment) {
        if (undo.failed().isEmpty()) {
            List<String> ready = moment.references().free(undo.remaining()).stream()
                    .filter(store -> !undo.open().containsKey(store))
                    .toList();
            return order(run, undo, ready, notBefore, moment);
        }
        Run waiting = run.at(with(run.stage(), undo));
        if (!undo.open().isEmpty()) {
            return Step.to(waiting);
        }
        Failure failure = told(undo);
        return failure.category() == FailureCategory.BLOCKING
                ? Waits.intervene(waiting, failure, List.of())
                : Ends.stuck(waiting, failure, moment);
    }

    /** Whether it is an undo of which no store waits for a person, or does any more. */
    static boolean goesOn(Stage stage) {
        return switch (stage) {
            case Stage.Compensating s -> s.undo().failed().isEmpty();
            case Stage.RollingBack s -> s.undo().failed().isEmpty();
            default -> false;
        };
    }

    /** All that stands in the way, and which stores hold the run still. A refusal, which a person can answer, is told before all else. */
    private static Failure told(Stage.Undo undo) {
        List<Failure> failures = new ArrayList<>(undo.failed().values());
        Failure first = failures.stream()
                .filter(failure -> failure.category() == FailureCategory.BLOCKING)
                .findFirst()
                .or(() -> failures.stream()
                        .filter(failure -> failure.category() != FailureCategory.TRANSIENT)
                        .findFirst())
                .orElseGet(failures::getFirst);
        List<String> messages = undo.remaining().stream()
                .filter(undo.failed()::containsKey)
                .map(store -> store + ": "
                        + Objects.requireNonNull(undo.failed().get(store)).message())
                .toList();
        String still = undo.remaining().size() == messages.size()
                ? ""
                : "; not undone either: "
                        + String.join(
                                ", ",
                                undo.remaining().stream()
                                        .filter(store -> !undo.failed().containsKey(store))
                                        .toList());
        return new Failure(first.category(), first.code(), String.join("; ", messages) + still, first.hint());
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
            default -> throw noUndo(inner);
        };
        return all(
                again,
                new Stage.Undo(undo.remaining(), Map.of(), Map.of(), undo.since(), undo.force() || force),
                moment);
    }

    private static Step order(Run run, Stage.Undo undo, List<String> stores, Instant notBefore, Moment moment) {
        Map<String, Integer> open = CommitGroups.numbered(undo.open(), stores, run.orders());
        List<Effect> orders = new ArrayList<>();
        for (String store : stores) {
            var command = new LoadCommand.UndoStore(
                    run.id(),
                    Objects.requireNonNull(open.get(store), store),
                    store,
                    undo.force(),
                    CommitGroups.ofUndo(undo.since(), store, undo.remaining(), open, moment.references()));
            orders.add(new Effect.Load(command, notBefore));
        }
        Stage next = with(run.stage(), undo.opened(open));
        return new Step(run.ordered(stores.size()).at(next), orders);
    }

    private static Stage with(Stage stage, Stage.Undo undo) {
        return switch (stage) {
            case Stage.Compensating s -> new Stage.Compensating(s.tally(), undo, s.cause());
            case Stage.RollingBack s -> new Stage.RollingBack(s.tally(), undo);
            default -> throw noUndo(stage);
        };
    }

    private static IllegalStateException noUndo(Stage stage) {
        return new IllegalStateException("not an undo: " + stage.getClass().getSimpleName());
    }
}
