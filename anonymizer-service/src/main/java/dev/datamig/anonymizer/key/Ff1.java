package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * FF1 (NIST SP 800-38G) for one radix and length under one key: a permutation of the strings of that length for each tweak. What does
 * not depend on the value is computed once; of short strings each round is one block of AES and arithmetic on longs. Not for
 * several threads.
 */
final class Ff1 {

    private static final int ROUNDS = 10;
    /** A sum of two halves and the remainders below fit into a long. */
    private static final int MOST_BITS = 60;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Aes aes;
    private final int radix;
    private final int u;
    private final int v;
    private final int b;
    private final int d;
    private final long modU;
    private final long modV;
    private final boolean fast;
    private final byte[] q;
    private final int tweakLength;
    private final byte[] prefix = new byte[Aes.BLOCK];
    private final byte[] state = new byte[Aes.BLOCK];
    private final byte[] begun = new byte[Aes.BLOCK];
    private final byte[] more = new byte[Aes.BLOCK];
    private int fixed;

    /**
     * @param length at least 2, and so that there are at least 100 strings (the standard's lower bound; a million in its revision)
     */
    Ff1(Aes aes, int radix, int length, byte[] tweak) {
        this.aes = aes;
        this.radix = radix;
        this.u = length / 2;
        this.v = length - u;
        this.b = (BigInteger.valueOf(radix).pow(v).subtract(BigInteger.ONE).bitLength() + 7) / 8;
        this.d = 4 * ((b + 3) / 4) + 4;
        BigInteger largest = BigInteger.valueOf(radix).pow(v);
        this.fast = d <= Aes.BLOCK && largest.bitLength() <= MOST_BITS;
        this.modU = fast ? BigInteger.valueOf(radix).pow(u).longValueExact() : 0;
        this.modV = fast ? largest.longValueExact() : 0;
        this.tweakLength = tweak.length;
        this.q = new byte[(tweak.length + b + 1 + Aes.BLOCK - 1) / Aes.BLOCK * Aes.BLOCK];
        System.arraycopy(tweak, 0, q, 0, tweak.length);
        aes.encrypt(header(length), 0, prefix, 0);
        begin();
    }

    /** P of step 5. */
    private byte[] header(int length) {
        return new byte[] {
            1,
            2,
            1,
            (byte) (radix >>> 16),
            (byte) (radix >>> 8),
            (byte) radix,
            10,
            (byte) u,
            (byte) (length >>> 24),
            (byte) (length >>> 16),
            (byte) (length >>> 8),
            (byte) length,
            (byte) (tweakLength >>> 24),
            (byte) (tweakLength >>> 16),
            (byte) (tweakLength >>> 8),
            (byte) tweakLength
        };
    }

    /** From here on with another tweak, as long as the first one; {@code tweak} fills its first eight bytes. */
    Ff1 under(long tweak) {
        if ((long) LONG.get(q, 0) != tweak) {
            LONG.set(q, 0, tweak);
            begin();
        }
        return this;
    }

    /** Chains the blocks of Q that no round changes: the tweak's and its padding, all but those with the round and the number. */
    private void begin() {
        fixed = Math.max(0, (q.length - b - 1) / Aes.BLOCK * Aes.BLOCK);
        System.arraycopy(prefix, 0, begun, 0, Aes.BLOCK);
        for (int at = 0; at < fixed; at += Aes.BLOCK) {
            step(begun, at);
        }
    }

    byte[] encrypt(byte[] symbols) {
        return fast ? fast(symbols, true) : large(symbols, true);
    }

    byte[] decrypt(byte[] symbols) {
        return fast ? fast(symbols, false) : large(symbols, false);
    }

    private byte[] fast(byte[] symbols, boolean forward) {
        long left = number(symbols, 0, u);
        long right = number(symbols, u, u + v);
        for (int n = 0; n < ROUNDS; n++) {
            int round = forward ? n : ROUNDS - 1 - n;
            long modulus = round % 2 == 0 ? modU : modV;
            if (forward) {
                round(round, right);
                long next = left + remainder(modulus);
                left = right;
                right = next >= modulus ? next - modulus : next;
            } else {
                round(round, left);
                long next = right - remainder(modulus);
                right = left;
                left = next < 0 ? next + modulus : next;
            }
        }
        var out = new byte[u + v];
        write(left, out, 0, u);
        write(right, out, u, u + v);
        return out;
    }

    private void round(int round, long value) {
        q[q.length - b - 1] = (byte) round;
        long rest = value;
        for (int i = q.length - 1; i >= q.length - b; i--) {
            q[i] = (byte) rest;
            rest >>>= 8;
        }
        chain();
    }

    /** R of step 6.ii: CBC-MAC of P and Q, the part that no round changes being known. */
    private void chain() {
        System.arraycopy(begun, 0, state, 0, Aes.BLOCK);
        for (int at = fixed; at < q.length; at += Aes.BLOCK) {
            step(state, at);
        }
    }

