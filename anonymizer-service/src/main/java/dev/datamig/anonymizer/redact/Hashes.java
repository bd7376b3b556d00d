package dev.datamig.anonymizer.redact;

import java.util.Arrays;

/** Hashes as they come, any of them several times: eight bytes each. Not for several threads. */
final class Hashes {

    private static final int FIRST = 16;

    private long[] all = new long[FIRST];
    private int size;

    static Hashes of(long[] hashes) {
        var out = new Hashes();
        out.add(hashes);
        return out;
    }

    void add(long hash) {
        if (size == all.length) {
            all = Arrays.copyOf(all, 2 * size);
        }
        all[size++] = hash;
    }

    void add(long[] hashes) {
        for (long hash : hashes) {
            add(hash);
        }
    }

    /** Each once, in order. */
    long[] different() {
        Arrays.sort(all, 0, size);
        int different = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[different++] = all[i];
            }
        }
        size = different;
        return Arrays.copyOf(all, size);
    }
}
