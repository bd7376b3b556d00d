package dev.datamig.extractor.speed;

import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.sandbox.servers.Neo4jServer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** As many nodes and relationships as an extraction has read, by one plain query each over one connection. */
record GraphFloor(long nodes, long relationships) {

    private static final String STORE = "sp";

    static GraphFloor of(List<TableTotal> totals) {
        return new GraphFloor(
                count(totals, table -> !table.startsWith("(")), count(totals, table -> table.startsWith("(")));
    }

    private static long count(List<TableTotal> totals, Predicate<String> table) {
        return totals.stream()
                .filter(total -> total.table().store().equals(STORE)
                        && table.test(total.table().name()))
                .mapToLong(total -> total.owned() + total.reference())
                .sum();
    }

    void read(Neo4jServer server) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            session.run("MATCH (n) RETURN n LIMIT $most", Map.of("most", nodes))
                    .forEachRemaining(row -> row.get(0).asNode().asMap());
            session.run("MATCH ()-[r]->() RETURN r LIMIT $most", Map.of("most", relationships))
                    .forEachRemaining(row -> row.get(0).asRelationship().asMap());
        }
    }
}
