package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some rows of one leaf, as SQL names them. {@code literal} goes behind {@code ctid =}. */
record LeafRows(PgLeaf leaf, String literal) {

    /**
     * Splits rows by leaf and by number.
     *
     * @param leaves object ids of the leaves that are meant; absent for all
     * @param size rows per piece at most
     */
    static List<LeafRows> of(PgTable table, RowSet rows, @Nullable Set<Long> leaves, int size) {
        List<LeafRows> pieces = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        int leaf = -1;
        int count = 0;
        for (PrimitiveIterator.OfLong all = rows.iterator(); all.hasNext(); ) {
            long row = all.nextLong();
            if (TidCode.leaf(row) != leaf || count == size) {
                flush(pieces, table, leaf, leaves, list);
                leaf = TidCode.leaf(row);
                count = 0;
            }
            list.append(count++ == 0 ? "" : ",");
            TidCode.append(list, row);
        }
        flush(pieces, table, leaf, leaves, list);
        return pieces;
    }

    private static void flush(
            List<LeafRows> pieces, PgTable table, int leaf, @Nullable Set<Long> leaves, StringBuilder list) {
        if (!list.isEmpty()) {
            PgLeaf place = table.leaves().get(leaf);
            if (leaves == null || leaves.contains(place.oid())) {
                pieces.add(new LeafRows(place, "any ('{" + list + "}'::tid[])"));
            }
            list.setLength(0);
        }
    }
}
