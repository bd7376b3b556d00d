package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Keyed permutations of 0 to n - 1 for domains that FF1 refuses: an alternating Feistel network of ten rounds over the next power
 * of two, walked until it lands inside (cycle walking: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). Each
 * round is one block of AES. Not for several threads.
 */
final class SmallPermutation {

    private static final int ROUNDS = 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Prf prf;
    private final byte[] message = new byte[Aes.BLOCK];

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
    long derange(long x, long n, long tweak) {
        return n <= 1 ? x : walk((walk(x, n, tweak, true) + 1) % n, n, tweak, false);
    }

    /** The inverse of {@link #derange}. */
    long restore(long y, long n, long tweak) {
        return n <= 1 ? y : walk((walk(y, n, tweak, true) + n - 1) % n, n, tweak, false);
    }

    private long walk(long x, long n, long tweak, boolean forward) {
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(n - 1));
        LONG.set(message, 8, tweak);
        long y = x;
        do {
            y = forward ? encrypt(y, bits) : decrypt(y, bits);
        } while (y >= n);
        return y;
    }

    private long encrypt(long x, int bits) {
        int low = bits / 2;
        long left = x >>> low;
        long right = x & mask(low);
        for (int round = 0; round < ROUNDS; round += 2) {
            left ^= value(round, right) & mask(bits - low);
            right ^= value(round + 1, left) & mask(low);
        }
        return left << low | right;
    }

    private long decrypt(long x, int bits) {
        int low = bits / 2;
        long left = x >>> low;
        long right = x & mask(low);
        for (int round = ROUNDS - 2; round >= 0; round -= 2) {
            right ^= value(round + 1, left) & mask(low);
            left ^= value(round, right) & mask(bits - low);
        }
        return left << low | right;
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    /** One block: the round, a half (at most 31 bits) and the tweak. */
    private long value(int round, long half) {
        LONG.set(message, 0, (long) round << 56 | half);
        return prf.number(message, Aes.BLOCK);
    }
}
