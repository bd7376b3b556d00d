package dev.datamig.sandbox.check;

import java.util.Arrays;

/** The rows of one table as a multiset of 64-bit hashes: eight bytes a row, however wide it is. */
final class RowHashes {

    private final long[] sorted;

    private RowHashes(long[] sorted) {
        this.sorted = sorted;
    }

    long count() {
        return sorted.length;
    }

    boolean contains(long hash) {
        return Arrays.binarySearch(sorted, hash) >= 0;
    }

    /** How many of these the other lacks, each as often as it is missing. */
    long missingIn(RowHashes other) {
        long missing = 0;
        int theirs = 0;
        for (long hash : sorted) {
            while (theirs < other.sorted.length && other.sorted[theirs] < hash) {
                theirs++;
            }
            if (theirs < other.sorted.length && other.sorted[theirs] == hash) {
                theirs++;
            } else {
                missing++;
            }
        }
        return missing;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowHashes hashes && Arrays.equals(sorted, hashes.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    /** Collects hashes in any order. */
    static final class Collector {
        private long[] hashes = new long[1024];
        private int count;

        void add(long hash) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            hashes[count++] = hash;
        }

        RowHashes sorted() {
            long[] exact = Arrays.copyOf(hashes, count);
            Arrays.sort(exact);
            return new RowHashes(exact);
        }
    }
}
