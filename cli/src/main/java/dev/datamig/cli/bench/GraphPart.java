package dev.datamig.cli.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;

/** Nodes with the same labels or relationships of one type, and the statement that writes them. */
record GraphPart(String statement, List<Map<String, Object>> rows) {

    static List<GraphPart> nodes(List<Record> found) {
        return parts(
                found,
                GraphPart::labels,
                labels -> "UNWIND $rows AS row CREATE (n" + labels
                        + ") SET n = row.properties RETURN row.id AS old, elementId(n) AS new");
    }

    static List<GraphPart> relationships(List<Record> found) {
        return parts(
                found,
                row -> ":" + quoted(row.get("type").asString()),
                type -> "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.a MATCH (b) WHERE elementId(b) = row.b"
                        + " CREATE (a)-[r" + type + "]->(b) SET r = row.properties");
    }

    private static List<GraphPart> parts(
            List<Record> found, Function<Record, String> kind, UnaryOperator<String> statement) {
        return found.stream()
                .collect(Collectors.groupingBy(
                        kind, TreeMap::new, Collectors.mapping(row -> row.asMap(), Collectors.toList())))
                .entrySet()
                .stream()
                .map(part -> new GraphPart(statement.apply(part.getKey()), part.getValue()))
                .toList();
    }

    /**
     * @param copies internal ids, each with its copy's; nodes add theirs, relationships look their ends up
     * @return how many there are now
     */
    long write(Session session, Map<String, String> copies) {
        boolean ends = !rows.isEmpty() && rows.getFirst().containsKey("a");
        List<Map<String, Object>> written =
                ends ? rows.stream().map(row -> moved(row, copies)).toList() : rows;
        Result result = session.run(statement, Map.of("rows", written));
        result.forEachRemaining(
                row -> copies.put(row.get("old").asString(), row.get("new").asString()));
        var made = result.consume().counters();
        return made.nodesCreated() + made.relationshipsCreated();
    }

    private static Map<String, Object> moved(Map<String, Object> row, Map<String, String> copies) {
        return Map.of(
                "a",
                copies.getOrDefault(String.valueOf(row.get("a")), ""),
                "b",
                copies.getOrDefault(String.valueOf(row.get("b")), ""),
                "properties",
                row.getOrDefault("properties", Map.of()));
    }

    static long rows(Collection<GraphPart> parts) {
        return parts.stream().mapToLong(part -> part.rows.size()).sum();
    }

    private static String labels(Record row) {
        return row.get("labels").asList(Value::asString).stream()
                .sorted()
                .map(label -> ":" + quoted(label))
                .collect(Collectors.joining());
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
