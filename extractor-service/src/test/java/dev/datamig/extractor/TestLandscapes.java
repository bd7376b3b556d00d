package dev.datamig.extractor;

import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Landscapes made of test servers. */
public final class TestLandscapes {

    private TestLandscapes() {}

    public static Endpoint endpoint(PostgresServer server, String database) {
        return new Endpoint(server.jdbcUrl(database), server.username(), server.password(), null);
    }

    public static Endpoint endpoint(Neo4jServer server) {
        return new Endpoint(server.boltUrl(), server.username(), server.password(), null);
    }

    public static Landscape of(List<ReferenceRule> references, Store... stores) {
        return new Landscape(
                "test",
                "CERT",
                new DistrictQuery(stores[0].name(), "select 1, 'one'"),
                List.of(stores),
                references,
                "0".repeat(64));
    }

    /** How many sessions the extractor has in a database now. */
    public static int sessions(PostgresServer server, String database) {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity where datname = '"
                        + database + "' and application_name = 'datamig-extractor'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
