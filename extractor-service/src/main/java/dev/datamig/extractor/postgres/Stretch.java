package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * Rows of one leaf that are read by one statement.
 *
 * @param leaf the leaf's number in its table
 * @param condition names the blocks, or the rows themselves
 */
record Stretch(int leaf, String condition) {

    /** Blocks that are looked at together, 2 MB of a table. */
    private static final long BLOCKS = 256;
    /** Chosen rows in one statement that names them. */
    private static final int NAMED = 20_000;
    /** From this share of rows on a stretch is scanned as a whole. */
    private static final double DENSE = 0.2;

    /** From this version on a range of places is not looked for in the whole table. */
    private static final int READS_RANGES = 140_000;

    /**
     * All rows of a table, in the order of their places.
     *
     * @param version of the server
     * @param rows of a stretch, about
     */
    static List<Stretch> whole(PgTable table, int version, int rows) {
        List<Stretch> stretches = new ArrayList<>();
        for (int leaf = 0; leaf < table.leaves().size(); leaf++) {
            PgLeaf place = table.leaves().get(leaf);
            long pieces = version < READS_RANGES ? 1 : (long) Math.ceil(KeptKeys.rows(place) / rows);
            long blocks = Math.max(1, Math.ceilDiv(place.pages(), Math.max(1, pieces)));
            for (long from = 0; from == 0 || from < place.pages(); from += blocks) {
                stretches.add(new Stretch(leaf, condition(from, from + blocks, place)));
            }
        }
        return stretches;
    }

    /** From one block to before another one; what the source has added at the end since it was asked belongs to the last ones. */
    private static String condition(long from, long to, PgLeaf leaf) {
        String begin = from == 0 ? "true" : "ctid >= '(" + from + ",0)'::tid";
        return to >= leaf.pages() ? begin : begin + " and ctid < '(" + to + ",0)'::tid";
    }

    static List<Stretch> plan(PgTable table, RowSet rows) {
        Planner planner = new Planner(table);
        for (PrimitiveIterator.OfLong all = rows.iterator(); all.hasNext(); ) {
            planner.add(all.nextLong());
        }
        planner.endWindow();
        planner.flush();
        return planner.stretches;
    }

    /** Gathers neighbouring windows of the same kind into one statement. */
    private static final class Planner {
        private final PgTable table;
        private final List<Stretch> stretches = new ArrayList<>();
        private final List<Long> window = new ArrayList<>();
        private final List<Long> named = new ArrayList<>();
        private int leaf = -1;
        private long windowStart;
        private long denseFrom = -1;
        private long denseTo = -1;

        Planner(PgTable table) {
            this.table = table;
        }

        void add(long row) {
            long start = TidCode.block(row) / BLOCKS * BLOCKS;
            if (TidCode.leaf(row) != leaf || start != windowStart) {
                endWindow();
                if (TidCode.leaf(row) != leaf) {
                    flush();
                }
                leaf = TidCode.leaf(row);
                windowStart = start;
            }
            window.add(row);
        }

        void endWindow() {
            if (window.isEmpty()) {
                return;
            }
            if (dense()) {
                flushNamed();
                if (denseTo != windowStart) {
                    flushDense();
                    denseFrom = windowStart;
                }
                denseTo = windowStart + BLOCKS;
            } else {
                flushDense();
                named.addAll(window);
                if (named.size() >= NAMED) {
                    flushNamed();
                }
            }
            window.clear();
        }

        private boolean dense() {
            PgLeaf place = table.leaves().get(leaf);
            double perBlock =
                    place.estimatedRows() > 0 && place.pages() > 0 ? place.estimatedRows() / place.pages() : 60;
            long blocks = Math.max(1, Math.min(BLOCKS, place.pages() - windowStart));
            return window.size() > DENSE * perBlock * blocks;
        }

        void flush() {
            flushNamed();
            flushDense();
        }

        private void flushNamed() {
            if (!named.isEmpty()) {
                StringBuilder list = new StringBuilder();
                for (long row : named) {
                    list.append(list.isEmpty() ? "" : ",");
                    TidCode.append(list, row);
                }
                stretches.add(new Stretch(leaf, "ctid = any ('{" + list + "}'::tid[])"));
                named.clear();
            }
        }

        private void flushDense() {
            if (denseFrom >= 0) {
                stretches.add(new Stretch(
                        leaf, condition(denseFrom, denseTo, table.leaves().get(leaf))));
                denseFrom = -1;
                denseTo = -1;
            }
        }
    }
}
