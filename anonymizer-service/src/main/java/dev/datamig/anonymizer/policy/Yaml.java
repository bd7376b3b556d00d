package dev.datamig.anonymizer.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML nodes with their lines, and the mistakes met while walking them. */
final class Yaml {

    private final List<Mistake> mistakes = new ArrayList<>();

    List<Mistake> mistakes() {
        return mistakes;
    }

    void mistake(int line, String message, String hint) {
        mistakes.add(new Mistake(line, message, hint));
    }

    /** The document's root, null when it is empty or no YAML. */
    @Nullable
    Node root(String yaml) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(20);
            var parser = new ParserImpl(new StreamReader(new StringReader(yaml)), options);
            return new Composer(parser, new Resolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            mistake(
                    line,
                    "the file is no readable YAML",
                    "Look at the indentation, quotes and brackets around that line");
            return null;
        } catch (YAMLException e) {
            mistake(0, "the file is no readable YAML", "Look for characters that are not printable");
            return null;
        }
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The entries of a mapping; a mistake when it is none, for keys that appear twice and for keys that are no text. */
    Map<String, Entry> mapping(Node node, String what) {
        var out = new LinkedHashMap<String, Entry>();
        if (!(node instanceof MappingNode mapping)) {
            mistake(line(node), what + " must be a mapping", "Write `key: value` pairs");
            return out;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistake(line(tuple.getKeyNode()), "a key of " + what + " is no text", "Write a plain word");
            } else if (out.put(key.getValue(), new Entry(line(key), tuple.getValueNode())) != null) {
                mistake(line(key), "`" + key.getValue() + "` appears twice in " + what, "Remove one of them");
            }
        }
        return out;
    }

    /** A text; a mistake when it is none. */
    @Nullable
    String scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        mistake(line(node), what + " must be a single value", "Write a text or number");
        return null;
    }

    /** One text or a list of texts. */
    List<Item> items(Node node, String what) {
        var out = new ArrayList<Item>();
        List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        for (Node item : nodes) {
            String text = scalar(item, what);
            if (text != null) {
                out.add(new Item(line(item), text));
            }
        }
        return out;
    }

    record Entry(int line, Node value) {}

    record Item(int line, String text) {}
}
