package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgTasks;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.report.ReportFiles;
import dev.datamig.coordinator.saga.Event;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.RunKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries out in the staging area what was decided: stop marks, loads that are called off, reports, the end of a run's key. Each chore may be done twice. */
@ApplicationScoped
public class Chores {

    private static final Logger LOG = Logger.getLogger(Chores.class);

    private final Database database;
    private final PgTasks tasks;
    private final PgRuns runs;
    private final RunFlow flow;
    private final ReportFiles reports;
    private final StagingArea staging;
    private final RunKeys keys;
    private final Clock clock;

    Chores(
            Database database,
            PgTasks tasks,
            PgRuns runs,
            RunFlow flow,
            ReportFiles reports,
            StagingArea staging,
            RunKeys keys,
            Clock clock) {
        this.database = database;
        this.tasks = tasks;
        this.runs = runs;
        this.flow = flow;
        this.reports = reports;
        this.staging = staging;
        this.keys = keys;
        this.clock = clock;
    }

    /** Does the next chore. @return whether there was one */
    public boolean next() {
        return database.in(connection -> {
            Optional<PgTasks.Task> task = tasks.take(connection);
            if (task.isPresent()) {
                doOne(connection, task.get());
            }
            return task.isPresent();
        });
    }

    private void doOne(Connection connection, PgTasks.Task task) throws SQLException {
        try {
            switch (task.kind()) {
                case STOP -> raise(StagingLayout.stopMark(task.run()), task.attempt());
                case CALL_OFF -> raise(StagingLayout.loadsCalledOff(task.run()), task.attempt());
                case FINISH -> finish(connection, task);
            }
            tasks.done(connection, task);
        } catch (StagingException e) {
            LOG.warnf("a chore failed, later again: run=%s chore=%s: %s", task.run(), task.kind(), e.getMessage());
            tasks.later(connection, task, Instant.now(clock));
        } catch (RuntimeException e) {
            LOG.errorf(e, "a chore failed, later again: run=%s chore=%s", task.run(), task.kind());
            tasks.later(connection, task, Instant.now(clock));
        }
    }

    /** A mark only ever rises: two instances may come here out of order. */
    private void raise(String mark, int attempt) {
        int marked = staging.get(mark)
                .map(bytes -> Json.read(bytes, Mark.class).attempt())
                .orElse(0);
        if (attempt > marked) {
            staging.put(mark, Json.writePretty(new Mark(attempt)));
        }
    }

    /** Work of attempts, or orders, up to this one must stop. */
    record Mark(int attempt) {}

    /** The run stays locked, so that a retry cannot begin while its key goes. */
    private void finish(Connection connection, PgTasks.Task task) throws SQLException {
        Optional<RunRow> row = runs.lock(connection, task.run());
        if (row.isEmpty() || !row.get().run().state().ended() || row.get().run().attempt() != task.attempt()) {
            return;
        }
        reports.write(connection, row.get());
        keys.destroy(task.run());
        flow.eventLocked(connection, row.get(), new Event.ReportWritten(task.attempt()));
    }
}
