package dev.datamig.coordinator.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.event.Progress;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgFacts;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Notes how far a load has come: for display, and as a sign of life, as other services' are. */
@ApplicationScoped
public class LoadProgress {

    private final Database database;
    private final PgRuns runs;
    private final PgFacts facts;
    private final PgFigures figures;
    private final PgTrail trail;
    private final Clock clock;

    LoadProgress(Database database, PgRuns runs, PgFacts facts, PgFigures figures, PgTrail trail, Clock clock) {
        this.database = database;
        this.runs = runs;
        this.facts = facts;
        this.figures = figures;
        this.trail = trail;
        this.clock = clock;
    }

    /** Somebody is at work for a run's present attempt; what an attempt given up does is no sign of life. */
    public void alive(RunId run, int attempt) {
        Instant now = Instant.now(clock);
        database.run(connection -> runs.touch(connection, run, attempt, now));
    }

    public void note(RunId run, Collection<Progress> tables) {
        Instant now = Instant.now(clock);
        database.run(connection -> {
            OptionalLong seq = runs.touchWithEvent(connection, run, now);
            if (seq.isEmpty()) {
                return;
            }
            for (Progress p : tables) {
                facts.loadProgress(connection, run, p.table(), p.rowsDone(), p.rowsExpected());
            }
            PgFigures.Sums sums = figures.sums(connection, List.of(run)).getOrDefault(run, PgFigures.Sums.NOTHING);
            var data = Map.of("rowsExpected", sums.expected(), "loaded", sums.loaded());
            trail.event(connection, run, new PgTrail.RunEvent(seq.getAsLong(), now, "progress", data));
        });
    }
}
