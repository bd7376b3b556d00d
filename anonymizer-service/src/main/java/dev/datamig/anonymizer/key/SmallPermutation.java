package dev.datamig.anonymizer.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A keyed permutation of 0 to n - 1 for domains that FF1 refuses: a balanced Feistel network of ten rounds over the next even
 * power of two, walked until it lands inside (cycle walking: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
 */
final class SmallPermutation {

    private static final int ROUNDS = 10;

    private final Prf prf;

    SmallPermutation(Prf prf) {
        this.prf = prf;
    }

    /**
     * A permutation without fixed points: x is carried to where the keyed permutation's successor came from, so all n values
     * form one cycle.
     *
     * @param n at least 1; with 1 nothing can change
     * @param tweak permutations with different tweaks are unrelated
     */
    long derange(long x, long n, String tweak) {
        if (n <= 1) {
            return x;
        }
        long seen = walk(x, n, tweak, true);
        return walk((seen + 1) % n, n, tweak, false);
    }

    /** The inverse of {@link #derange}. */
    long restore(long y, long n, String tweak) {
        if (n <= 1) {
            return y;
        }
        long seen = walk(y, n, tweak, true);
        return walk((seen + n - 1) % n, n, tweak, false);
    }

    private long walk(long x, long n, String tweak, boolean forward) {
        int half = halfBits(n);
        byte[] salt = tweak.getBytes(StandardCharsets.UTF_8);
        long y = x;
        do {
            y = forward ? encrypt(y, half, salt) : decrypt(y, half, salt);
        } while (y >= n);
        return y;
    }

    private static int halfBits(long n) {
        int bits = 64 - Long.numberOfLeadingZeros(n - 1);
        return Math.max(1, (bits + 1) / 2);
    }

    private long encrypt(long x, int half, byte[] salt) {
        long mask = (1L << half) - 1;
        long left = x >>> half;
        long right = x & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (roundFunction(round, right, salt) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }

    private long decrypt(long x, int half, byte[] salt) {
        long mask = (1L << half) - 1;
        long left = x >>> half;
        long right = x & mask;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long previous = right ^ (roundFunction(round, left, salt) & mask);
            right = left;
            left = previous;
        }
        return left << half | right;
    }

    private long roundFunction(int round, long half, byte[] salt) {
        var message = ByteBuffer.allocate(9 + salt.length)
                .put((byte) round)
                .putLong(half)
                .put(salt);
        return ByteBuffer.wrap(prf.bytes(message.array())).getLong();
    }
}
