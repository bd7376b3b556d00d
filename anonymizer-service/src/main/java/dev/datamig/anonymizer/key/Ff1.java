package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import java.math.BigInteger;

/**
 * FF1 (NIST SP 800-38G) for one radix and length under one key: a permutation of the strings of that length for each tweak. What does
 * not depend on the value is computed once; of short strings each round is one block of AES and arithmetic on longs. Not for
 * several threads.
 */
final class Ff1 {

    private static final int ROUNDS = 10;

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
    private final byte[] more = new byte[Aes.BLOCK];

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
        this.fast =
                d <= Aes.BLOCK && (largest.bitLength() <= 55 || largest.bitLength() <= 62 && largest.bitCount() == 1);
        this.modU = fast ? BigInteger.valueOf(radix).pow(u).longValueExact() : 0;
        this.modV = fast ? largest.longValueExact() : 0;
        this.tweakLength = tweak.length;
        this.q = new byte[(tweak.length + b + 1 + Aes.BLOCK - 1) / Aes.BLOCK * Aes.BLOCK];
        System.arraycopy(tweak, 0, q, 0, tweak.length);
        aes.encrypt(header(length), 0, prefix, 0);
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
        for (int i = 0; i < Long.BYTES; i++) {
            q[i] = (byte) (tweak >>> 8 * (7 - i));
        }
        return this;
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

    /** R of step 6.ii: CBC-MAC of P and Q, P's part being known. */
    private void chain() {
        System.arraycopy(prefix, 0, state, 0, Aes.BLOCK);
        for (int at = 0; at < q.length; at += Aes.BLOCK) {
            for (int i = 0; i < Aes.BLOCK; i++) {
                state[i] ^= q[at + i];
            }
            aes.encrypt(state, 0, state, 0);
        }
    }

    /** The number of the first d bytes of R (d is 8 to 16 here) modulo a small number. */
    private long remainder(long modulus) {
        if ((modulus & modulus - 1) == 0) {
            long low = 0;
            for (int i = d - 8; i < d; i++) {
                low = low << 8 | state[i] & 0xff;
            }
            return low & modulus - 1;
        }
        long first = 0;
        for (int i = 0; i < 8; i++) {
            first = first << 8 | state[i] & 0xff;
        }
        long rest = Long.remainderUnsigned(first, modulus);
        for (int i = 8; i < d; i++) {
            rest = next(rest, state[i] & 0xff, modulus);
        }
        return rest;
    }

    /** The remainder of {@code rest * 256 + b}, which may not fit into a long: the quotient is guessed to within one. */
    private static long next(long rest, int b, long modulus) {
        long quotient = (long) (rest * 256.0 / modulus);
        long remainder = (rest << 8 | b) - quotient * modulus;
        if (remainder < 0) {
            return remainder + modulus;
        }
        return remainder >= modulus ? remainder - modulus : remainder;
    }

    private long number(byte[] symbols, int from, int to) {
        long out = 0;
        for (int i = from; i < to; i++) {
            out = out * radix + (symbols[i] & 0xff);
        }
        return out;
    }

    private void write(long value, byte[] out, int from, int to) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            out[i] = (byte) (rest % radix);
            rest /= radix;
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
