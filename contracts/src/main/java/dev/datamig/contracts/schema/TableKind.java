package dev.datamig.contracts.schema;

/** What a {@link TableSchema} describes. */
public enum TableKind {
    /** A PostgreSQL table; a partitioned table stands for all its partitions. */
    TABLE,
    /** The nodes of a graph that carry exactly one set of labels. */
    NODES,
    /** The relationships of one type between nodes of two sets of labels. */
    RELATIONSHIPS
}
