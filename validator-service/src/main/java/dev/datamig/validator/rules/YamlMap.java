package dev.datamig.validator.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of the file that remembers its lines and collects mistakes instead of throwing. */
final class YamlMap {

    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<Mistake> mistakes;

    private YamlMap(int line, List<Mistake> mistakes) {
        this.line = line;
        this.mistakes = mistakes;
    }

    /** The whole file as a mapping; an empty one, with a mistake noted, when it is none. */
    static YamlMap root(String yaml, List<Mistake> mistakes) {
        try {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(20);
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (node != null) {
                return of(node, mistakes);
            }
            mistakes.add(new Mistake(0, "the file is empty", "Begin it with: version: 1"));
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            mistakes.add(new Mistake(at, "not YAML: " + e.getProblem(), "Check indentation, quotes and braces"));
        } catch (YAMLException e) {
            mistakes.add(new Mistake(0, "not YAML", "Check the file's encoding (UTF-8) and its characters"));
        }
        return new YamlMap(0, mistakes);
    }

    private static YamlMap of(Node node, List<Mistake> mistakes) {
        int line = node.getStartMark().getLine() + 1;
        var map = new YamlMap(line, mistakes);
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(new Mistake(
                    line, "a mapping (key: value) is expected here", "See the reference of validation rules"));
            return map;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            int at = tuple.getKeyNode().getStartMark().getLine() + 1;
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (map.entries.put(key, tuple.getValueNode()) != null) {
                mistakes.add(new Mistake(at, "'" + key + "' is given twice", "Keep one of them"));
            }
            map.lines.put(key, at);
        }
        return map;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    void mistake(String key, String message, String hint) {
        mistakes.add(new Mistake(lines.getOrDefault(key, line), message, hint));
    }

    void onlyKeys(Set<String> known) {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                mistake(key, "'" + key + "' is not known here", "Known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    @Nullable
    String text(String key) {
        Node node = entries.get(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        mistake(key, "'" + key + "' must be a single value", "Write it as " + key + ": …");
        return null;
    }

    /** One text or a list of texts; a mistake when there is none. */
    List<String> texts(String key) {
        Node node = entries.get(key);
        if (!(node instanceof SequenceNode sequence)) {
            String single = text(key);
            return single == null ? List.of() : List.of(single);
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                mistake(key, "'" + key + "' must be a list of texts", "Quote each entry");
            }
        }
        return texts;
    }

    List<YamlMap> maps(String key) {
        Node node = entries.get(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(item -> of(item, mistakes)).toList();
        }
        mistake(key, "'" + key + "' must be a list", "Begin each entry with a dash");
        return List.of();
    }

    YamlMap map(String key) {
        Node node = entries.get(key);
        return node == null ? new YamlMap(line, mistakes) : of(node, mistakes);
    }

    @Nullable
    Long whole(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text.replace("_", ""));
        } catch (NumberFormatException e) {
            mistake(key, "'" + key + "' must be a whole number", "Write digits only");
            return null;
        }
    }

    @Nullable
    Double number(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the mistake below
        }
        mistake(key, "'" + key + "' must be a number from 0 on", "Write it like 0.1");
        return null;
    }

    @Nullable
    Double share(String key) {
        Double value = number(key);
        if (value != null && value > 1) {
            mistake(key, "'" + key + "' is a share and lies between 0 and 1", "Write five percent as 0.05");
        }
        return value;
    }
}
