package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** All keys of all rows of a table or of a piece of it, as a scan has given them. Filled by one thread, then read by any. */
final class KeptTable {

    /** Rows that room is made for at first, at most: a piece of a leaf may have fewer than the leaf. */
    private static final int EXPECTED = 1 << 16;

    private final PgTable table;
    private final List<KeyEnd> ends;
    private final KeyReader[] readers;
    private final List<Segment> segments = new ArrayList<>();

    /** Rows of one leaf that were read one behind the other. */
    private static final class Segment {
        private final int leaf;
        private final KeyColumn[] keys;
        private long[] places;
        private int size;

        Segment(int leaf, int expected, KeyColumn[] keys) {
            this.leaf = leaf;
            this.keys = keys;
            this.places = new long[expected];
        }

        void add(long place) {
            if (size == places.length) {
                places = Arrays.copyOf(places, KeyColumn.more(size));
            }
            places[size++] = place;
        }

        void trim() {
            places = Arrays.copyOf(places, size);
            for (KeyColumn column : keys) {
                column.trim();
            }
        }
    }

    /** @param ends one for each key that is kept */
    KeptTable(PgTable table, List<KeyEnd> ends) {
        this.table = table;
        this.ends = List.copyOf(ends);
        this.readers = ends.stream().map(KeyReader::new).toArray(KeyReader[]::new);
    }

    /** @param pieces in the order of their rows' places, each filled */
    KeptTable(PgTable table, List<KeyEnd> ends, Collection<KeptTable> pieces) {
        this(table, ends);
        pieces.forEach(piece -> segments.addAll(piece.segments));
    }

    /** Takes the keys of a row that has been read up to its place. Gives the bytes that they take. */
    int add(CopyRow row, long place) {
        int leaf = TidCode.leaf(place);
        if (segments.isEmpty() || segments.getLast().leaf != leaf) {
            trim();
            segments.add(segment(leaf));
        }
        Segment segment = segments.getLast();
        segment.add(place);
        int taken = Long.BYTES;
        for (int i = 0; i < readers.length; i++) {
            boolean present = readers[i].read(row);
            taken += readers[i].addTo(segment.keys[i], present);
        }
        return taken;
    }

    private Segment segment(int leaf) {
        int expected = (int) Math.clamp(table.leaves().get(leaf).estimatedRows(), 16, EXPECTED);
        KeyColumn[] keys = ends.stream()
                .map(end -> new KeyColumn(KeyReader.single(end), expected))
                .toArray(KeyColumn[]::new);
        return new Segment(leaf, expected, keys);
    }

    /** Nothing more will be added. */
    void trim() {
        if (!segments.isEmpty()) {
            segments.getLast().trim();
        }
    }

    /** The keys of these rows go into the set. */
    void gather(KeyEnd end, RowSet rows, KeySet into) {
        int column = column(end);
        RowCursor wanted = rows.cursor();
        for (Segment segment : segments) {
            if (end.holdsFor(leaf(segment).oid())) {
                KeyColumn keys = segment.keys[column];
                synchronized (into) {
                    for (int i = 0; i < segment.size; i++) {
                        if (wanted.contains(segment.places[i])) {
                            keys.addTo(into, i);
                        }
                    }
                }
            }
        }
    }

    /** The rows that have a key of the set. */
    void find(KeyEnd end, KeySet among, RowSet found) {
        int column = column(end);
        for (Segment segment : segments) {
            if (end.holdsFor(leaf(segment).oid())) {
                KeyColumn keys = segment.keys[column];
                for (int i = 0; i < segment.size; i++) {
                    if (keys.isIn(among, i)) {
                        found.add(segment.places[i]);
                    }
                }
            }
        }
    }

    private PgLeaf leaf(Segment segment) {
        return table.leaves().get(segment.leaf);
    }

    private int column(KeyEnd end) {
        for (int i = 0; i < ends.size(); i++) {
            if (ends.get(i).sameKey(end)) {
                return i;
            }
        }
        throw new IllegalStateException("a key that is not kept of " + table.id());
    }
}
