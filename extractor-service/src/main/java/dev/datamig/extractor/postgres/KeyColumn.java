package dev.datamig.extractor.postgres;

import dev.datamig.extractor.keys.ByteKeys;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.keys.LongKeys;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One key of many rows, in the rows' order and in the form in which keys are compared: single numbers in 8 bytes each, anything else
 * as bytes, one behind the other, and 4 more. A row may have none. Not for several threads while it grows.
 */
final class KeyColumn {

    private final boolean numeric;
    private final BitSet absent = new BitSet();
    private long[] numbers = new long[0];
    private byte[] bytes = new byte[0];
    /** Where the bytes of each row's key end. */
    private int[] ends = new int[0];

    private int size;

    /** @param numeric whether its keys are single numbers */
    KeyColumn(boolean numeric, int expected) {
        this.numeric = numeric;
        if (numeric) {
            numbers = new long[expected];
        } else {
            ends = new int[expected];
        }
    }

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, more(size));
        }
        numbers[size++] = number;
    }

    void add(byte[] source, int length) {
        int start = start(size);
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, more(bytes.length)));
        }
        System.arraycopy(source, 0, bytes, start, length);
        end(start + length);
    }

    /** The next row has no key. */
    void addNone() {
        absent.set(size);
        if (numeric) {
            add(0);
        } else {
            end(start(size));
        }
    }

    private void end(int end) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, more(size));
        }
        ends[size++] = end;
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    static int more(int size) {
        return size + (size >> 2) + 64;
    }

    /** Gives back what was reserved and not used. */
    void trim() {
        numbers = numeric ? Arrays.copyOf(numbers, size) : numbers;
        ends = numeric ? ends : Arrays.copyOf(ends, size);
        bytes = numeric ? bytes : Arrays.copyOf(bytes, start(size));
    }

    /** Adds a row's key to a set of such keys, if it has one. */
    void addTo(KeySet set, int row) {
        if (!absent.get(row)) {
            switch (set) {
                case LongKeys longs -> longs.add(numbers[row]);
                case ByteKeys strings -> strings.add(bytes, start(row), ends[row] - start(row));
            }
        }
    }

    /** Whether a row has a key and it is in a set of such keys. */
    boolean isIn(KeySet set, int row) {
        return !absent.get(row)
                && switch (set) {
                    case LongKeys longs -> longs.contains(numbers[row]);
                    case ByteKeys strings -> strings.contains(bytes, start(row), ends[row] - start(row));
                };
    }
}
