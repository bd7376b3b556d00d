package dev.datamig.anonymizer.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one sub-key, as numbers, choices and tokens. Not for several threads. */
public final class Prf {

    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final Mac mac;

    Prf(byte[] subKey) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(subKey, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /** 32 bytes. */
    public byte[] bytes(String value) {
        return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(byte[] value) {
        return mac.doFinal(value);
    }

    /** 63 bits, not negative. */
    public long number(String value) {
        return ByteBuffer.wrap(bytes(value)).getLong() & Long.MAX_VALUE;
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
     * @param length at most 40; each character carries 5.17 bits
     */
    public String token(String value, int length) {
        return symbols(value, length, 36, 8);
    }

    /** Decimal digits derived from the whole value, at most 60. */
    public String digits(String value, int length) {
        return symbols(value, length, 10, 15);
    }

    /** Each piece of eight bytes yields so many symbols that they stay even; longer texts go on with a hash of the hash. */
    private String symbols(String value, int length, int radix, int perPiece) {
        byte[] digest = bytes(value);
        var out = new StringBuilder(length);
        int piece = 0;
        while (out.length() < length) {
            if (piece == 4) {
                digest = mac.doFinal(digest);
                piece = 0;
            }
            long rest = ByteBuffer.wrap(digest, piece * 8, 8).getLong() & Long.MAX_VALUE;
            for (int i = 0; i < perPiece && out.length() < length; i++) {
                out.append(BASE36.charAt((int) (rest % radix)));
                rest /= radix;
            }
            piece++;
        }
        return out.toString();
    }

    /** Several choices from one value at the price of one: at most eight, each from 0 to {@code sizes[i] - 1}. */
    public int[] choices(String value, int... sizes) {
        var digest = ByteBuffer.wrap(bytes(value));
        var out = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            out[i] = (digest.getInt(i * 4) & Integer.MAX_VALUE) % sizes[i];
        }
        return out;
    }
}
