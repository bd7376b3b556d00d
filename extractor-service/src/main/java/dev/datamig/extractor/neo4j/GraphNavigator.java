package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.extractor.closure.KeyTuples;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.steps.RootPattern;
import dev.datamig.extractor.steps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Value;

/** Goes along the landscape's steps and looks up nodes by the values that other stores know them by. */
public final class GraphNavigator {

    private final GraphSource source;
    private final SeenNodes seen = new SeenNodes();

    public GraphNavigator(GraphSource source) {
        this.source = source;
    }

    private String named(String variable) {
        return "UNWIND $ids AS x MATCH (" + variable + ") WHERE " + source.name(variable) + " = x ";
    }

    /** The nodes at the other end of the step; {@code forward} from its start to its end. */
    public RowSet follow(Step step, boolean forward, RowSet nodes) {
        String here = forward ? "a" : "b";
        String there = forward ? "b" : "a";
        String cypher = named(here) + "MATCH " + step.pattern() + " WHERE " + step.condition() + " WITH DISTINCT "
                + there + " AS n RETURN " + SeenNodes.found(source);
        RowSet found = new RowSet();
        source.readNodesAtOnce(
                "following " + step.text(),
                seen.having(forward ? step.start() : step.end(), nodes),
                cypher,
                row -> found.addAll(seen.add(source, row)));
        return found;
    }

    /** The district's root nodes. The id is compared as a string and, where it is one, as a whole number. */
    public RowSet chosen(RootPattern root, String district) {
        RowSet found =
                nodes("looking for root nodes", root.chosen(SeenNodes.found(source)), Map.of("district", district));
        if (district.matches("-?\\d{1,18}")) {
            found.addAll(nodes(
                    "looking for root nodes",
                    root.chosen(SeenNodes.found(source)),
                    Map.of("district", Long.parseLong(district))));
        }
        return found;
    }

    /** All nodes that are roots of some district. */
    public RowSet roots(RootPattern root) {
        return root.all(SeenNodes.found(source))
                .map(cypher -> nodes("looking for all root nodes", cypher, Map.of()))
                .orElseGet(RowSet::new);
    }

    /** The nodes, which were found before, by the sets of labels that they were seen with. */
    Map<Set<String>, RowSet> byLabels(RowSet nodes) {
        return seen.byLabels(nodes);
    }

    GraphSource source() {
        return source;
    }

    /** Every node of the graph. */
    public RowSet all() {
        return nodes(
                "reading all nodes",
                "MATCH (n) RETURN labels(n) AS labels, [" + source.name("n") + "] AS ids",
                Map.of());
    }

    private RowSet nodes(String what, String cypher, Map<String, Object> parameters) {
        RowSet found = new RowSet();
        source.read(what, cypher, parameters, row -> found.addAll(seen.add(source, row)));
        return found;
    }

    /** What stands in the properties of an end, for nodes that have the label and all properties. */
    public KeyTuples values(GraphEnd end, RowSet nodes) {
        String present = end.properties().stream()
                .map(property -> "n." + Step.quote(property) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String cypher = named("n") + "WITH n WHERE " + present + " RETURN DISTINCT " + texts(end) + " AS key";
        List<String[]> tuples = new ArrayList<>();
        source.readNodesAtOnce(
                "reading keys of " + end.label(),
                seen.having(List.of(end.label()), nodes),
                cypher,
                row -> tuples.add(row.get("key").asList(Value::asString).toArray(String[]::new)));
        return new KeyTuples(tuples);
    }

    /** The nodes of an end that have one of these values. */
    public RowSet matching(GraphEnd end, KeyTuples keys) {
        if (keys.isEmpty()) {
            return new RowSet();
        }
        Set<List<String>> wanted = new HashSet<>();
        keys.tuples().forEach(tuple -> wanted.add(List.of(tuple)));
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < end.properties().size(); i++) {
            parameters.put("v" + i, variants(keys, i));
            conditions.add("n." + Step.quote(end.properties().get(i)) + " IN $v" + i);
        }
        String cypher = "MATCH (n:" + Step.quote(end.label()) + ") WHERE " + String.join(" AND ", conditions)
                + " RETURN labels(n) AS labels, collect([" + source.name("n") + "] + " + texts(end)
                + ") AS found";
        RowSet all = new RowSet();
        source.read("looking for keys of " + end.label(), cypher, parameters, row -> {
            RowSet found = new RowSet();
            for (Value each : row.get("found").values()) {
                if (wanted.contains(key(each))) {
                    found.add(source.node(each.get(0)));
                }
            }
            seen.add(row, found);
            all.addAll(found);
        });
        return all;
    }

    /** What stands behind the name. */
    private static List<String> key(Value found) {
        List<String> key = new ArrayList<>(found.size());
        for (int i = 1; i < found.size(); i++) {
            key.add(found.get(i).asString());
        }
        return key;
    }

    private static String texts(GraphEnd end) {
        return end.properties().stream()
                .map(property -> "toString(n." + Step.quote(property) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The values as strings and, where they are, as whole numbers: a graph may keep an id as either. */
    private static List<Object> variants(KeyTuples keys, int column) {
        Set<Object> variants = new HashSet<>();
        for (String[] tuple : keys.tuples()) {
            variants.add(tuple[column]);
            if (tuple[column].matches("-?\\d{1,18}")) {
                variants.add(Long.parseLong(tuple[column]));
            }
        }
        return new ArrayList<>(variants);
    }

    /** The properties that identify a label's nodes: by the landscape, else by what the database enforces. */
    public Map<String, List<String>> keys(Map<String, List<String>> landscape) {
        Map<String, List<String>> keys = new HashMap<>();
        source.read(
                "reading constraints",
                "SHOW CONSTRAINTS YIELD type, entityType, labelsOrTypes, properties, name"
                        + " WHERE entityType = 'NODE' AND type IN ['NODE_KEY', 'UNIQUENESS', 'NODE_PROPERTY_UNIQUENESS']"
                        + " RETURN labelsOrTypes[0] AS label, properties ORDER BY name",
                Map.of(),
                row -> keys.putIfAbsent(
                        row.get("label").asString(), row.get("properties").asList(value -> value.asString())));
        keys.putAll(landscape);
        return keys;
    }

    /** A node as people name it. */
    public record NamedNode(String labels, List<String> key) {}

    /** The nodes with these labels whose business key, by the landscape, has these values. */
    public RowSet find(Map<String, List<String>> keys, List<String> labels, List<String> key) {
        RowSet found = new RowSet();
        labels.stream()
                .filter(label -> keys.getOrDefault(label, List.of()).size() == key.size())
                .map(label -> new GraphEnd(label, keys.getOrDefault(label, List.of())))
                .forEach(end ->
                        found.addAll(matching(end, new KeyTuples(List.<String[]>of(key.toArray(String[]::new))))));
        return found;
    }

    /** Labels and business key of a node; its number where the landscape gives it no key. */
    public NamedNode describe(Map<String, List<String>> keys, long node) {
        List<String> labels = new ArrayList<>();
        source.readNodes(
                "reading a node's labels",
                RowSet.of(node),
                named("n") + "RETURN labels(n) AS labels",
                row -> labels.addAll(row.get("labels").asList(value -> value.asString())));
        List<String> key = labels.stream()
                .filter(keys::containsKey)
                .flatMap(label ->
                        values(new GraphEnd(label, keys.getOrDefault(label, List.of())), RowSet.of(node))
                                .tuples()
                                .stream())
                .findFirst()
                .map(List::of)
                .orElseGet(() -> List.of(String.valueOf(node)));
        return new NamedNode(LabelNames.join(labels), key);
    }
}
