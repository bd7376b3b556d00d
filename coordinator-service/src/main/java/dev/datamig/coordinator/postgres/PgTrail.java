package dev.datamig.coordinator.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The audit trail, which only grows, and the events of a run that consoles follow. */
@ApplicationScoped
public class PgTrail {

    /** What an audit entry is about. */
    public enum Kind {
        STATE,
        DECISION,
        COMMAND,
        FAILURE,
        NOTE
    }

    /** An entry of the audit trail. */
    public record Entry(Instant at, String actor, Kind kind, String what, Object detail) {}

    /** An event of a run; {@code seq} from 1 without gaps. */
    public record RunEvent(long seq, Instant at, String type, Object data) {}

    public void audit(Connection connection, RunId run, Entry entry) throws SQLException {
        Sql.update(
                connection,
                "insert into audit (run_id, at, actor, kind, what, detail) values (?, ?, ?, ?, ?, ?::jsonb)",
                run.value(),
                entry.at(),
                entry.actor(),
                entry.kind().name(),
                entry.what(),
                Json.write(entry.detail()));
    }

    public List<Entry> trail(Connection connection, RunId run, int limit) throws SQLException {
        return Sql.list(
                connection,
                "select at, actor, kind, what, detail from audit where run_id = ? order by id limit ?",
                row -> new Entry(
                        Sql.instant(row, "at"),
                        row.getString("actor"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("what"),
                        tree(row.getString("detail"))),
                run.value(),
                limit);
    }

    public void event(Connection connection, RunId run, RunEvent event) throws SQLException {
        Sql.update(
                connection,
                "insert into run_event values (?, ?, ?, ?, ?::jsonb)",
                run.value(),
                event.seq(),
                event.at(),
                event.type(),
                Json.write(event.data()));
    }

    /** The run's events after a number, in order. */
    public List<RunEvent> events(Connection connection, RunId run, long after, int limit) throws SQLException {
        return Sql.list(
                connection,
                "select seq, at, type, data from run_event where run_id = ? and seq > ? order by seq limit ?",
                row -> new RunEvent(
                        row.getLong("seq"), Sql.instant(row, "at"), row.getString("type"), tree(row.getString("data"))),
                run.value(),
                after,
                limit);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
