package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;

/**
 * A way between two tables (a graph's nodes count as one table).
 *
 * @param id its place in the plan's list of links
 * @param kind what it is
 * @param from the child of a reference, the start of a step
 * @param to the parent of a reference, the end of a step
 * @param name for people: the constraint's name or the step's text
 * @param followed for references: whether an owned parent owns the children
 * @param exact for references: whether a child has at most one parent by it, so that a child found from its parent needs no look back
 * @param entity for references: whether child and parent are one entity (the child's primary key is its reference to the parent's)
 */
public record Link(
        int id, Kind kind, TableId from, TableId to, String name, boolean followed, boolean exact, boolean entity) {

    /** The kinds of ways. */
    public enum Kind {
        /** A row of {@code from} points at a row of {@code to}. */
        REFERENCE,
        /** A step in a graph from an owned node to an owned one. */
        CHILDREN,
        /** A step in a graph to a node that cannot be done without. */
        NEEDS
    }
}
