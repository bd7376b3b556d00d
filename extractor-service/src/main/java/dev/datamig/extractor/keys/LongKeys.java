package dev.datamig.extractor.keys;

import java.util.function.LongConsumer;

/**
 * Whole numbers in an open table: 11 to 22 bytes each. Eight that follow each other lie side by side, in one line of the processor's
 * cache: keys are mostly numbered in the order in which they are asked for.
 */
public final class LongKeys implements KeySet {

    /** Bits of a key that tell its place among its neighbours. */
    private static final int NEIGHBOURS = 3;

    private long[] slots = new long[16];
    private int size;
    private boolean zero;

    public void add(long key) {
        if (key == 0) {
            zero = true;
            return;
        }
        int slot = slot(slots, key);
        if (slots[slot] == 0) {
            slots[slot] = key;
            if (++size * 4L > slots.length * 3L) {
                grow();
            }
        }
    }

    public boolean contains(long key) {
        return key == 0 ? zero : slots[slot(slots, key)] == key;
    }

    /** Where the key is, or the free place where it belongs. */
    private static int slot(long[] slots, long key) {
        int mask = slots.length - 1;
        long mixed = (key >> NEIGHBOURS) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 32 << NEIGHBOURS | key & (1 << NEIGHBOURS) - 1) & mask;
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long key : slots) {
            if (key != 0) {
                larger[slot(larger, key)] = key;
            }
        }
        slots = larger;
    }

    public void forEach(LongConsumer taker) {
        if (zero) {
            taker.accept(0);
        }
        for (long key : slots) {
            if (key != 0) {
                taker.accept(key);
            }
        }
    }

    @Override
    public int size() {
        return zero ? size + 1 : size;
    }

    @Override
    public String toString() {
        return "LongKeys[" + size() + "]";
    }
}
