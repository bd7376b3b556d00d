package dev.datamig.coordinator.saga;

import static dev.datamig.coordinator.saga.Action.APPROVE;
import static dev.datamig.coordinator.saga.Action.CANCEL;
import static dev.datamig.coordinator.saga.Action.PAUSE;
import static dev.datamig.coordinator.saga.Action.REJECT;
import static dev.datamig.coordinator.saga.Action.RESUME;
import static dev.datamig.coordinator.saga.Action.RETRY;
import static dev.datamig.coordinator.saga.Action.ROLLBACK;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunState;
import java.util.EnumSet;
import java.util.Set;

/** What is true of each stage, as tables. */
final class StageTable {

    private StageTable() {}

    static RunState shown(Stage stage) {
        return switch (stage) {
            case Stage.Queued s -> RunState.QUEUED;
            case Stage.Streaming s -> streaming(s.tally());
            case Stage.Sealing s -> RunState.VALIDATING;
            case Stage.Planning s -> RunState.VALIDATING;
            case Stage.AwaitingApproval s -> RunState.AWAITING_APPROVAL;
            case Stage.Loading s -> RunState.LOADING;
            case Stage.Auditing s -> RunState.VERIFYING;
            case Stage.Completed s -> RunState.COMPLETED;
            case Stage.Paused s -> RunState.PAUSED;
            case Stage.AwaitingIntervention s -> RunState.AWAITING_INTERVENTION;
            case Stage.Compensating s -> RunState.COMPENSATING;
            case Stage.Failed s -> RunState.FAILED;
            case Stage.Cancelled s -> RunState.CANCELLED;
            case Stage.Checking s -> s.cause() == null ? RunState.ROLLING_BACK : RunState.COMPENSATING;
            case Stage.RollingBack s -> RunState.ROLLING_BACK;
            case Stage.RolledBack s -> RunState.ROLLED_BACK;
            case Stage.Stuck s -> RunState.STUCK;
        };
    }

    /** The earliest phase that is not finished. */
    private static RunState streaming(Tally tally) {
        if (!tally.extractionComplete()) {
            return RunState.EXTRACTING;
        }
        return tally.allAnonymized() ? RunState.VALIDATING : RunState.ANONYMIZING;
    }

    static Set<Action> allows(Stage stage) {
        return switch (stage) {
            case Stage.Queued s -> EnumSet.of(CANCEL, PAUSE);
            case Stage.Streaming s -> EnumSet.of(CANCEL, PAUSE);
            case Stage.Sealing s -> EnumSet.of(CANCEL, PAUSE);
            case Stage.Planning s -> EnumSet.of(CANCEL, PAUSE);
            case Stage.AwaitingApproval s -> EnumSet.of(APPROVE, REJECT, CANCEL);
            case Stage.Loading s -> EnumSet.of(CANCEL, PAUSE);
            case Stage.Auditing s -> EnumSet.of(CANCEL, PAUSE);
            case Stage.Completed s -> s.loaded().isEmpty() ? EnumSet.noneOf(Action.class) : EnumSet.of(ROLLBACK);
            case Stage.Paused s -> EnumSet.of(RESUME, CANCEL);
            case Stage.AwaitingIntervention s
            when s.checkpoint().asksForColumns() -> EnumSet.of(APPROVE, RETRY, REJECT, CANCEL);
            case Stage.AwaitingIntervention s
            when s.inner() instanceof Stage.Checking c && c.cause() == null -> EnumSet.of(RETRY, ROLLBACK, REJECT);
            case Stage.AwaitingIntervention s ->
                undoing(s.inner()) || s.inner() instanceof Stage.Checking
                        ? EnumSet.of(RETRY, ROLLBACK)
                        : EnumSet.of(RETRY, REJECT, CANCEL);
            case Stage.Compensating s -> EnumSet.noneOf(Action.class);
            case Stage.Failed s -> EnumSet.of(RETRY);
            case Stage.Cancelled s -> EnumSet.noneOf(Action.class);
            case Stage.Checking s -> s.cause() == null ? EnumSet.of(CANCEL) : EnumSet.noneOf(Action.class);
            case Stage.RollingBack s -> EnumSet.noneOf(Action.class);
            case Stage.RolledBack s -> EnumSet.noneOf(Action.class);
            case Stage.Stuck s -> EnumSet.of(RETRY, ROLLBACK);
        };
    }

    static Set<Phase> running(Stage stage) {
        return switch (stage) {
            case Stage.Streaming s -> streamingPhases(s.tally());
            case Stage.Sealing s -> EnumSet.of(Phase.VALIDATE);
            case Stage.Planning s -> EnumSet.of(Phase.VALIDATE);
            case Stage.Loading s -> EnumSet.of(Phase.LOAD);
            case Stage.Auditing s -> EnumSet.of(Phase.VERIFY);
            case Stage.Completed s -> s.reported() ? EnumSet.noneOf(Phase.class) : EnumSet.of(Phase.REPORT);
            case Stage.Paused s -> running(s.inner());
            case Stage.AwaitingIntervention s -> running(s.inner());
            default -> EnumSet.noneOf(Phase.class);
        };
    }

    private static Set<Phase> streamingPhases(Tally tally) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        if (!tally.extractionComplete()) {
            phases.add(Phase.EXTRACT);
        }
        boolean extracted = tally.extracted().batches() > 0 || tally.extractionComplete();
        if (extracted && !tally.allAnonymized()) {
            phases.add(Phase.ANONYMIZE);
        }
        if (tally.anonymized().batches() > 0 || tally.allAnonymized()) {
            phases.add(Phase.VALIDATE);
        }
        return phases;
    }

    /** Whether the stage takes rows out of CERT. */
    static boolean undoing(Stage stage) {
        return stage instanceof Stage.Compensating || stage instanceof Stage.RollingBack;
    }
}
