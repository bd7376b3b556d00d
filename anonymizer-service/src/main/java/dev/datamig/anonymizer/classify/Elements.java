package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.JsonLeaves.Leaf;
import java.util.ArrayList;
import java.util.List;

/** The elements of sampled lists: PostgreSQL's arrays as text, and a graph's lists, which travel as JSON. */
final class Elements {

    private Elements() {}

    static List<String> of(List<String> values) {
        var out = new ArrayList<String>();
        for (String value : values) {
            if (value.startsWith("{\"t\":")) {
                ofGraph(value, out);
            } else if (value.startsWith("{") || value.startsWith("[")) {
                ofArray(value, out);
            } else {
                out.add(value);
            }
        }
        return out;
    }

    /** {@code {"t": type, "v": value}}. */
    private static void ofGraph(String value, List<String> out) {
        for (Leaf leaf : JsonLeaves.of(List.of(value))) {
            if (leaf.path().getFirst().equals("v")) {
                out.addAll(leaf.sample().values());
            }
        }
    }

    /** One that was cut counts as far as its last whole element. */
    private static void ofArray(String value, List<String> out) {
        var element = new StringBuilder();
        boolean quoted = false;
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                element.append(value.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '}' || c == ']')) {
                String text = element.toString().strip();
                if (!text.isEmpty() && !text.equals("NULL")) {
                    out.add(text);
                }
                element.setLength(0);
            } else {
                element.append(c);
            }
        }
    }
}
