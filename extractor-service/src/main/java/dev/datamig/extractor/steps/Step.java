package dev.datamig.extractor.steps;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One step in a graph as a landscape writes it: {@code <-[:IN_DISTRICT]-}, {@code (:School)<-[:ENROLLED_AT]-(:Student)}.
 *
 * @param text as written
 * @param start labels that the start must have, all of them
 * @param types relationship types, one of which it must be; empty for any
 * @param direction which way the relationship points
 * @param end labels that the end must have, all of them
 */
public record Step(String text, List<String> start, List<String> types, Direction direction, List<String> end) {

    /** Which way a relationship points, seen from the step's start. */
    public enum Direction {
        OUT,
        IN,
        EITHER
    }

    /** The relationship in Cypher, from a node {@code a} to a node {@code b}. */
    public String pattern() {
        String type =
                types.isEmpty() ? "" : ":" + types.stream().map(Step::quote).collect(Collectors.joining("|"));
        return switch (direction) {
            case OUT -> "(a)-[" + type + "]->(b)";
            case IN -> "(a)<-[" + type + "]-(b)";
            case EITHER -> "(a)-[" + type + "]-(b)";
        };
    }

    /** What the two nodes must be, as a Cypher condition. */
    public String condition() {
        String labels = start.stream().map(label -> "a:" + quote(label)).collect(Collectors.joining(" AND "));
        String ends = end.stream().map(label -> "b:" + quote(label)).collect(Collectors.joining(" AND "));
        return labels.isEmpty() || ends.isEmpty()
                ? labels.isEmpty() && ends.isEmpty() ? "true" : labels + ends
                : labels + " AND " + ends;
    }

    /** A label, type or property name in backticks. */
    public static String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
