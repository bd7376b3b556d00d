package dev.datamig.contracts.landscape;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.StoreKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code load} of a store. */
final class LoadRulesReader {

    private static final List<String> STRATEGIES =
            Arrays.stream(LoadStrategy.values()).map(LoadStrategy::text).toList();
    private static final List<String> CHOICES =
            Arrays.stream(MergeChoice.values()).map(MergeChoice::text).toList();
    private static final Pattern SETTING = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");
    private static final Pattern STEP = Pattern.compile("\"[^\"]+\"|\\[\\]|[^.\\[\\]\"]+");
    private static final Pattern PATH =
            Pattern.compile("(?:\"[^\"]+\"|[^.\\[\\]\"]+|\\[\\])(?:\\[\\]|\\.(?:\"[^\"]+\"|[^.\\[\\]\"]+))*");

    private final String store;
    private final StoreKind kind;
    private final Map<String, StoreKind> kinds;
    private final Mistakes mistakes;

    LoadRulesReader(String store, StoreKind kind, Map<String, StoreKind> kinds, Mistakes mistakes) {
        this.store = store;
        this.kind = kind;
        this.kinds = kinds;
        this.mistakes = mistakes;
    }

    LoadRules read(Node node) {
        List<String> known = kind == StoreKind.POSTGRESQL ? List.of("settings", "tables", "json") : List.of("tables");
        YamlMap map = YamlMap.of(node, "load of store " + store, known, mistakes);
        return new LoadRules(
                map.value("settings").map(this::settings).orElse(Map.of()),
                map.value("tables").map(this::tables).orElse(Map.of()),
                map.items("json").stream().flatMap(item -> json(item).stream()).toList());
    }

    private Map<String, String> settings(Node node) {
        YamlMap map = YamlMap.ofNames(node, "settings of store " + store, mistakes);
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : map.names()) {
            if (!SETTING.matcher(name).matches()) {
                mistakes.add(
                        map.value(name).orElse(node),
                        "the setting " + name + " of store " + store + " is not a custom one",
                        "Write a name with a dot, such as app.loading: only those can be set without privileges");
            }
            settings.put(name, map.text(name).orElse(""));
        }
        return Map.copyOf(settings);
    }

    private Map<String, TableRule> tables(Node node) {
        YamlMap map = YamlMap.ofNames(node, "tables of load of store " + store, mistakes);
        Map<String, TableRule> tables = new LinkedHashMap<>();
        for (String name : map.names()) {
            map.value(name).ifPresent(rule -> tables.put(name, table(name, rule)));
        }
        return Map.copyOf(tables);
    }

    private TableRule table(String name, Node node) {
        String what = "the rule for " + name + " of store " + store;
        YamlMap map = YamlMap.of(node, what, List.of("strategy", "default", "columns", "newest", "ignore"), mistakes);
        Optional<LoadStrategy> strategy =
                one(map, "strategy", STRATEGIES).map(LoadStrategy::of).filter(given -> possible(map, given));
        boolean merges = strategy.filter(LoadStrategy.MERGE::equals).isPresent();
        for (String key : List.of("default", "columns", "newest")) {
            map.value(key)
                    .filter(given -> !merges)
                    .ifPresent(given -> mistakes.add(
                            given, key + " of " + what + " needs strategy: merge", "Write strategy: merge beside it"));
        }
        Map<String, MergeChoice> columns = new LinkedHashMap<>();
        map.value("columns").ifPresent(given -> {
            YamlMap chosen = YamlMap.ofNames(given, "columns of " + what, mistakes);
            chosen.names()
                    .forEach(column -> one(chosen, column, CHOICES)
                            .ifPresent(choice -> columns.put(column, MergeChoice.of(choice))));
        });
        var merge = new MergeRule(
                one(map, "default", CHOICES).map(MergeChoice::of).orElse(MergeChoice.FILL),
                Map.copyOf(columns),
                map.text("newest").orElse(null));
        boolean asks = merge.otherwise() == MergeChoice.NEWEST || columns.containsValue(MergeChoice.NEWEST);
        if (asks && merge.newest() == null) {
            mistakes.add(
                    node,
                    what + " takes the newest value but does not say by which column",
                    "Write newest: with the column that tells when a row was changed, such as newest: updated_at");
        }
        return new TableRule(strategy.orElse(null), merge, Set.copyOf(map.texts("ignore")));
    }

    /** A refresh is of a district and not of a table, and a graph has no sequences. */
    private boolean possible(YamlMap map, LoadStrategy strategy) {
        if (strategy == LoadStrategy.REPLACE) {
            mistakes.add(
                    map.value("strategy").orElse(map.node()),
                    "replace cannot be ordered for one table",
                    "Order the run with loadStrategy replace: a district is refreshed as a whole");
            return false;
        }
        return true;
    }

    private Optional<String> one(YamlMap map, String key, List<String> allowed) {
        Optional<String> text = map.text(key).map(given -> given.toLowerCase(Locale.ROOT));
        text.filter(given -> !allowed.contains(given))
                .ifPresent(given -> mistakes.addUnknown(
                        map.value(key).orElse(map.node()), key + " is not " + given, given, allowed));
        return text.filter(allowed::contains);
    }

    private Optional<JsonReference> json(Node node) {
        YamlMap map = YamlMap.of(node, "a JSON reference of store " + store, List.of("from", "path", "to"), mistakes);
        Optional<ReferenceEnd> from = end(map, "from", "public.event(payload)");
        Optional<ReferenceEnd> to = end(map, "to", "public.student(id)");
        String path = map.requireText("path", "Write where the key stands, such as path: student.id or members[].id");
        from.filter(given -> !given.store().equals(store))
                .ifPresent(given -> mistakes.add(
                        node, "a JSON reference of store " + store + " starts in another store", "Write it there"));
        if (!path.isBlank() && !PATH.matcher(path).matches()) {
            mistakes.add(
                    map.value("path").orElse(node),
                    "the path of a JSON reference cannot be read",
                    "Write names of members with dots between them and [] behind arrays: members[].id");
            return Optional.empty();
        }
        return from.isEmpty() || to.isEmpty() || path.isBlank()
                ? Optional.empty()
                : Optional.of(new JsonReference(from.get(), steps(path), to.get()));
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        STEP.matcher(path).results().forEach(step -> {
            String text = step.group();
            steps.add(text.startsWith("\"") ? text.substring(1, text.length() - 1) : text);
        });
        return List.copyOf(steps);
    }

    private Optional<ReferenceEnd> end(YamlMap map, String key, String example) {
        String text = map.requireText(key, "Write " + key + ": \"" + example + "\"");
        Node at = map.value(key).orElse(map.node());
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<ReferenceText> parsed =
                ReferenceText.parse(text).filter(end -> end.columns().size() == 1);
        if (parsed.isEmpty()) {
            mistakes.add(at, key + " is not of the form table(column)", "Write it like " + example);
            return Optional.empty();
        }
        String named = parsed.get().store().orElse(store);
        if (!kinds.containsKey(named)) {
            mistakes.addUnknown(at, "a JSON reference names the unknown store " + named, named, kinds.keySet());
            return Optional.empty();
        }
        return Optional.of(parsed.get().in(named, kinds.getOrDefault(named, StoreKind.POSTGRESQL)));
    }
}
