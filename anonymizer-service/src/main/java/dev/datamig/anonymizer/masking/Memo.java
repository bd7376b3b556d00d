package dev.datamig.anonymizer.masking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What recent values of a column became, for columns whose values repeat: a fixed number of places, forgotten by overwriting, and
 * given up where values hardly repeat. Remembering changes no result, since masks by value are functions. Not for several threads.
 */
final class Memo {

    private static final int PLACES = 1 << 12;
    private static final int TRIAL = 1 << 10;

    /**
     * A value's fate.
     *
     * @param fake the value itself when it stays
     * @param prints fingerprints of what was replaced, empty when it stays
     */
    record Entry(Object original, @Nullable Object fake, Prints prints) {}

    private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];
    private int looks;
    private int hits;

    /** Whether so few values came again that looking is wasted. */
    boolean isFutile() {
        return looks >= TRIAL && hits < looks / 8;
    }

    @Nullable
    Entry find(Object cell) {
        looks++;
        Entry entry = entries[place(cell)];
        if (entry != null && equal(entry.original, cell)) {
            hits++;
            return entry;
        }
        return null;
    }

    void keep(Entry entry) {
        entries[place(entry.original)] = entry;
    }

    private static int place(Object cell) {
        int hash = (cell instanceof byte[] bytes ? Arrays.hashCode(bytes) : cell.hashCode()) * 0x9e3779b9;
        return hash >>> 20;
    }

    static boolean equal(Object a, @Nullable Object b) {
        return a == b
                || (a instanceof byte[] one && b instanceof byte[] other ? Arrays.equals(one, other) : a.equals(b));
    }
}
