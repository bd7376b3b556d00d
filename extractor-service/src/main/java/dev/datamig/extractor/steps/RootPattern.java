package dev.datamig.extractor.steps;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern that binds the root node of a district: {@code (d:District {districtId: $district})}, a {@code WHERE} may follow.
 *
 * @param pattern with a variable
 * @param variable the variable that names the root node
 * @param labels the root node's labels, all of which other roots have too; may be empty
 */
public record RootPattern(String pattern, String variable, List<String> labels) {

    private static final Pattern NODE =
            Pattern.compile("^\\s*\\(\\s*(\\w+)?\\s*((?:[:&]\\s*(?:`(?:[^`]|``)+`|\\w+)\\s*)*)");
    private static final Pattern LABEL = Pattern.compile("[:&]\\s*(?:`((?:[^`]|``)+)`|(\\w+))");

    /** Reads a pattern; empty when it does not begin with a node. */
    public static Optional<RootPattern> read(String text) {
        Matcher node = NODE.matcher(text);
        if (!node.find()) {
            return Optional.empty();
        }
        List<String> labels = LABEL.matcher(node.group(2))
                .results()
                .map(label ->
                        label.group(1) == null ? label.group(2) : label.group(1).replace("``", "`"))
                .toList();
        String variable = node.group(1);
        return Optional.of(
                variable == null
                        ? new RootPattern("(root" + text.substring(text.indexOf('(') + 1), "root", labels)
                        : new RootPattern(text, variable, labels));
    }

    /** Cypher that returns {@code found} of the district's roots, nodes {@code n}; {@code $district} is a parameter. */
    public String chosen(String found) {
        return "MATCH " + pattern + " WITH DISTINCT " + variable + " AS n RETURN " + found;
    }

    /** Cypher that returns {@code found} of all nodes {@code n} that could be roots; empty when no label says which. */
    public Optional<String> all(String found) {
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of("MATCH (n"
                        + labels.stream().map(label -> ":" + Step.quote(label)).collect(Collectors.joining())
                        + ") RETURN " + found);
    }
}
