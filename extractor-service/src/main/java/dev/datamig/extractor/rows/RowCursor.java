package dev.datamig.extractor.rows;

import java.util.PrimitiveIterator;

/** Asks a set about rows that come in about ascending order, as a scan gives them: several times cheaper than to look each up. */
public final class RowCursor {

    private final RowSet rows;
    private final PrimitiveIterator.OfLong ascending;
    /** All rows of the set up to here have been passed; from here on none. */
    private long next;

    private long last = -1;
    private boolean ended;

    RowCursor(RowSet rows, PrimitiveIterator.OfLong ascending) {
        this.rows = rows;
        this.ascending = ascending;
        step();
    }

    private void step() {
        if (ascending.hasNext()) {
            next = ascending.nextLong();
        } else {
            ended = true;
        }
    }

    public boolean contains(long row) {
        if (row < last) {
            return rows.contains(row);
        }
        last = row;
        while (!ended && next < row) {
            step();
        }
        return !ended && next == row;
    }
}
