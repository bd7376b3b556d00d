package dev.datamig.loader.postgres;

/** A 64-bit hash of a row's text; sums of it over sets of rows are equal when the sets are, in whatever order. */
final class RowHash {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private RowHash() {}

    static long of(byte[] bytes, int from, int to) {
        long hash = PRIME ^ (to - from);
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
