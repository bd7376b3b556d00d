package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.rows.RowSet;
import java.util.List;

/** Rows as SQL names them, for measurements and tests. */
public final class RowNames {

    private RowNames() {}

    /** What to select from, a piece at a time. */
    public static List<String> of(PgTable table, RowSet rows, int size) {
        return LeafRows.of(table, rows, null, size).stream()
                .map(piece -> "only " + piece.leaf().sql() + " where ctid = " + piece.literal())
                .toList();
    }
}
