package dev.datamig.coordinator.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.saga.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Notices runs of whose work nothing was heard for too long. Outcomes and progress of any kind count as life. */
@ApplicationScoped
public class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);

    private final Database database;
    private final PgRuns runs;
    private final RunFlow flow;
    private final Clock clock;
    private final Duration silence;

    Watchdog(Database database, PgRuns runs, RunFlow flow, Clock clock, CoordinatorConfig config) {
        this.database = database;
        this.runs = runs;
        this.flow = flow;
        this.clock = clock;
        this.silence = config.silence();
    }

    /** Tells the saga of every quiet run. */
    public void look() {
        Instant since = Instant.now(clock).minus(silence);
        List<RunId> quiet = database.in(connection -> runs.quietSince(connection, since));
        for (RunId run : quiet) {
            LOG.warnf("no sign of life: run=%s for=%s", run, silence);
            flow.event(run, new Event.Quiet(silence));
        }
    }
}
