package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to services that belong to no run's saga, and their answers. */
@ApplicationScoped
public class PgRequests {

    /** What is asked. */
    public enum Kind {
        DISTRICTS,
        ANALYSIS,
        SELECTION,
        CLASSIFICATION,
        WHY,
        AUDIT,
        RESTORE
    }

    /**
     * A question.
     *
     * @param answer the outcome as JSON, null until it has come
     * @param failure why there is none
     */
    public record Request(
            String id,
            Kind kind,
            @Nullable RunId run,
            String askedBy,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable Failure failure) {}

    public void insert(Connection connection, Request request) throws SQLException {
        RunId run = request.run();
        Sql.update(
                connection,
                "insert into request (id, kind, run_id, asked_by, asked_at) values (?, ?, ?, ?, ?)",
                request.id(),
                request.kind().name(),
                run == null ? null : run.value(),
                request.askedBy(),
                request.askedAt());
    }

    /** Whether somebody waited for it. */
    public boolean answer(
            Connection connection, String id, @Nullable Object answer, @Nullable Failure failure, Instant now)
            throws SQLException {
        return Sql.update(
                        connection,
                        """
                        update request set answered_at = ?, answer = ?::jsonb, failure = ?::jsonb
                        where id = ? and answered_at is null\
                        """,
                        now,
                        answer == null ? null : Json.write(answer),
                        failure == null ? null : Json.write(failure),
                        id)
                == 1;
    }

    public Optional<Request> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, "select * from request where id = ?", PgRequests::read, id);
    }

    /** The newest question of a kind, of a run when one is given. */
    public Optional<Request> latest(Connection connection, Kind kind, @Nullable RunId run) throws SQLException {
        String id = run == null ? null : run.value();
        return Sql.first(connection, """
                select * from request where kind = ? and (?::text is null or run_id = ?)
                order by asked_at desc limit 1\
                """, PgRequests::read, kind.name(), id, id);
    }

    private static Request read(ResultSet row) throws SQLException {
        String run = row.getString("run_id");
        String failure = row.getString("failure");
        return new Request(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                run == null ? null : new RunId(run),
                row.getString("asked_by"),
                Sql.instant(row, "asked_at"),
                Sql.instantOrNull(row, "answered_at"),
                row.getString("answer"),
                failure == null ? null : Json.read(failure, Failure.class));
    }
}
