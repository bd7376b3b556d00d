package dev.datamig.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.sandbox.data.BoltEndpoint;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphFloorTest {

    private final Neo4jServer cert = TestServers.neo4j();
    private final Neo4jServer scratch = TestServers.neo4jSecond();

    @Test
    void everyNodeOfTheRunAndWhatLiesBetweenThemIsCopied() {
        run(cert, "CREATE CONSTRAINT person IF NOT EXISTS FOR (p:Person) REQUIRE p.id IS UNIQUE");
        run(cert, "UNWIND range(1, 5) AS i CREATE (:Person {id: i})");
        GraphFloor floor = GraphFloor.prepare("sp", endpoint(cert));
        run(
                cert,
                "UNWIND range(101, 12100) AS i CREATE (:Person:`Or``der` {id: i, born: date('2001-02-03'), tags: ['a', 'b']})");
        run(
                cert,
                "MATCH (a:Person), (b:Person {id: a.id + 1}) WHERE a.id > 100 CREATE (a)-[:`next to` {since: 1}]->(b)");
        run(cert, "MATCH (a:Person {id: 101}), (old:Person {id: 1}) CREATE (a)-[:SELF]->(a), (a)-[:KNEW]->(old)");
        run(cert, "CREATE (:DatamigLedger {run: 'x'})");

        StoreCopy copy = floor.into(endpoint(scratch));
        BenchReport.Floor measured = new Floors(List.of(copy), () -> 0).measure();
        copy.drop();

        long rows = 12_000 + 11_999 + 1;
        assertThat(measured.stores()).extracting(StoreFloor::rows).containsExactly(rows);
        assertThat(measured.reading().stores()).extracting(StoreFloor::rows).containsExactly(rows);
        assertThat(measured.writing().stores()).extracting(StoreFloor::rows).containsExactly(rows);
        assertThat(run(scratch, "MATCH (n:Person:`Or``der` {born: date('2001-02-03')}) RETURN count(n)"))
                .isEqualTo(12_000);
        assertThat(run(scratch, "MATCH (:Person)-[r]->(:Person) RETURN count(r)"))
                .isEqualTo(12_000);
        assertThat(run(scratch, "SHOW CONSTRAINTS YIELD name RETURN count(name)"))
                .isEqualTo(1);
    }

    private static BoltEndpoint endpoint(Neo4jServer server) {
        return new BoltEndpoint(server.boltUrl(), server.username(), server.password());
    }

    /** @return the only number that it gives; -1 when it gives none */
    private static long run(Neo4jServer server, String statement) {
        try (var driver =
                        GraphDatabase.driver(server.boltUrl(), AuthTokens.basic(server.username(), server.password()));
                var session = driver.session()) {
            var rows = session.run(statement).list();
            return rows.isEmpty() ? -1 : rows.getFirst().get(0).asLong();
        }
    }
}