    private void step(byte[] chained, int at) {
        LONG.set(chained, 0, (long) LONG.get(chained, 0) ^ (long) LONG.get(q, at));
        LONG.set(chained, 8, (long) LONG.get(chained, 8) ^ (long) LONG.get(q, at + 8));
        aes.encrypt(chained, 0, chained, 0);
    }

    /** The number of the first d bytes of R (d is 8 to 16 here) modulo a small number. */
    private long remainder(long modulus) {
        if ((modulus & modulus - 1) == 0) {
            return (long) LONG.get(state, d - 8) & modulus - 1;
        }
        long rest = Long.remainderUnsigned((long) LONG.get(state, 0), modulus);
        for (int i = 8; i < d; i += 4) {
            rest = next(rest, (int) INT.get(state, i) & 0xffff_ffffL, modulus);
        }
        return rest;
    }

    /**
     * The remainder of {@code rest * 2^32 + more}, which may not fit into a long: the quotient is guessed to within one or two, and what
     * is left after taking it away does fit, whatever overflowed on the way.
     */
    private static long next(long rest, long more, long modulus) {
        long quotient = (long) (rest * 0x1p32 / modulus);
        long remainder = (rest << 32) + more - quotient * modulus;
        while (remainder < 0) {
            remainder += modulus;
        }
        while (remainder >= modulus) {
            remainder -= modulus;
        }
        return remainder;
    }

    private long number(byte[] symbols, int from, int to) {
        long out = 0;
        for (int i = from; i < to; i++) {
            out = out * radix + (symbols[i] & 0xff);
        }
        return out;
    }

    /** Division by a constant takes a fifth of the time; these are the alphabets that columns have. */
    private void write(long value, byte[] out, int from, int to) {
        switch (radix) {
            case 10 -> write10(value, out, from, to);
            case 36 -> write36(value, out, from, to);
            default -> {
                long rest = value;
                for (int i = to - 1; i >= from; i--) {
                    out[i] = (byte) (rest % radix);
                    rest /= radix;
                }
            }
        }
    }

    private static void write10(long value, byte[] out, int from, int to) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            out[i] = (byte) (rest % 10);
            rest /= 10;
        }
    }

    private static void write36(long value, byte[] out, int from, int to) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            out[i] = (byte) (rest % 36);
            rest /= 36;
        }
    }

    private byte[] large(byte[] symbols, boolean forward) {
        BigInteger base = BigInteger.valueOf(radix);
        BigInteger left = large(symbols, 0, u);
        BigInteger right = large(symbols, u, u + v);
        for (int n = 0; n < ROUNDS; n++) {
            int round = forward ? n : ROUNDS - 1 - n;
            BigInteger modulus = base.pow(round % 2 == 0 ? u : v);
            BigInteger y = y(round, forward ? right : left);
            if (forward) {
                BigInteger next = left.add(y).mod(modulus);
                left = right;
                right = next;
            } else {
                BigInteger next = right.subtract(y).mod(modulus);
                right = left;
                left = next;
            }
        }
        var out = new byte[u + v];
        write(left, out, 0, u);
        write(right, out, u, u + v);
        return out;
    }

    private BigInteger y(int round, BigInteger value) {
        q[q.length - b - 1] = (byte) round;
        byte[] bytes = value.toByteArray();
        for (int i = 0; i < b; i++) {
            int from = bytes.length - 1 - i;
            q[q.length - 1 - i] = from < 0 ? 0 : bytes[from];
        }
        chain();
        var s = new byte[(d + Aes.BLOCK - 1) / Aes.BLOCK * Aes.BLOCK];
        System.arraycopy(state, 0, s, 0, Aes.BLOCK);
        for (int block = 1; block * Aes.BLOCK < d; block++) {
            System.arraycopy(state, 0, more, 0, Aes.BLOCK);
            for (int i = 0; i < 4; i++) {
                more[Aes.BLOCK - 1 - i] ^= (byte) (block >>> 8 * i);
            }
            aes.encrypt(more, 0, s, block * Aes.BLOCK);
        }
        return new BigInteger(1, s, 0, d);
    }

    private BigInteger large(byte[] symbols, int from, int to) {
        BigInteger out = BigInteger.ZERO;
        BigInteger base = BigInteger.valueOf(radix);
        for (int i = from; i < to; i++) {
            out = out.multiply(base).add(BigInteger.valueOf(symbols[i] & 0xff));
        }
        return out;
    }

    private void write(BigInteger value, byte[] out, int from, int to) {
        BigInteger rest = value;
        BigInteger base = BigInteger.valueOf(radix);
        for (int i = to - 1; i >= from; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            out[i] = parts[1].byteValue();
            rest = parts[0];
        }
    }
}
