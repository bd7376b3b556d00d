package dev.datamig.coordinator.view;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.saga.Action;
import dev.datamig.coordinator.saga.Checkpoint;
import dev.datamig.coordinator.saga.PhaseTimes;
import dev.datamig.coordinator.saga.Run;
import dev.datamig.coordinator.saga.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as REST shows it.
 *
 * @param lastHeardAt when a service last told something about its work; absent while none works at it
 */
public record RunView(
        RunId id,
        District district,
        RunState state,
        List<PhaseView> phases,
        RunOptions options,
        @Nullable Checkpoint checkpoint,
        @Nullable Failure failure,
        List<Action> allowedActions,
        @Nullable String wave,
        String requestedBy,
        int attempt,
        Map<String, String> pinnedRules,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant lastHeardAt,
        @Nullable Instant finishedAt,
        Map<String, String> links) {

    /** A phase of a run. Rows are those of all stores; VERIFY and REPORT count none. */
    public record PhaseView(
            Phase phase,
            PhaseTimes.State state,
            long rowsDone,
            long rowsExpected,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            int attempts) {}

    public static RunView of(RunRow row, PgFigures.Sums sums) {
        Run run = row.run();
        return new RunView(
                run.id(),
                run.district(),
                run.state(),
                phases(run, sums),
                run.options(),
                checkpoint(run),
                run.failure(),
                run.stage().allows().stream().sorted().toList(),
                row.wave(),
                row.requestedBy(),
                run.attempt(),
                row.pinned(),
                row.createdAt(),
                row.startedAt(),
                isWorkedAt(run.state()) ? row.touchedAt() : null,
                run.finishedAt(),
                links(run));
    }

    private static boolean isWorkedAt(RunState state) {
        return switch (state) {
            case QUEUED, PAUSED, AWAITING_APPROVAL, AWAITING_INTERVENTION -> false;
            default -> !state.ended();
        };
    }

    public static List<PhaseView> phases(Run run, PgFigures.Sums sums) {
        return Arrays.stream(Phase.values())
                .map(phase -> {
                    PhaseTimes times = run.phases().getOrDefault(phase, PhaseTimes.PENDING);
                    return new PhaseView(
                            phase,
                            times.state(),
                            done(phase, sums),
                            counted(phase) ? sums.expected() : 0,
                            times.startedAt(),
                            times.finishedAt(),
                            times.attempts());
                })
                .toList();
    }

    private static boolean counted(Phase phase) {
        return phase.compareTo(Phase.LOAD) <= 0;
    }

    private static long done(Phase phase, PgFigures.Sums sums) {
        return switch (phase) {
            case EXTRACT -> sums.extracted();
            case ANONYMIZE -> sums.anonymized();
            case VALIDATE -> sums.validated();
            case LOAD -> sums.loaded();
            case VERIFY, REPORT -> 0;
        };
    }

    /** What the run waits for, null when it does not. */
    public static @Nullable Checkpoint checkpoint(Run run) {
        return switch (run.stage()) {
            case Stage.AwaitingApproval s ->
                new Checkpoint(
                        Checkpoint.Type.APPROVAL,
                        "The set is sealed and every store's plan is clear. Approve to load it into CERT, reject to end the run.",
                        List.of(Action.APPROVE, Action.REJECT));
            case Stage.AwaitingIntervention s -> s.checkpoint();
            default -> null;
        };
    }

    private static Map<String, String> links(Run run) {
        String self = "/api/v1/runs/" + run.id();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        for (String name : List.of("tables", "events", "report", "audit")) {
            links.put(name, self + "/" + name);
        }
        return links;
    }
}
