package dev.datamig.cli.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The floor of a graph: nodes and the relationships between them, read and written with {@code UNWIND} in batches. Both find nodes by
 * internal id, which no real load can.
 */
final class GraphCopy implements StoreCopy {

    private static final String NODES = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id"
            + " RETURN id, labels(n) AS labels, properties(n) AS properties";
    private static final String RELATIONSHIPS = "UNWIND $ids AS id MATCH (a)-[r]->(b) WHERE elementId(a) = id"
            + " RETURN id AS a, elementId(b) AS b, type(r) AS type, properties(r) AS properties";

    private final String store;
    private final Driver from;
    private final Driver to;
    private final Function<Session, List<List<String>>> find;
    private final List<List<GraphPart>> spooled = new ArrayList<>();
    private List<List<String>> ids = List.of();
    private Set<String> known = Set.of();
    private boolean shaped;

    GraphCopy(String store, Driver from, Driver to, Function<Session, List<List<String>>> find) {
        this.store = store;
        this.from = from;
        this.to = to;
        this.find = find;
    }

    @Override
    public void spool() {
        guarded("read", () -> {
            try (Session reading = from.session()) {
                spooled.clear();
                ids.forEach(batch -> spooled.add(nodes(reading, batch)));
                ids.forEach(batch -> spooled.add(relationships(reading, batch)));
            }
            return writeSpooled();
        });
    }

    @Override
    public void renew() {
        guarded("prepared", () -> {
            try (Session reading = from.session();
                    Session writing = to.session()) {
                ids = find.apply(reading);
                known = new HashSet<>(ids.stream().flatMap(List::stream).toList());
                writing.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                        .consume();
                if (!shaped) {
                    shape(reading, writing);
                    shaped = true;
                }
                return 0L;
            }
        });
    }

    private static void shape(Session reading, Session writing) {
        List<String> statements = new ArrayList<>();
        statements.addAll(reading.run("SHOW CONSTRAINTS YIELD createStatement")
                .list(row -> row.get("createStatement").asString()));
        statements.addAll(reading.run("SHOW INDEXES YIELD createStatement, owningConstraint, type"
                        + " WHERE owningConstraint IS NULL AND type <> 'LOOKUP' RETURN createStatement")
                .list(row -> row.get("createStatement").asString()));
        statements.forEach(statement -> writing.run(statement).consume());
        writing.run("CALL db.awaitIndexes(60)").consume();
    }

    @Override
    public StoreFloor read() {
        return timed("read", () -> {
            try (Session reading = from.session()) {
                long rows = 0;
                for (List<String> batch : ids) {
                    rows += GraphPart.rows(nodes(reading, batch));
                }
                for (List<String> batch : ids) {
                    rows += GraphPart.rows(relationships(reading, batch));
                }
                return rows;
            }
        });
    }

    @Override
    public StoreFloor write() {
        return timed("written", this::writeSpooled);
    }

    private long writeSpooled() {
        try (Session writing = to.session()) {
            Map<String, String> copies = new HashMap<>();
            return spooled.stream()
                    .mapToLong(parts -> written(parts, writing, copies))
                    .sum();
        }
    }

    @Override
    public StoreFloor pipe() {
        return timed("copied", () -> {
            try (Session reading = from.session();
                    Session writing = to.session()) {
                Map<String, String> copies = new HashMap<>();
                long rows = 0;
                for (List<String> batch : ids) {
                    rows += written(nodes(reading, batch), writing, copies);
                }
                for (List<String> batch : ids) {
                    rows += written(relationships(reading, batch), writing, copies);
                }
                return rows;
            }
        });
    }

    private static long written(List<GraphPart> parts, Session writing, Map<String, String> copies) {
        return parts.stream().mapToLong(part -> part.write(writing, copies)).sum();
    }

    private List<GraphPart> nodes(Session session, List<String> batch) {
        return GraphPart.nodes(session.run(NODES, Map.of("ids", batch)).list());
    }

    /** Those between two nodes of the run. */
    private List<GraphPart> relationships(Session session, List<String> batch) {
        return GraphPart.relationships(session.run(RELATIONSHIPS, Map.of("ids", batch)).stream()
                .filter(row -> known.contains(row.get("b").asString()))
                .toList());
    }

    @Override
    public void drop() {
        spooled.clear();
        from.close();
        to.close();
    }

    /** Counts rows: nodes and relationships. */
    private interface Work {
        long rows();
    }

    private StoreFloor timed(String what, Work work) {
        long begin = System.nanoTime();
        long rows = guarded(what, work);
        return new StoreFloor(store, rows, (System.nanoTime() - begin) / 1e9);
    }

    private long guarded(String what, Work work) {
        try {
            return work.rows();
        } catch (Neo4jException e) {
            throw new BenchException("the graph of " + store + " could not be " + what + ": " + e.code());
        }
    }
}
