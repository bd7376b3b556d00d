package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keyed permutations of 0 to n - 1 for domains that FF1 refuses: an alternating Feistel network of ten rounds over the next power
 * of two, walked until it lands inside (cycle walking: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). Each
 * round is one block of AES, of small domains remembered. Not for several threads.
 */
final class SmallPermutation {

    private static final int ROUNDS = 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Domains of at most so many bits have their rounds remembered: the days of a year, the hours of a week. */
    private static final int REMEMBERED_BITS = 12;

    private static final int KEPT = 64;

    private final Prf prf;
    private final byte[] message = new byte[Aes.BLOCK];
    private final Map<Long, Rounds> remembered = new HashMap<>();
    /** Tweaks and sizes that were asked for, by place: what comes again is worth remembering. */
    private final long[] seen = new long[KEPT];

    private @Nullable Rounds rounds;

    /** The rounds of a network of so many bits under a tweak, filled as they are asked for; a value and 1 at its lowest bit once it is known. */
    private record Rounds(long tweak, int bits, int half, int[] values) {

        Rounds(long tweak, int bits) {
            this(tweak, bits, bits - bits / 2, new int[ROUNDS << bits - bits / 2]);
        }

        boolean isOf(long otherTweak, int otherBits) {
            return tweak == otherTweak && bits == otherBits;
        }
    }

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
        rounds = bits > REMEMBERED_BITS ? null : rounds(tweak, bits);
        long y = x;
        do {
            y = forward ? encrypt(y, bits) : decrypt(y, bits);
        } while (y >= n);
        return y;
    }

    /** Null for a tweak that was not asked for lately. */
    private @Nullable Rounds rounds(long tweak, int bits) {
        long of = tweak << 4 ^ bits ^ tweak >>> 60;
        Rounds known = remembered.get(of);
        if (known != null) {
            return known.isOf(tweak, bits) ? known : null;
        }
        int place = (int) (of * 0x9e3779b97f4a7c15L >>> 58);
        if (seen[place] != of) {
            seen[place] = of;
            return null;
        }
        if (remembered.size() >= KEPT) {
            remembered.clear();
        }
        var made = new Rounds(tweak, bits);
        remembered.put(of, made);
        return made;
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

    /** The round's function of a half (at most 31 bits); its low bits are all that counts. */
    private long value(int round, long half) {
        Rounds known = rounds;
        if (known == null) {
            return block(round, half);
        }
        int place = round << known.half() | (int) half;
        int value = known.values()[place];
        if (value == 0) {
            value = (int) block(round, half) << 1 | 1;
            known.values()[place] = value;
        }
        return value >>> 1;
    }

    /** One block: the round, a half and the tweak. */
    private long block(int round, long half) {
        LONG.set(message, 0, (long) round << 56 | half);
        return prf.number(message, Aes.BLOCK);
    }
}
