package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.outcome.UndecidedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Waiting for a person: paused, or something that needs a decision or a repair. */
final class Waits {

    private Waits() {}

    static Step pause(Run run) {
        return Step.to(run.at(new Stage.Paused(run.stage(), List.of())));
    }

    static Step paused(Run run, Stage.Paused stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Asked a when a.action() == Action.RESUME -> new Step(run.at(stage.inner()), stage.held());
            case Event.Asked a -> Saga.route(run.at(stage.inner()), event, moment);
            case Event.Answered a -> whilePaused(stage, Saga.route(run.at(stage.inner()), event, moment));
            default -> Step.stay(run);
        };
    }

    /** Work is held back; what ends or undoes the run, or needs a person, ends the pause. */
    private static Step whilePaused(Stage.Paused stage, Step step) {
        Stage inner = step.run().stage();
        if (inner instanceof Stage.AwaitingIntervention) {
            return new Step(
                    step.run(),
                    Stream.concat(stage.held().stream(), step.effects().stream())
                            .toList());
        }
        if (inner.shown() == RunState.COMPENSATING || inner.shown().ended()) {
            return step;
        }
        boolean anew = step.effects().stream().anyMatch(Effect.StartOver.class::isInstance);
        List<Effect> held = new ArrayList<>(anew ? List.of() : stage.held());
        step.effects().stream().filter(Effect::isWork).forEach(held::add);
        return new Step(
                step.run().at(new Stage.Paused(inner, List.copyOf(held))),
                step.effects().stream().filter(e -> !e.isWork()).toList());
    }

    /** @param stores whose orders have to be given again when the run is retried */
    static Step intervene(Run run, Failure failure, List<String> stores) {
        boolean undoing = StageTable.undoing(run.stage());
        Checkpoint checkpoint = new Checkpoint(
                undoing ? Checkpoint.Type.DECISION : Checkpoint.Type.INTERVENTION,
                failure.message() + ". " + failure.hint(),
                undoing ? List.of(Action.RETRY, Action.ROLLBACK) : List.of(Action.RETRY, Action.REJECT));
        return Step.to(run.withFailure(failure).at(new Stage.AwaitingIntervention(run.stage(), checkpoint, stores)));
    }

    /**
     * Columns without a rule: somebody has to say what becomes of them. The attempt is called off, so that PROD is not read on while
     * the run waits; the answer begins the next one.
     */
    static Step decide(Run run, Failure failure, List<UndecidedColumn> columns) {
        var checkpoint = new Checkpoint(
                Checkpoint.Type.DECISION,
                failure.message() + ". " + failure.hint(),
                List.of(Action.APPROVE, Action.RETRY, Action.REJECT),
                columns);
        return Step.to(
                run.withFailure(failure).at(new Stage.AwaitingIntervention(run.stage(), checkpoint, List.of())),
                new Effect.Stop(run.attempt()),
                new Effect.Withdraw());
    }

    static Step intervention(Run run, Stage.AwaitingIntervention stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Asked a -> answer(run, stage, a, moment);
            case Event.Answered a -> whileWaiting(run, stage, Saga.route(run.at(stage.inner()), event, moment));
            default -> Step.stay(run);
        };
    }

    private static Step answer(Run run, Stage.AwaitingIntervention stage, Event.Asked asked, Moment moment) {
        if (stage.inner() instanceof Stage.Checking checking) {
            return UndoChecks.answer(run, checking, asked, moment);
        }
        Run inner = run.at(stage.inner());
        return switch (asked.action()) {
            case RETRY, APPROVE -> retry(inner, stage, moment);
            case REJECT -> {
                Failure failure = run.failure();
                yield failure == null ? Ends.cancel(inner, moment) : Ends.giveUp(inner, failure, moment);
            }
            case CANCEL -> Ends.cancel(inner, moment);
            case ROLLBACK -> Undoing.resume(inner.withFailure(null), stage.inner(), asked.force(), moment);
            default -> Step.stay(run);
        };
    }

    /** The failed work again: before the seal all of it anew, under the rules as they are now. */
    private static Step retry(Run inner, Stage.AwaitingIntervention stage, Moment moment) {
        Run fresh = inner.withTries(Map.of()).withFailure(null);
        return switch (stage.inner()) {
            case Stage.Streaming s -> Streams.renew(fresh, moment.now());
            case Stage.Sealing s -> Streams.renew(fresh, moment.now());
            case Stage.Planning s -> Loads.reorder(fresh, stage.stores(), moment.now(), moment);
            case Stage.Loading s -> Loads.reorder(fresh, stage.stores(), moment.now(), moment);
            case Stage.Auditing s -> Step.to(fresh, Loads.audit(fresh, moment.now()));
            case Stage.Compensating s -> Undoing.resume(fresh, s, false, moment);
            case Stage.RollingBack s -> Undoing.resume(fresh, s, false, moment);
            default -> Step.stay(inner);
        };
    }

    /** The first question stays, unless the second one says more of the same. */
    private static Checkpoint fuller(Checkpoint first, Checkpoint second) {
        return first.asksForColumns()
                        && second.asksForColumns()
                        && first.columns().isEmpty()
                ? second
                : first;
    }

    /** What else answers is taken in; the first failure stays the one that is shown. */
    private static Step whileWaiting(Run run, Stage.AwaitingIntervention stage, Step step) {
        Stage inner = step.run().stage();
        if (inner instanceof Stage.AwaitingIntervention another) {
            List<String> stores = Stream.concat(stage.stores().stream(), another.stores().stream())
                    .distinct()
                    .toList();
            return new Step(
                    step.run()
                            .withFailure(run.failure())
                            .at(new Stage.AwaitingIntervention(
                                    another.inner(), fuller(stage.checkpoint(), another.checkpoint()), stores)),
                    step.effects());
        }
        if (Undoing.goesOn(inner)) {
            return step;
        }
        if (inner.getClass() == stage.inner().getClass() && step.run().attempt() == run.attempt()) {
            return new Step(
                    step.run().at(new Stage.AwaitingIntervention(inner, stage.checkpoint(), stage.stores())),
                    step.effects());
        }
        return step;
    }
}
