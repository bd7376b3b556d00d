package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.BoltEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;

/**
 * The floor of the graph: what the run has put into CERT, read and written again with {@code UNWIND} in batches, into an empty
 * server with CERT's constraints and indexes. Relationships find their nodes by internal id, which no real load can.
 */
public final class GraphFloor {

    private static final int BATCH = 10_000;

    private final BoltEndpoint source;
    private final Set<String> before;

    private GraphFloor(BoltEndpoint source, Set<String> before) {
        this.source = source;
        this.before = before;
    }

    /** Notes what CERT holds before the run. */
    public static GraphFloor prepare(BoltEndpoint cert) {
        try (Driver driver = driver(cert);
                Session session = driver.session()) {
            Set<String> ids = new HashSet<>(session.run("MATCH (n) RETURN elementId(n) AS id")
                    .list(row -> row.get("id").asString()));
            return new GraphFloor(cert, ids);
        }
    }

    /** Copies and times; rows are nodes and relationships. */
    public StoreFloor measure(String store, BoltEndpoint scratch) {
        try (Driver from = driver(source);
                Driver to = driver(scratch);
                Session reading = from.session();
                Session writing = to.session()) {
            schema(reading, writing);
            long begin = System.nanoTime();
            Map<String, String> ids = nodes(reading, writing);
            long relationships = relationships(reading, writing, ids);
            return new StoreFloor(store, ids.size() + relationships, (System.nanoTime() - begin) / 1e9);
        }
    }

    private static void schema(Session reading, Session writing) {
        List<String> statements = new ArrayList<>();
        statements.addAll(reading.run("SHOW CONSTRAINTS YIELD createStatement")
                .list(row -> row.get("createStatement").asString()));
        statements.addAll(reading.run(
                        "SHOW INDEXES YIELD createStatement, owningConstraint, type WHERE owningConstraint IS NULL AND type <> 'LOOKUP' RETURN createStatement")
                .list(row -> row.get("createStatement").asString()));
        statements.forEach(statement -> writing.run(statement).consume());
    }

    /** @return CERT's internal ids, each with its copy's */
    private Map<String, String> nodes(Session reading, Session writing) {
        Map<Set<String>, List<Record>> byLabels =
                reading
                        .run("MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties")
                        .stream()
                        .filter(row -> !before.contains(row.get("id").asString()))
                        .filter(row -> row.get("labels").asList(Value::asString).stream()
                                .noneMatch(label -> label.startsWith("Datamig")))
                        .collect(Collectors.groupingBy(
                                row -> new TreeSet<>(row.get("labels").asList(Value::asString))));
        Map<String, String> ids = new HashMap<>();
        byLabels.forEach((labels, rows) -> {
            String create = "UNWIND $rows AS row CREATE (n" + labels(labels)
                    + ") SET n = row.properties RETURN row.id AS old, elementId(n) AS new";
            batches(rows)
                    .forEach(batch -> writing.run(create, Map.of("rows", maps(batch)))
                            .forEachRemaining(row -> ids.put(
                                    row.get("old").asString(), row.get("new").asString())));
        });
        return ids;
    }

    private long relationships(Session reading, Session writing, Map<String, String> ids) {
        Map<String, List<Map<String, Object>>> byType = new HashMap<>();
        reading.run("MATCH (a)-[r]->(b) RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type,"
                        + " properties(r) AS properties")
                .forEachRemaining(row -> {
                    String a = ids.get(row.get("a").asString());
                    String b = ids.get(row.get("b").asString());
                    if (a != null && b != null) {
                        byType.computeIfAbsent(row.get("type").asString(), type -> new ArrayList<>())
                                .add(Map.of(
                                        "a",
                                        a,
                                        "b",
                                        b,
                                        "properties",
                                        row.get("properties").asMap()));
                    }
                });
        byType.forEach((type, rows) -> {
            String create =
                    "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.a MATCH (b) WHERE elementId(b) = row.b"
                            + " CREATE (a)-[r:`" + type.replace("`", "``") + "`]->(b) SET r = row.properties";
            batches(rows)
                    .forEach(batch -> writing.run(create, Map.of("rows", batch)).consume());
        });
        return byType.values().stream().mapToLong(List::size).sum();
    }

    private static String labels(Set<String> labels) {
        return labels.stream()
                .map(label -> ":`" + label.replace("`", "``") + "`")
                .collect(Collectors.joining());
    }

    private static List<Map<String, Object>> maps(List<Record> rows) {
        return rows.stream()
                .map(row -> Map.<String, Object>of(
                        "id",
                        row.get("id").asString(),
                        "properties",
                        row.get("properties").asMap()))
                .toList();
    }

    private static <T> List<List<T>> batches(List<T> rows) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            batches.add(rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
        return batches;
    }

    private static Driver driver(BoltEndpoint server) {
        return GraphDatabase.driver(server.url(), AuthTokens.basic(server.username(), server.password()));
    }
}
