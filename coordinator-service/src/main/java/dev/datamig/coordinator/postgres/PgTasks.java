package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What has to be done in the staging area after a commit. */
@ApplicationScoped
public class PgTasks {

    /** What kind of work. */
    public enum Kind {
        /** Write the stop mark. */
        STOP,
        /** Call loads off. */
        CALL_OFF,
        /** Write the reports and destroy the run's key. */
        FINISH
    }

    /** A piece of work; {@code tries} counts those that failed, {@code attempt} is an order's number where loads are called off. */
    public record Task(long id, RunId run, Kind kind, int attempt, int tries) {}

    public void add(Connection connection, RunId run, Kind kind, int attempt, Instant notBefore) throws SQLException {
        Sql.update(
                connection,
                "insert into task (run_id, kind, attempt, not_before) values (?, ?, ?, ?)",
                run.value(),
                kind.name(),
                attempt,
                notBefore);
    }

    /** The next one that is due; locked until the transaction ends. */
    public Optional<Task> take(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                """
                select id, run_id, kind, attempt, tries from task where not_before <= clock_timestamp()
                order by id limit 1 for update skip locked""",
                row -> new Task(
                        row.getLong("id"),
                        new RunId(row.getString("run_id")),
                        Kind.valueOf(row.getString("kind")),
                        row.getInt("attempt"),
                        row.getInt("tries")));
    }

    public void done(Connection connection, Task task) throws SQLException {
        Sql.update(connection, "delete from task where id = ?", task.id());
    }

    public void later(Connection connection, Task task, Instant now) throws SQLException {
        Duration wait = Duration.ofSeconds(Math.min(60, 1L << Math.min(task.tries(), 6)));
        Sql.update(
                connection,
                "update task set tries = tries + 1, not_before = ? where id = ?",
                now.plus(wait),
                task.id());
    }
}
