package dev.datamig.sandbox.data;

import java.util.List;
import java.util.UUID;

/**
 * Chance that is always the same: a stream of numbers that follows from what it is for. Nothing else is random in the sandbox, so
 * that every store can be made on its own and still agree with the others about a person.
 */
final class Dice {

    private static final long SEED = 20_260_101L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** @param purpose such as {@code student.name} @param number which one */
    static Dice of(String purpose, long number) {
        return new Dice(mix(SEED ^ mix(purpose.hashCode()) ^ mix(number * 0x9E3779B97F4A7C15L)));
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A version 4 UUID (RFC 9562). */
    UUID uuid() {
        long high = next() & ~0xF000L | 0x4000L;
        long low = next() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    byte[] bytes(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** SplitMix64's finalizer (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
