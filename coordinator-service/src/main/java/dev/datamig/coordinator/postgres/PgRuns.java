package dev.datamig.coordinator.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunState;
import dev.datamig.coordinator.saga.Run;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The runs, each as the saga's record in JSON with what has to be searched beside it. */
@ApplicationScoped
public class PgRuns {

    private static final String SELECT =
            "select saga, version, event_seq, wave_id, requested_by, pinned, created_at, started_at, touched_at from run ";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** Which runs to list; null means any. */
    public record Filter(
            @Nullable RunState state,
            @Nullable String district,
            @Nullable String wave) {}

    public long nextSequence(Connection connection) throws SQLException {
        return Sql.first(connection, "select nextval('run_sequence')", row -> row.getLong(1))
                .orElseThrow();
    }

    public void insert(Connection connection, RunRow row, long sequence) throws SQLException {
        Run run = row.run();
        Sql.update(
                connection,
                """
                insert into run (id, sequence, district_id, district_name, state, active, saga, version, event_seq, wave_id,
                    requested_by, pinned, created_at, touched_at)
                values (?, ?, ?, ?, ?, true, ?::jsonb, 0, 0, ?, ?, ?::jsonb, ?, ?)""",
                run.id().value(),
                sequence,
                run.district().id(),
                run.district().name(),
                run.state().name(),
                Json.write(run),
                row.wave(),
                row.requestedBy(),
                Json.write(row.pinned()),
                row.createdAt(),
                row.touchedAt());
    }

    /** The run, locked until the transaction ends. */
    public Optional<RunRow> lock(Connection connection, RunId id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ? for update", PgRuns::read, id.value());
    }

    public Optional<RunRow> find(Connection connection, RunId id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", PgRuns::read, id.value());
    }

    /** Newest first. */
    public List<RunRow> list(Connection connection, Filter filter, int limit, int offset) throws SQLException {
        return Sql.list(
                connection,
                SELECT + WHERE + " order by sequence desc limit ? offset ?",
                PgRuns::read,
                stateName(filter),
                stateName(filter),
                filter.district(),
                filter.district(),
                filter.wave(),
                filter.wave(),
                limit,
                offset);
    }

    private static final String WHERE = """
            where (?::text is null or state = ?) and (?::text is null or district_id = ?)
            and (?::text is null or wave_id = ?)""";

    public long count(Connection connection, Filter filter) throws SQLException {
        return Sql.first(
                        connection,
                        "select count(*) from run " + WHERE,
                        row -> row.getLong(1),
                        stateName(filter),
                        stateName(filter),
                        filter.district(),
                        filter.district(),
                        filter.wave(),
                        filter.wave())
                .orElse(0L);
    }

    private static @Nullable String stateName(Filter filter) {
        RunState state = filter.state();
        return state == null ? null : state.name();
    }

    /** Writes the run back. @throws IllegalStateException when somebody else did since it was read */
    public void save(
            Connection connection, RunRow row, Run next, long eventSeq, Map<String, String> pinned, Instant now)
            throws SQLException {
        int changed = Sql.update(
                connection,
                """
                update run set saga = ?::jsonb, state = ?, active = ?, version = version + 1, event_seq = ?, pinned = ?::jsonb,
                    started_at = coalesce(started_at, case when ? then ?::timestamptz end), finished_at = ?, touched_at = ?
                where id = ? and version = ?""",
                Json.write(next),
                next.state().name(),
                !next.state().ended(),
                eventSeq,
                Json.write(pinned),
                next.attempt() > 0,
                now,
                next.finishedAt(),
                now,
                next.id().value(),
                row.version());
        if (changed != 1) {
            throw new IllegalStateException("run " + next.id() + " was changed by somebody else");
        }
    }

    /** A sign of life of an active run's work; the result is the number of its next event. Locks the run. */
    public OptionalLong touchWithEvent(Connection connection, RunId id, Instant now) throws SQLException {
        return Sql.first(connection, """
                        update run set touched_at = ?, event_seq = event_seq + 1 where id = ? and active
                        returning event_seq""", row -> row.getLong(1), now, id.value())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** A sign of life of the work of an active run's present attempt. */
    public void touch(Connection connection, RunId id, int attempt, Instant now) throws SQLException {
        Sql.update(
                connection,
                "update run set touched_at = ? where id = ? and active and (saga ->> 'attempt')::int = ?",
                now,
                id.value(),
                attempt);
    }

    /** Active runs of which nothing was heard since. */
    public List<RunId> quietSince(Connection connection, Instant since) throws SQLException {
        return Sql.list(connection, """
                select id from run where active and touched_at < ?
                and state not in ('QUEUED', 'PAUSED', 'AWAITING_APPROVAL', 'AWAITING_INTERVENTION') order by sequence""", row -> new RunId(row.getString(1)), since);
    }

    /**
     * The queued runs that may start now, oldest first. Takes a lock that no other coordinator gets until the transaction ends.
     *
     * @param limit runs that may be at work at once
     */
    public List<RunId> admissible(Connection connection, int limit) throws SQLException {
        Sql.list(connection, "select pg_advisory_xact_lock(7262391)", row -> true);
        return Sql.list(connection, """
                with busy as (select wave_id from run where active and state <> 'QUEUED'),
                waiting as (
                    select r.id, r.sequence, r.wave_id, w.concurrency,
                        row_number() over (partition by r.wave_id order by r.sequence)
                            + (select count(*) from busy b where b.wave_id = r.wave_id) as place
                    from run r left join wave w on w.id = r.wave_id
                    where r.active and r.state = 'QUEUED')
                select id from waiting where wave_id is null or place <= concurrency
                order by sequence limit greatest(0, ? - (select count(*) from busy))""", row -> new RunId(row.getString(1)), limit);
    }

    /** How many runs are in each state. */
    public Map<String, Long> byState(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        Sql.list(
                connection,
                "select state, count(*) from run group by state",
                row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    private static RunRow read(ResultSet row) throws SQLException {
        return new RunRow(
                Json.read(row.getString("saga"), Run.class),
                row.getLong("version"),
                row.getLong("event_seq"),
                row.getString("wave_id"),
                row.getString("requested_by"),
                texts(row.getString("pinned")),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "started_at"),
                Sql.instant(row, "touched_at"));
    }

    private static Map<String, String> texts(String json) {
        try {
            return Json.mapper().readValue(json, TEXTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
