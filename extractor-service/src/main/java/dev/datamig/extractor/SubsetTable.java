package dev.datamig.extractor;

import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.rows.RowSet;

/**
 * A table of the subset with the rows that are to be read.
 *
 * @param reader reads rows of this table from its source
 */
record SubsetTable(TableSchema schema, RowSet owned, RowSet reference, Reader reader) {

    /** Reads rows of one table. */
    @FunctionalInterface
    interface Reader {
        void read(RowSet rows, ReadRow taker);
    }

    long size() {
        return owned.size() + reference.size();
    }

    RowSet rows() {
        RowSet rows = owned.copy();
        rows.addAll(reference);
        return rows;
    }

    /** Those of its rows that are in the set. */
    SubsetTable only(RowSet some) {
        return new SubsetTable(schema, owned.intersect(some), reference.intersect(some), reader);
    }

    /** Those of its rows that are not in the set. */
    SubsetTable without(RowSet some) {
        return new SubsetTable(schema, owned.minus(some), reference.minus(some), reader);
    }

    TableTotal total(int batches) {
        return new TableTotal(schema.id(), owned.size(), reference.size(), batches);
    }
}
