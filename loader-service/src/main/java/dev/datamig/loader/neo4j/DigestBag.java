package dev.datamig.loader.neo4j;

import java.util.Arrays;
import java.util.List;

/**
 * 64-bit digests of texts, as often as they were put in: 8 bytes each, where the texts themselves would take a hundred. Two texts of a
 * million meet with a probability of less than 10<sup>-7</sup>.
 */
final class DigestBag {

    private static final int FIRST = 1 << 10;

    private long[] digests = new long[FIRST];
    private int size;
    private boolean sorted = true;

    void add(String text) {
        add(GraphDigest.of(text));
    }

    /** Several texts that belong together, as one. */
    void add(List<String> texts) {
        add(GraphDigest.of(texts));
    }

    private void add(long digest) {
        if (size == digests.length) {
            digests = Arrays.copyOf(digests, size + (size >> 1));
        }
        digests[size++] = digest;
        sorted = false;
    }

    boolean contains(String text) {
        return count(text) > 0;
    }

    boolean contains(List<String> texts) {
        long digest = GraphDigest.of(texts);
        int at = first(digest);
        return at < size && digests[at] == digest;
    }

    /** How often it was put in. */
    long count(String text) {
        long digest = GraphDigest.of(text);
        int at = first(digest);
        int end = at;
        while (end < size && digests[end] == digest) {
            end++;
        }
        return end - at;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        digests = new long[FIRST];
        size = 0;
        sorted = true;
    }

    /** Where the digest stands first, or would. */
    private int first(long digest) {
        if (!sorted) {
            Arrays.sort(digests, 0, size);
            sorted = true;
        }
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (digests[middle] < digest) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
