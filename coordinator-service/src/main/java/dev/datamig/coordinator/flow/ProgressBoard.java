package dev.datamig.coordinator.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.saga.Run;
import dev.datamig.coordinator.saga.Stage;
import dev.datamig.coordinator.saga.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which runs have moved since progress was last told, and how often a run's own events tell it. */
@ApplicationScoped
public class ProgressBoard {

    private static final Duration EVENT_EVERY = Duration.ofMillis(300);

    private final Map<RunId, Instant> told = new ConcurrentHashMap<>();
    private final Set<RunId> moved = ConcurrentHashMap.newKeySet();

    /** Adds a progress event to a turn, a few a second at most. */
    void note(Turn turn, Instant now) {
        Run run = turn.run();
        if (!turn.facts.isEmpty()) {
            moved.add(run.id());
        }
        if (run.state().ended()) {
            told.remove(run.id());
            return;
        }
        if (run.stage() instanceof Stage.Streaming streaming && due(run.id(), now, !turn.changes.isEmpty())) {
            turn.event("progress", progress(streaming.tally()));
        }
    }

    private boolean due(RunId run, Instant now, boolean always) {
        Instant last = told.get(run);
        if (!always && last != null && now.isBefore(last.plus(EVENT_EVERY))) {
            return false;
        }
        told.put(run, now);
        return true;
    }

    private static Map<String, Object> progress(Tally tally) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("rowsExpected", tally.expectedRows());
        data.put("extracted", tally.extracted().rows());
        data.put("anonymized", tally.anonymized().rows());
        data.put("validated", tally.validated().rows());
        return data;
    }

    /** The runs that have moved since the last call. */
    public Set<RunId> takeMoved() {
        Set<RunId> taken = new HashSet<>(moved);
        moved.removeAll(taken);
        return taken;
    }
}
