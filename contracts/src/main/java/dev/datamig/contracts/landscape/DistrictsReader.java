package dev.datamig.contracts.landscape;

import dev.datamig.contracts.landscape.DistrictQuery.Measure;
import dev.datamig.contracts.schema.StoreKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code districts}. */
final class DistrictsReader {

    private static final List<String> KEYS = List.of("store", "query", "measures", "priority", "weights");
    private static final List<String> BUILT_IN =
            List.of(DistrictQuery.RECORDS, DistrictQuery.BYTES, DistrictQuery.PRIORITY);

    private final Map<String, StoreKind> kinds;
    private final Mistakes mistakes;

    DistrictsReader(Map<String, StoreKind> kinds, Mistakes mistakes) {
        this.kinds = kinds;
        this.mistakes = mistakes;
    }

    DistrictQuery read(YamlMap file) {
        Optional<Node> node =
                file.require("districts", "Write districts: { store: …, query: \"select id, name from …\" }");
        if (node.isEmpty()) {
            return new DistrictQuery("", "");
        }
        YamlMap districts = YamlMap.of(node.get(), "districts", KEYS, mistakes);
        String store = store(districts, "districts", "Name the store where the list of districts lives");
        String query = districts.requireText("query", "Write a query that gives id and name of every district");
        Map<String, Measure> measures = measures(districts);
        Optional<YamlMap> priority =
                districts.value("priority").map(given -> YamlMap.ofNames(given, "priority", mistakes));
        boolean asked = priority.filter(map -> map.names().contains("query")).isPresent();
        return new DistrictQuery(
                store,
                query,
                measures,
                asked ? measure(priority.get().node(), "priority") : null,
                asked ? Map.of() : priority.map(this::numbers).orElse(Map.of()),
                weights(districts, measures));
    }

    private String store(YamlMap map, String what, String hint) {
        String store = map.requireText("store", hint);
        if (!store.isBlank() && !kinds.containsKey(store)) {
            Node at = map.value("store").orElse(map.node());
            mistakes.addUnknown(at, what + " names the unknown store " + store, store, kinds.keySet());
        }
        return store;
    }

    private Map<String, Measure> measures(YamlMap districts) {
        Map<String, Measure> measures = new LinkedHashMap<>();
        Optional<Node> node = districts.value("measures");
        if (node.isPresent()) {
            YamlMap map = YamlMap.ofNames(node.get(), "measures", mistakes);
            for (String name : map.names()) {
                if (BUILT_IN.contains(name)) {
                    mistakes.add(
                            map.value(name).orElse(node.get()),
                            "a measure is called " + name + ", which is measured anyway",
                            "Give it another name");
                }
                map.require(name, "Write store and query of the measure")
                        .ifPresent(entry -> measures.put(name, measure(entry, "measure " + name)));
            }
        }
        return measures;
    }

    private Measure measure(Node node, String what) {
        YamlMap map = YamlMap.of(node, what, List.of("store", "query"), mistakes);
        return new Measure(
                store(map, what, "Name the store that knows it"),
                map.requireText("query", "Write a query that gives one number or time for :district"));
    }

    private Map<String, Double> weights(YamlMap districts, Map<String, Measure> measures) {
        Optional<Node> node = districts.value("weights");
        if (node.isEmpty()) {
            return Map.of();
        }
        List<String> known = new ArrayList<>(measures.keySet());
        known.addAll(BUILT_IN);
        return numbers(YamlMap.of(node.get(), "weights", known, mistakes));
    }

    private Map<String, Double> numbers(YamlMap map) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String name : map.names()) {
            map.number(name).ifPresent(number -> numbers.put(name, number));
        }
        return numbers;
    }
}
