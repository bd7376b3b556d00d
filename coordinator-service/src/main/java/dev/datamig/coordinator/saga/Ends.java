package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How runs end, and what can be asked of one that has ended. */
final class Ends {

    private Ends() {}

    static Step complete(Run run, Tally tally, List<String> loaded, Moment moment) {
        return Step.to(
                run.withFailure(null).finished(moment.now()).at(new Stage.Completed(tally, loaded, false)),
                new Effect.Finish(run.attempt()));
    }

    /** The run cannot succeed: compensate what may have been loaded, else end. */
    static Step giveUp(Run run, Failure failure, Moment moment) {
        Run failed = run.withFailure(failure);
        return switch (run.stage()) {
            case Stage.Loading s -> UndoChecks.compensate(failed, s.tally(), Stage.End.FAILED, moment);
            case Stage.Auditing s -> UndoChecks.compensate(failed, s.tally(), Stage.End.FAILED, moment);
            default -> ended(failed, new Stage.Failed(false), moment);
        };
    }

    static Step cancel(Run run, Moment moment) {
        return switch (run.stage()) {
            case Stage.Loading s -> UndoChecks.compensate(run, s.tally(), Stage.End.CANCELLED, moment);
            case Stage.Auditing s -> UndoChecks.compensate(run, s.tally(), Stage.End.CANCELLED, moment);
            default -> ended(run, new Stage.Cancelled(false), moment);
        };
    }

    /** The last store is undone. */
    static Step undone(Run run, Moment moment) {
        return switch (run.stage()) {
            case Stage.Compensating s
            when s.cause().end() == Stage.End.CANCELLED ->
                ended(run.withFailure(null), new Stage.Cancelled(false), moment);
            case Stage.RollingBack s -> ended(run.withFailure(null), new Stage.RolledBack(s.tally(), false), moment);
            case Stage.Compensating s -> ended(run.withFailure(s.cause().failure()), new Stage.Failed(false), moment);
            default ->
                throw new IllegalStateException(
                        "not an undo: " + run.stage().getClass().getSimpleName());
        };
    }

    static Step stuck(Run run, Failure failure, Moment moment) {
        return Step.to(
                run.withFailure(failure).finished(moment.now()).at(new Stage.Stuck(run.stage(), false)),
                new Effect.Finish(run.attempt()));
    }

    private static Step ended(Run run, Stage end, Moment moment) {
        List<Effect> effects = new ArrayList<>();
        if (run.attempt() > 0) {
            effects.add(new Effect.Stop(run.attempt()));
        }
        effects.add(new Effect.Withdraw());
        effects.add(new Effect.Finish(run.attempt()));
        return new Step(run.finished(moment.now()).at(end), effects);
    }

    static Step completed(Run run, Stage.Completed stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Asked a
            when a.action() == Action.ROLLBACK ->
                a.force()
                        ? Undoing.rollBack(run.withTries(Map.of()), stage.tally(), stage.loaded(), true, moment)
                        : UndoChecks.begin(run, stage.tally(), stage.loaded(), moment);
            case Event.ReportWritten r -> Step.to(run.at(new Stage.Completed(stage.tally(), stage.loaded(), true)));
            default -> Step.stay(run);
        };
    }

    /** A failed run that is tried again waits for room, then extracts anew. */
    static Step failed(Run run, Event event) {
        return switch (event) {
            case Event.Asked a
            when a.action() == Action.RETRY ->
                Step.to(run.withTries(Map.of()).withFailure(null).finished(null).at(new Stage.Queued()));
            case Event.ReportWritten r -> Step.to(run.at(new Stage.Failed(true)));
            default -> Step.stay(run);
        };
    }

    static Step cancelled(Run run, Event event) {
        return event instanceof Event.ReportWritten ? Step.to(run.at(new Stage.Cancelled(true))) : Step.stay(run);
    }

    static Step rolledBack(Run run, Stage.RolledBack stage, Event event) {
        return event instanceof Event.ReportWritten
                ? Step.to(run.at(new Stage.RolledBack(stage.tally(), true)))
                : Step.stay(run);
    }
}
