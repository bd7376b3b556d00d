package dev.datamig.contracts.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the nodes of a set of labels are called as a table: {@code Person&Student}, {@code ~} without labels. A label that could be
 * taken for several, or for none, stands between backticks: {@code `R&D`&Team}.
 */
public final class LabelNames {

    private static final String NONE = "~";
    private static final char TICK = '`';

    private LabelNames() {}

    /** The name of these labels, in the order of their characters. */
    public static String join(Collection<String> labels) {
        return labels.isEmpty()
                ? NONE
                : labels.stream().sorted().map(LabelNames::written).collect(Collectors.joining("&"));
    }

    private static String written(String label) {
        return label.contains("&") || label.charAt(0) == TICK || label.equals(NONE)
                ? TICK + label.replace("`", "``") + TICK
                : label;
    }

    /** The labels of such a name, in its order. */
    public static List<String> split(String name) {
        List<String> labels = new ArrayList<>();
        for (int at = 0; at < name.length() && !name.equals(NONE); at++) {
            int end = name.charAt(at) == TICK ? closing(name, at + 1) : name.indexOf('&', at);
            int stop = end < 0 ? name.length() : end;
            labels.add(
                    name.charAt(at) == TICK
                            ? name.substring(at + 1, stop).replace("``", "`")
                            : name.substring(at, stop));
            at = name.charAt(at) == TICK ? stop + 1 : stop;
        }
        return labels;
    }

    /** Where the backtick stands that ends a label; those of the label are doubled. */
    private static int closing(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            if (name.charAt(i) == TICK) {
                if (i + 1 == name.length() || name.charAt(i + 1) != TICK) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
