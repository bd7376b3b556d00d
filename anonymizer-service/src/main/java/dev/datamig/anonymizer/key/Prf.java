package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import dev.datamig.staging.key.Cmac;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A keyed function of texts (CMAC with AES-256 under a sub-key of its own), as numbers, choices and tokens. More than 16 bytes are
 * made from the first 16 under a second key. Keys are derived and ciphers made when they are first needed: of the functions that a table's
 * masks have, few are ever asked. Not for several threads.
 */
public final class Prf {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final Supplier<byte[]> subKey;
    private final Supplier<byte[]> secondKey;
    private @Nullable Cmac cmac;
    private @Nullable Aes further;
    private final byte[] block = new byte[Aes.BLOCK];
    private final byte[] more = new byte[Aes.BLOCK];

    /** Each of the keys has 32 bytes, always the same. */
    Prf(Supplier<byte[]> subKey, Supplier<byte[]> secondKey) {
        this.subKey = subKey;
        this.secondKey = secondKey;
    }

    private Cmac cmac() {
        Cmac made = cmac;
        if (made == null) {
            made = new Cmac(subKey.get());
            cmac = made;
        }
        return made;
    }

    private Aes further() {
        Aes made = further;
        if (made == null) {
            made = new Aes(secondKey.get());
            further = made;
        }
        return made;
    }

    /** 32 bytes. */
    public byte[] bytes(String value) {
        of(value);
        var out = new byte[2 * Aes.BLOCK];
        for (int n = 0; n < 2; n++) {
            System.arraycopy(piece(n), 0, out, n * Aes.BLOCK, Aes.BLOCK);
        }
        return out;
    }

    /** 63 bits, not negative. */
    public long number(String value) {
        of(value);
        return (long) LONG.get(block, 0) & Long.MAX_VALUE;
    }

    /** 64 bits of a few bytes. */
    long number(byte[] value, int length) {
        cmac().of(value, length, block);
        return (long) LONG.get(block, 0);
    }

    /** So many times 64 bits of a few bytes. */
    long[] numbers(byte[] value, int count) {
        cmac().of(value, value.length, block);
        var out = new long[count];
        for (int i = 0; i < count; i++) {
            out[i] = (long) LONG.get(piece(i / 2), i % 2 * Long.BYTES);
        }
        return out;
    }

    /** A number from 0 to {@code n - 1}; even to within 2^-31 for lists of words. */
    public int index(String value, int n) {
        return (int) (number(value) % n);
    }

    /** A number from 0 to {@code n - 1}. */
    public long index(String value, long n) {
        return number(value) % n;
    }

    /**
     * Letters and digits derived from the whole value.
     *
     * @param length each character carries 5.17 bits, at most 128 bits altogether
     */
    public String token(String value, int length) {
        return symbols(value, length, 36, 8);
    }

    /** Decimal digits derived from the whole value. */
    public String digits(String value, int length) {
        return symbols(value, length, 10, 15);
    }

    /** Each half of a block yields so many symbols that they stay even. */
    private String symbols(String value, int length, int radix, int perHalf) {
        of(value);
        var out = new StringBuilder(length);
        for (int half = 0; out.length() < length; half++) {
            byte[] piece = piece(half / 2);
            long rest = (long) LONG.get(piece, half % 2 * 8) & Long.MAX_VALUE;
            for (int i = 0; i < perHalf && out.length() < length; i++) {
                out.append(BASE36.charAt((int) (rest % radix)));
                rest /= radix;
            }
        }
        return out.toString();
    }

    /** Several choices from one value at the price of one: at most eight, each from 0 to {@code sizes[i] - 1}. */
    public int[] choices(String value, int... sizes) {
        of(value);
        var out = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            out[i] = ((int) INT.get(piece(i / 4), i % 4 * 4) & Integer.MAX_VALUE) % sizes[i];
        }
        return out;
    }

    private void of(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        cmac().of(bytes, bytes.length, block);
    }

    /** The block itself, then its encryptions in counter mode. */
    private byte[] piece(int n) {
        if (n == 0) {
            return block;
        }
        System.arraycopy(block, 0, more, 0, Aes.BLOCK);
        more[Aes.BLOCK - 1] ^= (byte) n;
        more[Aes.BLOCK - 2] ^= (byte) (n >>> 8);
        further().encrypt(more, 0, more, 0);
        return more;
    }
}
