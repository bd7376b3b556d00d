package dev.datamig.validator.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hashes of cells for counting different ones: 64 bits, seeded at random in each process, never written anywhere. Two of a million
 * different values meet with a chance of 3 · 10^-8.
 */
public final class CellHash {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = new SecureRandom().nextLong();
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private CellHash() {}

    /** @param cell not null; texts as UTF-8 */
    public static long of(Object cell) {
        return switch (cell) {
            case byte[] bytes -> bytes(bytes);
            case Long number -> mixed(SEED ^ number * ODD);
            case Integer number -> mixed(SEED ^ number * ODD);
            case Double number -> mixed(SEED ^ Double.doubleToLongBits(number) * ODD);
            case Float number -> mixed(SEED ^ Float.floatToIntBits(number) * ODD);
            default -> mixed(SEED ^ cell.hashCode() * ODD);
        };
    }

    private static long bytes(byte[] bytes) {
        long hash = SEED ^ bytes.length * ODD;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(bytes, at) * ODD);
        }
        long rest = 0;
        for (; at < bytes.length; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return mixed(hash ^ rest * ODD);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014): a permutation in which each bit depends on all. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
