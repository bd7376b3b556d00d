package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Permutations of strings of symbols over any small alphabet, and of ranges of numbers: FF1 (NIST SP 800-38G) where its domain
 * suffices (a million values), else a keyed permutation. Injective, and reversible with the key. Not for several threads.
 */
public final class FormatPreserving {

    private static final long LEAST_FF1_DOMAIN = 1_000_000;
    private static final int KEPT_ENGINES = 256;

    private final Map<Integer, Ff1> engines = new HashMap<>();
    private final Supplier<byte[]> subKey;
    private final Prf prf;
    private final SmallPermutation small;
    private @Nullable Aes aes;
    private @Nullable String lastTweak;
    private long lastTweakNumber;

    /** @param subKey 32 bytes, always the same; derived when it is first needed */
    FormatPreserving(Supplier<byte[]> subKey, Prf prf) {
        this.subKey = subKey;
        this.prf = prf;
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
        return cipher(symbols, radix, tweak(tweak), true);
    }

    /** The same with a tweak that {@link #tweak} made. */
    public byte[] permute(byte[] symbols, int radix, long tweak) {
        return cipher(symbols, radix, tweak, true);
    }

    /** The inverse of {@link #permute(byte[], int, String)}. */
    public byte[] restore(byte[] symbols, int radix, String tweak) {
        return cipher(symbols, radix, tweak(tweak), false);
    }

    /** The inverse of {@link #permute(byte[], int, long)}. */
    public byte[] restore(byte[] symbols, int radix, long tweak) {
        return cipher(symbols, radix, tweak, false);
    }

    /** Eight bytes that stand for a text, by the keyed function. */
    public long tweak(String text) {
        if (!text.equals(lastTweak)) {
            lastTweakNumber = prf.number(text);
            lastTweak = text;
        }
        return lastTweakNumber;
    }

    /** A tweak made of another one and a string of symbols. */
    public long tweak(long tweak, byte[] symbols) {
        var message = new byte[Long.BYTES + symbols.length];
        for (int i = 0; i < Long.BYTES; i++) {
            message[i] = (byte) (tweak >>> 8 * i);
        }
        System.arraycopy(symbols, 0, message, Long.BYTES, symbols.length);
        return prf.number(message, message.length);
    }

    private byte[] cipher(byte[] symbols, int radix, long tweak, boolean forward) {
        if (symbols.length == 0) {
            return symbols;
        }
        long n = size(radix, symbols.length);
        if (n < LEAST_FF1_DOMAIN) {
            long x = value(symbols, radix);
            return symbols(forward ? small.derange(x, n, tweak) : small.restore(x, n, tweak), radix, symbols.length);
        }
        Ff1 engine = engine(radix, symbols.length).under(tweak);
        return forward ? engine.encrypt(symbols) : engine.decrypt(symbols);
    }

    /** How many strings there are, a million at most. */
    private static long size(int radix, int length) {
        long n = 1;
        for (int i = 0; i < length && n < LEAST_FF1_DOMAIN; i++) {
            n *= radix;
        }
        return Math.min(n, LEAST_FF1_DOMAIN);
    }

    private Aes aes() {
        Aes made = aes;
        if (made == null) {
            made = new Aes(subKey.get());
            aes = made;
        }
        return made;
    }

    /** Most columns have values of few lengths, so that few engines serve. */
    private Ff1 engine(int radix, int length) {
        if (engines.size() >= KEPT_ENGINES) {
            engines.clear();
        }
        return engines.computeIfAbsent(
                radix << 20 | length, format -> new Ff1(aes(), radix, length, new byte[Long.BYTES]));
    }

    /**
     * Permutes the numbers from {@code low} to {@code high}, both included, without fixed points.
     *
     * @param high at most 2^61 above {@code low}
     */
    public long permute(long x, long low, long high, String tweak) {
        return low + small.derange(x - low, high - low + 1, range(low, high, tweak));
    }

    /** The inverse of {@link #permute(long, long, long, String)}. */
    public long restore(long y, long low, long high, String tweak) {
        return low + small.restore(y - low, high - low + 1, range(low, high, tweak));
    }

    private long range(long low, long high, String tweak) {
        var message = new byte[2 * Long.BYTES + tweak.length() * 2];
        for (int i = 0; i < Long.BYTES; i++) {
            message[i] = (byte) (low >>> 8 * i);
            message[Long.BYTES + i] = (byte) (high >>> 8 * i);
        }
        byte[] text = tweak.getBytes(StandardCharsets.UTF_16BE);
        System.arraycopy(text, 0, message, 2 * Long.BYTES, text.length);
        return prf.number(message, message.length);
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
