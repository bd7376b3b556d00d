package dev.datamig.contracts.landscape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file whose entries are asked for by name. Whatever does not fit becomes a mistake with its line; reading goes
 * on with an empty value, so that all mistakes of a file are found in one go.
 */
final class Yaml {

    private final String where;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final List<LandscapeFile.Mistake> mistakes;

    private Yaml(String where, int line, List<LandscapeFile.Mistake> mistakes) {
        this.where = where;
        this.line = line;
        this.mistakes = mistakes;
    }

    /** Takes a node as a mapping; {@code where} names it in messages. */
    static Yaml mapping(@Nullable Node node, String where, List<LandscapeFile.Mistake> mistakes) {
        Yaml yaml = new Yaml(where, lineOf(node), mistakes);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(yaml::add);
        } else if (node != null && !isNull(node)) {
            yaml.mistake(lineOf(node), where + " is not a mapping", "Write it as key: value pairs.");
        }
        return yaml;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistake(lineOf(tuple.getKeyNode()), where + " has a key that is not a word", "Use plain names as keys.");
            return;
        }
        lines.put(key.getValue(), lineOf(key));
        if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
            mistake(lineOf(key), where + " has the key '" + key.getValue() + "' twice", "Remove one of them.");
        }
    }

    boolean has(String key) {
        Node node = entries.get(key);
        return node != null && !isNull(node);
    }

    private String name() {
        return where.isEmpty() ? "the file" : where;
    }

    int line() {
        return line;
    }

    int line(String key) {
        return lines.getOrDefault(key, line);
    }

    void mistake(int atLine, String message, String hint) {
        mistakes.add(new LandscapeFile.Mistake(atLine, message, hint));
    }

    /** A text that must be there; empty after a mistake. */
    String text(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty() && !has(key)) {
            mistake(line, name() + " lacks '" + key + "'", "Add it; docs/reference/landscape.md shows the form.");
        }
        return text.orElse("");
    }

    Optional<String> optionalText(String key) {
        asked.add(key);
        Node node = entries.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        mistake(
                lineOf(node),
                where + "." + key + " is not a text",
                "Write it on one line, in quotes where YAML needs them.");
        return Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get()) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> {
                mistake(line(key), where + "." + key + " is neither true nor false", "Write true or false.");
                yield otherwise;
            }
        };
    }

    /** A nested mapping; without entries when it is absent. */
    Yaml child(String key) {
        asked.add(key);
        return mapping(entries.get(key), where.isEmpty() ? key : where + "." + key, mistakes);
    }

    /** Like {@link #child}, but its absence is a mistake. */
    Yaml requiredChild(String key) {
        if (!has(key)) {
            asked.add(key);
            mistake(line, name() + " lacks '" + key + "'", "Add it; docs/reference/landscape.md shows the form.");
        }
        return child(key);
    }

    /** The names of all entries; asking for them counts as knowing them. */
    Set<String> names() {
        asked.addAll(entries.keySet());
        return entries.keySet();
    }

    /** A list of texts; one text alone counts as a list of one. */
    List<String> texts(String key) {
        asked.add(key);
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                mistake(
                        lineOf(item),
                        where + "." + key + " has an entry that is not a text",
                        "Put each entry in quotes.");
            }
        }
        return texts;
    }

    /** A list of mappings. */
    List<Yaml> mappings(String key) {
        List<Yaml> mappings = new ArrayList<>();
        for (Node item : items(key)) {
            mappings.add(mapping(item, where.isEmpty() ? key : where + "." + key, mistakes));
        }
        return mappings;
    }

    private List<Node> items(String key) {
        asked.add(key);
        Node node = entries.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node instanceof ScalarNode) {
            return List.of(node);
        }
        mistake(
                lineOf(node),
                where + "." + key + " is not a list",
                "Write it as [a, b] or as lines that begin with a dash.");
        return List.of();
    }

    /** Reports what nobody asked for; to be called when everything known has been asked. */
    void nothingElse() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                mistake(
                        line(key),
                        name() + " has the unknown key '" + key + "'",
                        NearestName.of(key, asked)
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("Known keys: " + String.join(", ", asked) + "."));
            }
        }
    }

    static int lineOf(@Nullable Node node) {
        return node == null || node.getStartMark() == null
                ? 0
                : node.getStartMark().getLine() + 1;
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }
}
