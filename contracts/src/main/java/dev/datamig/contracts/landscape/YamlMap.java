package dev.datamig.contracts.landscape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the file. What is asked of it and is not there, or is of another kind, becomes a mistake, and a harmless value
 * is given in its place so that reading goes on.
 */
final class YamlMap {

    private static final Set<String> YES = Set.of("true", "yes", "on");

    private final Node node;
    private final String what;
    private final Mistakes mistakes;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private YamlMap(Node node, String what, Mistakes mistakes) {
        this.node = node;
        this.what = what;
        this.mistakes = mistakes;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::enter);
        } else if (!isNull(node)) {
            mistakes.add(node, what + " is not a mapping", "Write it as key: value pairs");
        }
    }

    /**
     * @param what for messages
     * @param known the keys that may occur, in the order of the documentation
     */
    static YamlMap of(Node node, String what, List<String> known, Mistakes mistakes) {
        var map = new YamlMap(node, what, mistakes);
        map.keyNodes().forEach((name, key) -> {
            if (!known.contains(name)) {
                mistakes.addUnknown(key, "unknown key " + name + " in " + what, name, known);
            }
        });
        return map;
    }

    /** A mapping whose keys are the user's own names. */
    static YamlMap ofNames(Node node, String what, Mistakes mistakes) {
        return new YamlMap(node, what, mistakes);
    }

    private void enter(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistakes.add(tuple.getKeyNode(), "a key of " + what + " is not a name", "Write it as a plain name");
            return;
        }
        if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            mistakes.add(key, "the key " + key.getValue() + " occurs twice in " + what, "Remove one of the two");
        }
    }

    private Map<String, Node> keyNodes() {
        Map<String, Node> keys = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    keys.putIfAbsent(key.getValue(), key);
                }
            }
        }
        return keys;
    }

    Node node() {
        return node;
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** The value of a key, absent when it is not there or null. */
    Optional<Node> value(String key) {
        return Optional.ofNullable(entries.get(key)).filter(value -> !isNull(value));
    }

    /** A text that must be there and not blank; else a mistake and {@code ""}. */
    String requireText(String key, String hint) {
        Optional<Node> value = require(key, hint);
        String text = value.flatMap(given -> scalar(given, key)).orElse("");
        if (text.isBlank() && value.filter(ScalarNode.class::isInstance).isPresent()) {
            mistakes.add(value.get(), key + " of " + what + " is empty", hint);
        }
        return text;
    }

    Optional<String> text(String key) {
        return value(key).flatMap(given -> scalar(given, key));
    }

    boolean flag(String key, boolean byDefault) {
        return value(key).map(given -> flagOf(given, key)).orElse(byDefault);
    }

    private boolean flagOf(Node given, String key) {
        if (given instanceof ScalarNode scalar && given.getTag().equals(Tag.BOOL)) {
            return YES.contains(scalar.getValue().toLowerCase(Locale.ROOT));
        }
        mistakes.add(given, key + " of " + what + " is neither true nor false", "Write true or false");
        return false;
    }

    /** A number; what is none is a mistake. */
    Optional<Double> number(String key) {
        Optional<String> text = text(key);
        try {
            Optional<Double> number = text.map(Double::valueOf).filter(Double::isFinite);
            if (number.isPresent() || text.isEmpty()) {
                return number;
            }
        } catch (NumberFormatException e) {
            mistakes.add(
                    entries.getOrDefault(key, node),
                    key + " of " + what + " is not a number",
                    "Write a number, such as 2.5");
            return Optional.empty();
        }
        mistakes.add(
                entries.getOrDefault(key, node), key + " of " + what + " is not finite", "Write a number, such as 2.5");
        return Optional.empty();
    }

    /** A list of texts; empty when the key is not there. */
    List<String> texts(String key) {
        return texts(key, items(key));
    }

    /** The texts that the entries of {@code key} are. */
    List<String> texts(String key, List<Node> items) {
        return items.stream()
                .flatMap(item -> scalar(item, "an entry of " + key).stream())
                .toList();
    }

    /** The entries of a list; empty when the key is not there. */
    List<Node> items(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof SequenceNode sequence) {
            return new ArrayList<>(sequence.getValue());
        }
        mistakes.add(
                value.get(), key + " of " + what + " is not a list", "Write [a, b] or one entry per line behind -");
        return List.of();
    }

    /** The value of a key that must be there; else a mistake. */
    Optional<Node> require(String key, String hint) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            Node at = entries.getOrDefault(key, node);
            mistakes.add(at, what + " has no " + key, hint);
        }
        return value;
    }

    private Optional<String> scalar(Node given, String key) {
        if (given instanceof ScalarNode scalar && !isNull(given)) {
            return Optional.of(scalar.getValue());
        }
        mistakes.add(given, key + " of " + what + " is not a text", "Write one value; put it in quotes where in doubt");
        return Optional.empty();
    }

    private static boolean isNull(@Nullable Node value) {
        return value == null || value.getTag().equals(Tag.NULL);
    }
}
