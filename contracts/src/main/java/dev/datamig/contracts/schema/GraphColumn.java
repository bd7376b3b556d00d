package dev.datamig.contracts.schema;

/**
 * How a graph's properties are called as columns: as the property, except that columns of a relationship which begin with {@code
 * start.} and {@code end.} are the keys of the nodes at its ends, and {@code ~id} is a node's element id. A relationship's own
 * property with a name that would be taken for one of these has a {@code ~} before it: {@code ~start.date}, {@code ~~id}.
 */
public final class GraphColumn {

    /** A node's element id, valid within the run. */
    public static final String ELEMENT_ID = "~id";

    /** Before the key columns of the node where a relationship starts. */
    public static final String START = "start.";

    /** Before the key columns of the node where a relationship ends. */
    public static final String END = "end.";

    private static final String MARK = "~";

    private GraphColumn() {}

    /** The column of a relationship's own property. */
    public static String ofRelationship(String property) {
        return property.startsWith(MARK) || property.startsWith(START) || property.startsWith(END)
                ? MARK + property
                : property;
    }

    /** The property that a relationship's column is, unless the column is a key of one of its ends. */
    public static String relationshipProperty(String column) {
        return column.startsWith(MARK) ? column.substring(MARK.length()) : column;
    }
}
