package dev.datamig.coordinator.saga;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.batch.SnapshotInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the saga knows of a run.
 *
 * @param landscape all stores, in the order of the landscape
 * @param stores what is loaded: those that have tables in the closure, in the same order
 * @param attempt of the extraction; 0 before the first
 * @param orders how many orders the loader was given
 * @param tries how often which work was tried again
 * @param snapshots when the stores were frozen
 * @param failure why the run waits, is compensated, failed or stuck
 * @param finishedAt when the run ended
 */
public record Run(
        RunId id,
        District district,
        RunOptions options,
        List<String> landscape,
        List<String> stores,
        int attempt,
        int orders,
        Stage stage,
        Map<String, Integer> tries,
        Map<Phase, PhaseTimes> phases,
        List<SnapshotInfo> snapshots,
        @Nullable Failure failure,
        @Nullable Instant finishedAt) {

    /** A run that waits for room. */
    public static Run queued(RunId id, District district, RunOptions options, List<String> landscape) {
        return new Run(
                id,
                district,
                options,
                landscape,
                List.of(),
                0,
                0,
                new Stage.Queued(),
                Map.of(),
                Map.of(),
                List.of(),
                null,
                null);
    }

    @JsonIgnore
    public RunState state() {
        return stage.shown();
    }

    int tries(String work) {
        return tries.getOrDefault(work, 0);
    }

    Run at(Stage next) {
        return new Run(
                id,
                district,
                options,
                landscape,
                stores,
                attempt,
                orders,
                next,
                tries,
                phases,
                snapshots,
                failure,
                finishedAt);
    }

    Run nextAttempt(Stage next) {
        return new Run(
                id,
                district,
                options,
                landscape,
                stores,
                attempt + 1,
                orders,
                next,
                tries,
                phases,
                List.of(),
                failure,
                finishedAt);
    }

    Run ordered(int count) {
        return new Run(
                id,
                district,
                options,
                landscape,
                stores,
                attempt,
                orders + count,
                stage,
                tries,
                phases,
                snapshots,
                failure,
                finishedAt);
    }

    Run tried(String work) {
        Map<String, Integer> more = new HashMap<>(tries);
        more.merge(work, 1, Integer::sum);
        return withTries(Map.copyOf(more));
    }

    Run withTries(Map<String, Integer> next) {
        return new Run(
                id,
                district,
                options,
                landscape,
                stores,
                attempt,
                orders,
                stage,
                next,
                phases,
                snapshots,
                failure,
                finishedAt);
    }

    Run withPhases(Map<Phase, PhaseTimes> next) {
        return new Run(
                id,
                district,
                options,
                landscape,
                stores,
                attempt,
                orders,
                stage,
                tries,
                next,
                snapshots,
                failure,
                finishedAt);
    }

    Run withClosure(List<String> withTables, List<SnapshotInfo> taken) {
        return new Run(
                id,
                district,
                options,
                landscape,
                withTables,
                attempt,
                orders,
                stage,
                tries,
                phases,
                taken,
                failure,
                finishedAt);
    }

    Run withFailure(@Nullable Failure next) {
        return new Run(
                id,
                district,
                options,
                landscape,
                stores,
                attempt,
                orders,
                stage,
                tries,
                phases,
                snapshots,
                next,
                finishedAt);
    }

    Run finished(@Nullable Instant at) {
        return new Run(
                id, district, options, landscape, stores, attempt, orders, stage, tries, phases, snapshots, failure,
                at);
    }
}
