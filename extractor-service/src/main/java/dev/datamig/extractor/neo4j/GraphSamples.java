package dev.datamig.extractor.neo4j;

import dev.datamig.extractor.analysis.suggest.Values;
import dev.datamig.extractor.steps.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Value;

/** Looks at a bounded number of nodes and looks values up by a property. Values go no further than this process. */
public final class GraphSamples {

    private static final int NODES = 2000;

    private final GraphSource source;

    public GraphSamples(GraphSource source) {
        this.source = source;
    }

    /** Some nodes of a label; null where a property is absent. */
    public List<String[]> rows(String label, List<String> properties) {
        String list = properties.stream()
                .map(property -> "toStringOrNull(n." + Step.quote(property) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        List<String[]> rows = new ArrayList<>();
        source.read(
                "sampling " + label,
                "MATCH (n:" + Step.quote(label) + ") WITH n LIMIT " + NODES + " RETURN " + list + " AS row",
                Map.of(),
                row -> rows.add(row.get("row")
                        .asList(value -> value.isNull() ? null : value.asString())
                        .toArray(String[]::new)));
        return rows;
    }

    /** How many of each set's values nodes of the label have. */
    public List<Values.Found> found(String label, String property, List<Set<List<String>>> sets) {
        Set<Object> wanted = new HashSet<>();
        for (Set<List<String>> set : sets) {
            for (List<String> tuple : set) {
                wanted.add(tuple.get(0));
                if (tuple.get(0).matches("-?\\d{1,18}")) {
                    wanted.add(Long.parseLong(tuple.get(0)));
                }
            }
        }
        Set<String> there = new HashSet<>();
        String name = "n." + Step.quote(property);
        source.read(
                "looking values up in " + label,
                "MATCH (n:" + Step.quote(label) + ") WHERE " + name + " IN $values RETURN DISTINCT toString(" + name
                        + ") AS value",
                Map.of("values", List.copyOf(wanted)),
                row -> there.add(text(row.get("value"))));
        return sets.stream()
                .map(set -> new Values.Found(
                        (int) set.stream()
                                .filter(tuple -> there.contains(tuple.get(0)))
                                .count(),
                        numbers(set) ? 0.9 : uuids(set) ? 0 : 0.1))
                .toList();
    }

    private static String text(Value value) {
        return value.asString();
    }

    private static boolean numbers(Set<List<String>> set) {
        return set.stream().allMatch(tuple -> tuple.get(0).matches("-?\\d{1,18}"));
    }

    private static boolean uuids(Set<List<String>> set) {
        return set.stream().allMatch(tuple -> tuple.get(0).matches("[0-9a-fA-F-]{36}"));
    }
}
