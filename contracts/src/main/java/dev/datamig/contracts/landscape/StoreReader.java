package dev.datamig.contracts.landscape;

import dev.datamig.contracts.landscape.Store.Root;
import dev.datamig.contracts.landscape.Store.Traverse;
import dev.datamig.contracts.schema.StoreKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one entry of {@code stores}. */
final class StoreReader {

    private static final List<String> KINDS =
            Arrays.stream(StoreKind.values()).map(StoreKind::text).toList();
    private static final List<String> POSTGRES_KEYS = List.of(
            "kind",
            "source",
            "target",
            "schemas",
            "roots",
            "references",
            "traverse",
            "adopt",
            "subtypes",
            "exclude",
            "orphans",
            "load");
    private static final List<String> NEO4J_KEYS =
            List.of("kind", "source", "target", "keys", "roots", "children", "needs", "load");
    private static final Pattern SQL_DISTRICT = Pattern.compile("(?<!:):district\\b");
    private static final Pattern CYPHER_DISTRICT = Pattern.compile("\\$district\\b");

    private final String name;
    private final String what;
    private final Mistakes mistakes;
    private final ReferenceReader references;
    private final Map<String, StoreKind> kinds;

    StoreReader(String name, Map<String, StoreKind> kinds, Mistakes mistakes) {
        this.name = name;
        this.what = "store " + name;
        this.mistakes = mistakes;
        this.references = new ReferenceReader(kinds, mistakes);
        this.kinds = kinds;
    }

    /** The kind alone, which references to the store need first; reported as a mistake by {@link #read}. */
    static Optional<StoreKind> kindOf(Node node) {
        return YamlMap.ofNames(node, "a store", new Mistakes())
                .text("kind")
                .filter(text -> KINDS.contains(text.toLowerCase(Locale.ROOT)))
                .map(StoreKind::of);
    }

    Optional<Store> read(Node node) {
        Optional<StoreKind> kind = kindOf(node);
        if (kind.isEmpty()) {
            YamlMap map = YamlMap.ofNames(node, what, mistakes);
            map.require("kind", "Write kind: " + String.join(" or kind: ", KINDS))
                    .ifPresent(given -> mistakes.addUnknown(
                            given,
                            "the kind of " + what + " is not known",
                            map.text("kind").orElse(""),
                            KINDS));
            return Optional.empty();
        }
        return Optional.of(
                switch (kind.get()) {
                    case POSTGRESQL -> postgres(YamlMap.of(node, what, POSTGRES_KEYS, mistakes));
                    case NEO4J -> neo4j(YamlMap.of(node, what, NEO4J_KEYS, mistakes));
                });
    }

    private Store postgres(YamlMap map) {
        var endpoints = new EndpointReader(StoreKind.POSTGRESQL, what, mistakes);
        return new Store.Postgres(
                name,
                endpoints.read(map, "source"),
                endpoints.read(map, "target"),
                map.texts("schemas"),
                map.items("roots").stream().map(this::root).toList(),
                map.items("references").stream()
                        .flatMap(item -> references.within(name, item).stream())
                        .toList(),
                map.items("traverse").stream()
                        .flatMap(item -> traverse(item).stream())
                        .toList(),
                tables(map, "adopt"),
                map.flag("subtypes", true),
                tables(map, "exclude"),
                map.items("orphans").stream()
                        .flatMap(item -> references.orphans(name, item).stream())
                        .toList(),
                load(map, StoreKind.POSTGRESQL));
    }

    private LoadRules load(YamlMap map, StoreKind kind) {
        return map.value("load")
                .map(new LoadRulesReader(name, kind, kinds, mistakes)::read)
                .orElse(LoadRules.NONE);
    }

    private Store neo4j(YamlMap map) {
        var endpoints = new EndpointReader(StoreKind.NEO4J, what, mistakes);
        return new Store.Neo4j(
                name,
                endpoints.read(map, "source"),
                endpoints.read(map, "target"),
                map.value("keys").map(this::keys).orElse(Map.of()),
                map.items("roots").stream().map(this::pattern).toList(),
                map.texts("children"),
                map.texts("needs"),
                load(map, StoreKind.NEO4J));
    }

    private Root root(Node node) {
        YamlMap map = YamlMap.of(node, "a root of " + what, List.of("table", "where"), mistakes);
        String table = map.requireText("table", "Name the table, such as table: public.district");
        map.value("table").ifPresent(given -> requireTable(given, table));
        String where = map.requireText("where", "Say which rows are the district's, such as where: \"id = :district\"");
        requireDistrict(map, "where", where, SQL_DISTRICT, ":district");
        return new Root(table, where);
    }

    private String pattern(Node node) {
        YamlMap map = YamlMap.of(node, "a root of " + what, List.of("match"), mistakes);
        String match = map.requireText(
                "match",
                "Write a pattern that binds one node, such as match: \"(d:District {districtId: $district})\"");
        requireDistrict(map, "match", match, CYPHER_DISTRICT, "$district");
        return match;
    }

    /** A root that does not ask for the district would take every district along. */
    private void requireDistrict(YamlMap map, String key, String text, Pattern parameter, String example) {
        if (!text.isBlank() && !parameter.matcher(text).find()) {
            mistakes.add(
                    map.value(key).orElse(map.node()),
                    "the root of " + what + " does not mention the district",
                    "Compare with the bound parameter " + example + ", else every district would be taken");
        }
    }

    private Optional<Traverse> traverse(Node node) {
        YamlMap map = YamlMap.of(node, "a traverse of " + what, List.of("from", "to", "children"), mistakes);
        map.require("children", "Write children: false to go by this reference only from child to parent");
        return references
                .ends(map, Optional.of(name))
                .map(ends -> new Traverse(ends.from(), ends.to(), map.flag("children", true)));
    }

    private List<String> tables(YamlMap map, String key) {
        List<Node> items = map.items(key);
        List<String> tables = map.texts(key, items);
        items.forEach(item -> {
            if (item instanceof ScalarNode scalar) {
                requireTable(item, scalar.getValue());
            }
        });
        return tables;
    }

    private void requireTable(Node where, String table) {
        if (!table.isBlank() && !ReferenceText.isTable(table)) {
            mistakes.add(
                    where,
                    "a table of " + what + " is not written as SQL writes it",
                    "Write schema.table, with \"…\" around names that need quotes");
        }
    }

    private Map<String, List<String>> keys(Node node) {
        YamlMap map = YamlMap.ofNames(node, "keys of " + what, mistakes);
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String label : map.names()) {
            List<String> properties = properties(map, label);
            if (properties.isEmpty()) {
                mistakes.add(
                        map.value(label).orElse(node),
                        "the label " + label + " of " + what + " has no key",
                        "Name its properties: " + label + ": idProperty");
            }
            keys.put(label, properties);
        }
        return Map.copyOf(keys);
    }

    private static List<String> properties(YamlMap map, String label) {
        Optional<Node> value = map.value(label);
        if (value.isPresent() && value.get() instanceof SequenceNode) {
            return map.texts(label);
        }
        List<String> properties = new ArrayList<>();
        for (String property : map.text(label).orElse("").split(",", -1)) {
            if (!property.isBlank()) {
                properties.add(property.strip());
            }
        }
        return List.copyOf(properties);
    }
}
