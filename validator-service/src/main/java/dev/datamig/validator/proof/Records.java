package dev.datamig.validator.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the masking recorded about one batch: for each row and column the fingerprints of the originals that it replaced there.
 * Kept as primitives, ordered by row and column.
 */
public final class Records {

    private static final Kind[] KINDS = Kind.values();
    private static final Records NONE = new Records(new long[0], new byte[0], new long[0]);

    /** Row in the upper bits, column in the lower. */
    private final long[] places;

    private final byte[] kinds;
    private final long[] prints;

    private Records(long[] places, byte[] kinds, long[] prints) {
        this.places = places;
        this.kinds = kinds;
        this.prints = prints;
    }

    public static Records none() {
        return NONE;
    }

    public int size() {
        return places.length;
    }

    public long print(int at) {
        return prints[at];
    }

    public Kind kind(int at) {
        return KINDS[kinds[at]];
    }

    public int column(int at) {
        return (int) (places[at] & 0xffff);
    }

    public long row(int at) {
        return places[at] >> 16;
    }

    /** The first record of a cell or behind it. */
    public int first(long row, int column) {
        long place = place(row, column);
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One behind the last record of a cell. */
    public int end(long row, int column) {
        return first(row, column + 1);
    }

    private static long place(long row, int column) {
        return row << 16 | column;
    }

    /** Collects records in any order. */
    public static final class Builder {

        private long[] places = new long[256];
        private byte[] kinds = new byte[256];
        private long[] prints = new long[256];
        private int size;

        public void add(long row, int column, Kind kind, long print) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                kinds = Arrays.copyOf(kinds, size * 2);
                prints = Arrays.copyOf(prints, size * 2);
            }
            places[size] = place(row, column);
            kinds[size] = (byte) kind.ordinal();
            prints[size++] = print;
        }

        public Records build() {
            if (inOrder()) {
                return new Records(
                        Arrays.copyOf(places, size), Arrays.copyOf(kinds, size), Arrays.copyOf(prints, size));
            }
            List<Integer> order = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                order.add(i);
            }
            order.sort((a, b) -> Long.compare(places[a], places[b]));
            var sorted = new Records(new long[size], new byte[size], new long[size]);
            for (int i = 0; i < size; i++) {
                int from = order.get(i);
                sorted.places[i] = places[from];
                sorted.kinds[i] = kinds[from];
                sorted.prints[i] = prints[from];
            }
            return sorted;
        }

        private boolean inOrder() {
            for (int i = 1; i < size; i++) {
                if (places[i] < places[i - 1]) {
                    return false;
                }
            }
            return true;
        }
    }
}
