package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Phase;

/**
 * What a run does next.
 *
 * <p>{@link #step} is a pure function: the same run, event and moment give the same step. An event that the run's stage does not
 * provide for changes nothing, so that a late or doubled answer does no harm. Each stage's transitions stand together:
 * {@link Streams} (queued, streaming, sealing), {@link Loads} (planning, approval, loading, auditing), {@link UndoChecks}
 * (checking), {@link Undoing} (compensating, rolling back, stuck), {@link Waits} (paused, intervention), {@link Ends}.
 */
public final class Saga {

    private Saga() {}

    /** The run after the event, and what has to be done. */
    public static Step step(Run run, Event event, Moment moment) {
        Step step = route(run, event, moment);
        return new Step(PhaseClock.follow(run, step.run(), moment.now()), step.effects());
    }

    static Step route(Run run, Event event, Moment moment) {
        if (event instanceof Event.Asked asked && !run.stage().allows().contains(asked.action())) {
            return Step.stay(run);
        }
        return switch (run.stage()) {
            case Stage.Queued s -> Streams.queued(run, event, moment);
            case Stage.Streaming s -> Streams.streaming(run, s, event, moment);
            case Stage.Sealing s -> Streams.sealing(run, s, event, moment);
            case Stage.Planning s -> Loads.planning(run, s, event, moment);
            case Stage.AwaitingApproval s -> Loads.approval(run, s, event, moment);
            case Stage.Loading s -> Loads.loading(run, s, event, moment);
            case Stage.Auditing s -> Loads.auditing(run, s, event, moment);
            case Stage.Compensating s -> Undoing.compensating(run, s, event, moment);
            case Stage.Checking s -> UndoChecks.checking(run, s, event, moment);
            case Stage.RollingBack s -> Undoing.rollingBack(run, s, event, moment);
            case Stage.Stuck s -> Undoing.stuck(run, s, event, moment);
            case Stage.Paused s -> Waits.paused(run, s, event, moment);
            case Stage.AwaitingIntervention s -> Waits.intervention(run, s, event, moment);
            case Stage.Completed s -> Ends.completed(run, s, event, moment);
            case Stage.Failed s -> Ends.failed(run, event);
            case Stage.Cancelled s -> Ends.cancelled(run, event);
            case Stage.RolledBack s -> Ends.rolledBack(run, s, event);
        };
    }

    /** The phase that work of this stage belongs to, for messages about it. */
    public static Phase phase(Stage stage) {
        return stage.running().stream().findFirst().orElse(Phase.LOAD);
    }
}
