package dev.datamig.anonymizer.key;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Permutations of strings of digits over any small alphabet, and of ranges of numbers: FF1 (NIST SP 800-38G) where its domain
 * suffices (a million values), else a keyed permutation. Injective, and reversible with the key. Not for several threads.
 */
public final class FormatPreserving {

    private static final double LEAST_FF1_DOMAIN = 1_000_000;

    private static final int KEPT_ENGINES = 256;

    private final Map<String, FPEFF1Engine> engines = new HashMap<>();
    private final KeyParameter key;
    private final SmallPermutation small;

    FormatPreserving(byte[] subKey, Prf prf) {
        this.key = new KeyParameter(subKey);
        this.small = new SmallPermutation(prf);
    }

    /**
     * Permutes a string of symbols.
     *
     * @param symbols each from 0 to {@code radix - 1}; not changed
     * @param radix 2 to 256
     * @param tweak permutations with different tweaks are unrelated
     */
    public byte[] permute(byte[] symbols, int radix, String tweak) {
        return symbols.length == 0 ? symbols : cipher(symbols, radix, tweak, true);
    }

    /** The inverse of {@link #permute}. */
    public byte[] restore(byte[] symbols, int radix, String tweak) {
        return symbols.length == 0 ? symbols : cipher(symbols, radix, tweak, false);
    }

    private byte[] cipher(byte[] symbols, int radix, String tweak, boolean forward) {
        if (Math.pow(radix, symbols.length) < LEAST_FF1_DOMAIN) {
            long n = Math.round(Math.pow(radix, symbols.length));
            String salt = radix + "/" + symbols.length + "/" + tweak;
            long x = value(symbols, radix);
            return symbols(forward ? small.derange(x, n, salt) : small.restore(x, n, salt), radix, symbols.length);
        }
        var out = new byte[symbols.length];
        engine(radix, tweak, forward).processBlock(symbols, 0, symbols.length, out, 0);
        return out;
    }

    /** Most columns have values of few shapes, so that few engines serve; making one costs as much as using it. */
    private FPEFF1Engine engine(int radix, String tweak, boolean forward) {
        String name = radix + (forward ? ">" : "<") + tweak;
        FPEFF1Engine known = engines.get(name);
        if (known != null) {
            return known;
        }
        if (engines.size() >= KEPT_ENGINES) {
            engines.clear();
        }
        var engine = new FPEFF1Engine();
        engine.init(forward, new FPEParameters(key, radix, tweak.getBytes(StandardCharsets.UTF_8)));
        engines.put(name, engine);
        return engine;
    }

    /**
     * Permutes the numbers from {@code low} to {@code high}, both included, without fixed points.
     *
     * @param high at most 2^61 above {@code low}
     */
    public long permute(long x, long low, long high, String tweak) {
        return low + small.derange(x - low, high - low + 1, low + ".." + high + "/" + tweak);
    }

    /** The inverse of {@link #permute(long, long, long, String)}. */
    public long restore(long y, long low, long high, String tweak) {
        return low + small.restore(y - low, high - low + 1, low + ".." + high + "/" + tweak);
    }

    private static long value(byte[] symbols, int radix) {
        long value = 0;
        for (byte symbol : symbols) {
            value = value * radix + symbol;
        }
        return value;
    }

    private static byte[] symbols(long value, int radix, int length) {
        var out = new byte[length];
        long rest = value;
        for (int i = length - 1; i >= 0; i--) {
            out[i] = (byte) (rest % radix);
            rest /= radix;
        }
        return out;
    }
}
