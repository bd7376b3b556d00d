package dev.datamig.extractor;

import dev.datamig.contracts.schema.TableKind;

/**
 * Rows of a table that one instance reads.
 *
 * @param partsBefore the number before that of its first batch
 */
record Piece(SubsetTable rows, int partsBefore) {

    /** Whether another instance can see the same rows: a graph has no snapshot to share. */
    boolean shareable() {
        return rows.schema().kind() == TableKind.TABLE;
    }

    long size() {
        return rows.size();
    }
}
