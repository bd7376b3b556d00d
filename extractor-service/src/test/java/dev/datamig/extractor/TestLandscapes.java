package dev.datamig.extractor;

import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresServer;
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
}
