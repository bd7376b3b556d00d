package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.District;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The districts as the extractor last listed them. */
@ApplicationScoped
public class PgDistricts {

    public void replace(Connection connection, List<District> districts, Instant now) throws SQLException {
        for (District district : districts) {
            Sql.update(connection, """
                    insert into district values (?, ?, ?)
                    on conflict (id) do update set name = excluded.name, at = excluded.at""", district.id(), district.name(), now);
        }
        Sql.update(connection, "delete from district where at < ?", now);
    }

    public Optional<District> find(Connection connection, String id) throws SQLException {
        return Sql.first(
                connection,
                "select id, name from district where id = ?",
                row -> new District(row.getString(1), row.getString(2)),
                id);
    }

    public List<District> all(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "select id, name from district order by name, id",
                row -> new District(row.getString(1), row.getString(2)));
    }
}
