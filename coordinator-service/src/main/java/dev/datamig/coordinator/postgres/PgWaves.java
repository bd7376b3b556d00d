package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders for many districts. */
@ApplicationScoped
public class PgWaves {

    private static final String SELECT = "select id, concurrency, options, requested_by, created_at from wave ";

    /** An order for many districts. @param concurrency runs of it that may be at work at once */
    public record Wave(String id, int concurrency, RunOptions options, String requestedBy, Instant createdAt) {}

    public void insert(Connection connection, Wave wave) throws SQLException {
        Sql.update(
                connection,
                "insert into wave values (?, ?, ?::jsonb, ?, ?)",
                wave.id(),
                wave.concurrency(),
                Json.write(wave.options()),
                wave.requestedBy(),
                wave.createdAt());
    }

    public Optional<Wave> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", PgWaves::read, id);
    }

    /** Newest first. */
    public List<Wave> list(Connection connection, int limit, int offset) throws SQLException {
        return Sql.list(
                connection, SELECT + "order by created_at desc, id limit ? offset ?", PgWaves::read, limit, offset);
    }

    private static Wave read(ResultSet row) throws SQLException {
        return new Wave(
                row.getString("id"),
                row.getInt("concurrency"),
                Json.read(row.getString("options"), RunOptions.class),
                row.getString("requested_by"),
                Sql.instant(row, "created_at"));
    }
}
