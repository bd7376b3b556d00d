package dev.datamig.contracts.landscape;

import dev.datamig.contracts.schema.StoreKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads references, those of a store and those across stores. */
final class ReferenceReader {

    private static final List<String> KEYS = List.of("from", "to", "when");
    private static final String EXAMPLE_WITHIN = "public.note(entity_id)";

    /** The two ends of a reference. */
    record Ends(ReferenceEnd from, ReferenceEnd to) {}

    private final Map<String, StoreKind> kinds;
    private final Mistakes mistakes;

    ReferenceReader(Map<String, StoreKind> kinds, Mistakes mistakes) {
        this.kinds = kinds;
        this.mistakes = mistakes;
    }

    /** A reference under {@code references} of a store. */
    Optional<ReferenceRule> within(String store, Node node) {
        YamlMap map = YamlMap.of(node, "a reference of store " + store, KEYS, mistakes);
        return rule(map, Optional.of(store));
    }

    /** A reference under {@code references} of the file, whose ends name their stores. */
    Optional<ReferenceRule> across(Node node) {
        YamlMap map = YamlMap.of(node, "a reference across stores", KEYS, mistakes);
        return rule(map, Optional.empty());
    }

    private Optional<ReferenceRule> rule(YamlMap map, Optional<String> store) {
        return ends(map, store)
                .map(ends -> new ReferenceRule(
                        ends.from(), ends.to(), map.text("when").orElse(null)));
    }

    /** The ends under {@code from} and {@code to}; empty when there is a mistake in them. */
    Optional<Ends> ends(YamlMap map, Optional<String> store) {
        Optional<ReferenceEnd> from = end(map, "from", store);
        Optional<ReferenceEnd> to = end(map, "to", store);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        int child = from.get().columns().size();
        int parent = to.get().columns().size();
        if (child != parent) {
            mistakes.add(
                    map.node(),
                    "a reference goes from " + child + " to " + parent + " columns",
                    "Name as many columns in to as in from, in the same order");
            return Optional.empty();
        }
        return Optional.of(new Ends(from.get(), to.get()));
    }

    /** Columns of a store's table that may refer to nothing, alone or with what becomes of such rows. */
    Optional<OrphanRule> orphans(String store, Node node) {
        String what = "orphans of store " + store;
        return switch (node) {
            case ScalarNode scalar ->
                end(node, what, scalar.getValue(), Optional.of(store), EXAMPLE_WITHIN)
                        .map(columns -> new OrphanRule(columns, false));
            case MappingNode mapping -> {
                YamlMap map = YamlMap.of(mapping, what, List.of("columns", "leaveOut"), mistakes);
                boolean leaveOut = map.flag("leaveOut", false);
                yield end(map, "columns", Optional.of(store)).map(columns -> new OrphanRule(columns, leaveOut));
            }
            default -> {
                mistakes.add(node, what + " holds something else than columns", "Write it like " + EXAMPLE_WITHIN);
                yield Optional.empty();
            }
        };
    }

    private Optional<ReferenceEnd> end(YamlMap map, String key, Optional<String> store) {
        String example = store.isPresent() ? EXAMPLE_WITHIN : "ids:public.student(uid)";
        String text = map.requireText(key, "Write " + key + ": \"" + example + "\"");
        Optional<Node> node = map.value(key);
        if (text.isBlank() || node.isEmpty()) {
            return Optional.empty();
        }
        return end(node.get(), key, text, store, example);
    }

    private Optional<ReferenceEnd> end(Node node, String what, String text, Optional<String> store, String example) {
        Optional<ReferenceText> parsed = ReferenceText.parse(text);
        if (parsed.isEmpty()) {
            mistakes.add(node, what + " is not of the form table(column, …)", "Write it like " + example);
            return Optional.empty();
        }
        return storeOf(node, parsed.get(), store, example)
                .map(name -> parsed.get().in(name, kinds.getOrDefault(name, StoreKind.POSTGRESQL)));
    }

    private Optional<String> storeOf(Node node, ReferenceText text, Optional<String> own, String example) {
        if (text.store().isEmpty()) {
            if (own.isEmpty()) {
                mistakes.add(node, "a reference across stores does not name its store", "Write it like " + example);
            }
            return own;
        }
        String named = text.store().get();
        if (own.isPresent() && !own.get().equals(named)) {
            mistakes.add(
                    node,
                    "a reference of store " + own.get() + " names store " + named,
                    "Move references between stores to references: at the top level of the file");
            return Optional.empty();
        }
        if (!kinds.containsKey(named)) {
            mistakes.addUnknown(node, "a reference names the unknown store " + named, named, kinds.keySet());
            return Optional.empty();
        }
        return Optional.of(named);
    }
}
