package dev.datamig.extractor.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * A set of rows of one table, each a number that is stable within the run's snapshot. Kept as a compressed bitmap: a row of a
 * dense table costs one to two bytes, so that the keys of millions of rows fit where the rows would not. Not for several threads
 * while it is being changed.
 */
public final class RowSet {

    private final Roaring64Bitmap rows;

    public RowSet() {
        this(new Roaring64Bitmap());
    }

    private RowSet(Roaring64Bitmap rows) {
        this.rows = rows;
    }

    /** For tests and small sets. */
    public static RowSet of(long... ids) {
        RowSet set = new RowSet();
        for (long id : ids) {
            set.add(id);
        }
        return set;
    }

    public void add(long row) {
        rows.addLong(row);
    }

    public void addAll(RowSet other) {
        rows.or(other.rows);
    }

    public void removeAll(RowSet other) {
        rows.andNot(other.rows);
    }

    public boolean contains(long row) {
        return rows.contains(row);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public long size() {
        return rows.getLongCardinality();
    }

    public RowSet copy() {
        Roaring64Bitmap twin = new Roaring64Bitmap();
        twin.or(rows);
        return new RowSet(twin);
    }

    /** These rows but not those of {@code other}; this set stays as it is. */
    public RowSet minus(RowSet other) {
        RowSet rest = copy();
        rest.rows.andNot(other.rows);
        return rest;
    }

    /** The rows in both; this set stays as it is. */
    public RowSet intersect(RowSet other) {
        RowSet both = copy();
        both.rows.and(other.rows);
        return both;
    }

    /** In ascending order. */
    public PrimitiveIterator.OfLong iterator() {
        return new Ascending(rows.getLongIterator());
    }

    /** Membership of rows that come in about ascending order. */
    public RowCursor cursor() {
        return new RowCursor(this, iterator());
    }

    /** In ascending order, from the front. */
    public LongStream stream() {
        return rows.stream();
    }

    /** The first {@code atMost} of these rows, in ascending order. */
    public RowSet first(long atMost) {
        RowSet first = new RowSet();
        PrimitiveIterator.OfLong all = iterator();
        for (long left = atMost; left > 0 && all.hasNext(); left--) {
            first.add(all.nextLong());
        }
        return first;
    }

    /** The same rows in sets of at most {@code size}, in ascending order. */
    public List<RowSet> chunks(int size) {
        if (size() <= size) {
            return isEmpty() ? List.of() : List.of(this);
        }
        List<RowSet> chunks = new ArrayList<>();
        RowSet current = new RowSet();
        int filled = 0;
        for (PrimitiveIterator.OfLong all = iterator(); all.hasNext(); ) {
            current.add(all.nextLong());
            if (++filled == size) {
                chunks.add(current);
                current = new RowSet();
                filled = 0;
            }
        }
        if (filled > 0) {
            chunks.add(current);
        }
        return chunks;
    }

    /**
     * {@code atMost} of these rows, one from each stretch of as many, so that they are spread over all of them and no rhythm in the rows
     * (every other one is of a kind) hides some; always the same ones for the same set.
     */
    public RowSet spread(int atMost) {
        if (size() <= atMost) {
            return copy();
        }
        RowSet chosen = new RowSet();
        var random = new SplittableRandom(size());
        double stretch = (double) size() / atMost;
        long at = 0;
        int taken = 0;
        long next = (long) (random.nextDouble() * stretch);
        for (PrimitiveIterator.OfLong all = iterator(); taken < atMost && all.hasNext(); at++) {
            long row = all.nextLong();
            if (at == next) {
                chosen.add(row);
                taken++;
                next = Math.max(at + 1, (long) ((taken + random.nextDouble()) * stretch));
            }
        }
        return chosen;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSet set && rows.equals(set.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        return "RowSet[" + size() + " rows]";
    }
}
