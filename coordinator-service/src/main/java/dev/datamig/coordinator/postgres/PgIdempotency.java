package dev.datamig.coordinator.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Which orders were given under which {@code Idempotency-Key}. */
@ApplicationScoped
public class PgIdempotency {

    /** An earlier order: a digest of the request, and the id of what it made. */
    public record Earlier(String request, String location) {}

    /** The earlier order under the key. Others with the same key wait until the transaction ends. */
    public Optional<Earlier> find(Connection connection, String key) throws SQLException {
        Sql.list(connection, "select pg_advisory_xact_lock(hashtextextended(?, 7262391))", row -> true, key);
        return Sql.first(
                connection,
                "select request, location from idempotency where key = ?",
                row -> new Earlier(row.getString(1), row.getString(2)),
                key);
    }

    public void insert(Connection connection, String key, Earlier earlier, Instant now) throws SQLException {
        Sql.update(
                connection,
                "insert into idempotency values (?, ?, ?, ?)",
                key,
                earlier.request(),
                earlier.location(),
                now);
    }
}
