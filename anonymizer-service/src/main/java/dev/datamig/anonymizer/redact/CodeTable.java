package dev.datamig.anonymizer.redact;

/**
 * Hashes with what each is, in twenty to forty bytes apiece. Nearly all that is asked for is not there: a filter, an eighth of the table and
 * small enough for a processor's cache, answers first. Filled by one thread, read by any.
 */
public final class CodeTable {

    /** Bits of the filter for each place. */
    private static final int BITS = 8;

    private final long[] places;
    private final byte[] kinds;
    private final long[] filter;
    private int size;

    /** @param most how many hashes there will be at most */
    CodeTable(int most) {
        this.places = new long[Math.max(2, Integer.highestOneBit(most) * 4)];
        this.kinds = new byte[places.length];
        this.filter = new long[Math.max(1, places.length / (Long.SIZE / BITS))];
    }

    /** @param hash not 0; of equal ones the first counts @param kind 0 to 127 */
    void put(long hash, int kind) {
        int at = place(hash);
        if (places[at] == 0) {
            places[at] = hash;
            kinds[at] = (byte) kind;
            filter[word(hash)] |= bit(hash);
            size++;
        }
    }

    /** What the hash is; -1 when it is not there. */
    int find(long hash) {
        if ((filter[word(hash)] & bit(hash)) == 0) {
            return -1;
        }
        int at = place(hash);
        return places[at] == 0 ? -1 : kinds[at];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The place's own bits choose the word, others the bit in it. */
    private int word(long hash) {
        return (int) (hash >>> 32) & filter.length - 1;
    }

    private static long bit(long hash) {
        return 1L << (hash >>> 20);
    }

    /** Where a hash stands, or would. */
    private int place(long hash) {
        int mask = places.length - 1;
        int at = (int) (hash >>> 32) & mask;
        while (places[at] != 0 && places[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }
}
