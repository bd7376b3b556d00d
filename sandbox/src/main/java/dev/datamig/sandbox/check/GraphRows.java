package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.BoltEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;

/** A look into one graph: every node and relationship as a line of text that says all about it. The ledger's are left out. */
final class GraphRows implements AutoCloseable {

    private final Driver driver;
    private final Session session;

    GraphRows(BoltEndpoint server) {
        this.driver = GraphDatabase.driver(server.url(), AuthTokens.basic(server.username(), server.password()));
        this.session = driver.session();
    }

    Stream<Record> query(String cypher, Map<String, Object> parameters) {
        return session.run(cypher, parameters).stream();
    }

    /** @param line gets the labels (or the type) and a text that is equal for equal contents */
    void each(BiConsumer<String, String> line) {
        Map<String, String> nodes = new HashMap<>();
        query("MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties", Map.of())
                .forEach(row -> {
                    List<String> labels = row.get("labels").asList(Value::asString).stream()
                            .sorted()
                            .toList();
                    if (labels.stream().noneMatch(label -> label.startsWith("DatamigLedger"))) {
                        String text = labels + properties(row.get("properties"));
                        nodes.put(row.get("id").asString(), key(labels, row.get("properties")));
                        line.accept(String.join("&", labels), text);
                    }
                });
        query(
                        "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, properties(r) AS properties",
                        Map.of())
                .forEach(row -> {
                    String from = nodes.get(row.get("a").asString());
                    String to = nodes.get(row.get("b").asString());
                    if (from != null && to != null) {
                        String type = row.get("type").asString();
                        line.accept(type, from + "-" + type + properties(row.get("properties")) + "->" + to);
                    }
                });
    }

    /** Constraints and indexes of the data. */
    List<String> constraints() {
        return query("SHOW CONSTRAINTS YIELD name, type RETURN name + ' ' + type AS line", Map.of())
                .map(row -> row.get("line").asString())
                .filter(line -> !line.toLowerCase(java.util.Locale.ROOT).contains("datamig"))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        session.close();
        driver.close();
    }

    /** A node's own key, or all of it where it has none: relationships are told apart by it. */
    private static String key(List<String> labels, Value properties) {
        Map<String, String> ids = new TreeMap<>();
        for (String property : properties.keys()) {
            if (property.endsWith("Id") || property.equals("code")) {
                ids.put(property, properties.get(property).toString());
            }
        }
        return labels + (ids.isEmpty() ? properties(properties) : ids.toString());
    }

    private static String properties(Value properties) {
        Map<String, String> sorted = new TreeMap<>();
        for (String name : properties.keys()) {
            Value value = properties.get(name);
            sorted.put(name, value.type().name() + " " + value);
        }
        return sorted.toString();
    }
}
