package dev.datamig.coordinator.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.saga.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Lets queued runs begin, oldest first, as many as may be at work at once. */
@ApplicationScoped
public class Queue {

    private final Database database;
    private final PgRuns runs;
    private final RunFlow flow;
    private final Wake wake;
    private final int limit;

    Queue(Database database, PgRuns runs, RunFlow flow, Wake wake, CoordinatorConfig config) {
        this.database = database;
        this.runs = runs;
        this.flow = flow;
        this.wake = wake;
        this.limit = config.maxRuns();
    }

    /** Admits what may begin. */
    public void admit() {
        boolean admitted = database.in(connection -> {
            List<RunId> ready = runs.admissible(connection, limit);
            for (RunId id : ready) {
                Optional<RunRow> row = runs.lock(connection, id);
                if (row.isPresent()) {
                    flow.eventLocked(connection, row.get(), new Event.Admitted());
                }
            }
            return !ready.isEmpty();
        });
        if (admitted) {
            wake.now();
        }
    }
}
