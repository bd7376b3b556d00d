package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

class Neo4jServersTest {

    @TempDir
    Path folder;

    @Test
    void keepTheirDataAndPasswordOverARestart() {
        try (Neo4jServers servers = start()) {
            query(servers, "CREATE (:Kept {n: 42})");
        }
        try (Neo4jServers servers = start()) {
            assertThat(query(servers, "MATCH (k:Kept) RETURN k.n")).isEqualTo("42");
        }
    }

    @Test
    void aServerForgetsEverythingWhenWiped() {
        try (Neo4jServers servers = start()) {
            query(servers, "CREATE CONSTRAINT made FOR (p:Person) REQUIRE p.id IS UNIQUE");
            query(servers, "UNWIND range(1, 100) AS i CREATE (:Person {id: i})-[:KNOWS]->(:Thing)");

            servers.servers().getFirst().wipe();

            assertThat(query(servers, "MATCH (n) RETURN count(n)")).isEqualTo("0");
            assertThat(query(servers, "SHOW CONSTRAINTS YIELD name RETURN count(*)"))
                    .isEqualTo("0");
        }
    }

    private Neo4jServers start() {
        return Neo4jServers.start(new Neo4jServers.Plan(
                List.of(new Neo4jServers.Instance(folder.resolve("one"), FreePorts.any(), "a long password")),
                folder,
                folder,
                "512m",
                List.of("-XX:TieredStopAtLevel=1")));
    }

    private static String query(Neo4jServers servers, String cypher) {
        try (Driver driver = servers.servers().getFirst().driver()) {
            return driver.executableQuery(cypher).execute().records().stream()
                    .map(row -> row.get(0).toString())
                    .findFirst()
                    .orElse("");
        }
    }
}
