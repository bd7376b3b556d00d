package dev.datamig.validator.proof;

import java.util.Arrays;

/**
 * Many distinct fingerprints in eight bytes each. Fingerprints are uniformly spread, so an index over their upper bits brings a
 * look-up down to a few steps.
 */
public final class LongSet {

    /** Nothing. */
    public static final LongSet EMPTY = new LongSet(new long[0], 0);

    private static final int INDEX_BITS = 16;
    private static final int MARKS_EACH = 8;
    private static final int MOST_MARKS = 1 << 20;

    private final long[] sorted;
    private final int size;
    private final int[] starts = new int[(1 << INDEX_BITS) + 1];
    /** A bit for each value by its lower bits: most of what is asked for is absent, and found to be by this alone. */
    private final long[] marks;

    /** @param sorted ascending and distinct in its first {@code size} places; not copied */
    private LongSet(long[] sorted, int size) {
        this.sorted = sorted;
        this.size = size;
        this.marks = new long[Integer.highestOneBit(Math.clamp(size, 64, MOST_MARKS)) * MARKS_EACH / Long.SIZE];
        for (int i = 0; i < size; i++) {
            marks[word(sorted[i])] |= 1L << sorted[i];
        }
        int at = 0;
        for (int bucket = 0; bucket < starts.length - 1; bucket++) {
            starts[bucket] = at;
            while (at < size && bucket(sorted[at]) == bucket) {
                at++;
            }
        }
        starts[starts.length - 1] = size;
    }

    public int size() {
        return size;
    }

    public boolean contains(long value) {
        return indexOf(value) >= 0;
    }

    /** The value's place in ascending order, negative when it is absent. */
    public int indexOf(long value) {
        if ((marks[word(value)] >>> value & 1) == 0) {
            return -1;
        }
        int bucket = bucket(value);
        return Arrays.binarySearch(sorted, starts[bucket], starts[bucket + 1], value);
    }

    private int word(long value) {
        return (int) (value >>> 6) & marks.length - 1;
    }

    /** Ascending signed order is ascending order of the upper bits once the sign is flipped. */
    private static int bucket(long value) {
        return (int) ((value ^ Long.MIN_VALUE) >>> (Long.SIZE - INDEX_BITS));
    }

    /** Collects values; duplicates are dropped as space runs out. Not for several threads. */
    public static final class Builder {

        private long[] values;
        private int size;

        public Builder() {
            this(1024);
        }

        /** @param expected how many values there may be; more are taken too */
        Builder(int expected) {
            this.values = new long[Math.max(2, expected)];
        }

        public void add(long value) {
            if (size == values.length) {
                compact();
                if (size > values.length / 4 * 3) {
                    values = Arrays.copyOf(values, Math.multiplyExact(values.length / 2, 3));
                }
            }
            values[size++] = value;
        }

        public LongSet build() {
            compact();
            return new LongSet(values, size);
        }

        /** What was added, ascending. */
        long[] distinct() {
            compact();
            return Arrays.copyOf(values, size);
        }

        private void compact() {
            Arrays.sort(values, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || values[i] != values[i - 1]) {
                    values[kept++] = values[i];
                }
            }
            size = kept;
        }
    }
}
