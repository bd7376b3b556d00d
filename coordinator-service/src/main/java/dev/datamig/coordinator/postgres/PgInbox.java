package dev.datamig.coordinator.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which outcomes have been applied. */
@ApplicationScoped
public class PgInbox {

    /** Notes the outcomes; the result is those that were not there before. */
    public Set<String> accept(Connection connection, Collection<String> ids) throws SQLException {
        return new HashSet<>(Sql.list(
                connection,
                "insert into inbox (id) select distinct unnest(?::text[]) on conflict do nothing returning id",
                row -> row.getString(1),
                (Object) ids.toArray(String[]::new)));
    }

    /** Forgets old ones: Kafka does not deliver for ever. */
    public int forget(Connection connection, Instant before) throws SQLException {
        return Sql.update(connection, "delete from inbox where at < ?", before);
    }
}
