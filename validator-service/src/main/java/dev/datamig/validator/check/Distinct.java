package dev.datamig.validator.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts different values by their hashes: exactly up to a limit, beyond it by HyperLogLog with 16,384 registers (Flajolet and others,
 * 2007; the estimator of Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017), whose standard error is
 * 0.8 %. Not for several threads.
 */
public final class Distinct {

    private static final int INDEX_BITS = 14;
    private static final int REGISTERS = 1 << INDEX_BITS;
    private static final int RANKS = 64 - INDEX_BITS;

    private final int limit;
    private long[] places = new long[256];
    private int size;
    private boolean zero;
    private byte @Nullable [] registers;

    /** @param limit how many different values are told apart exactly, at eight to thirty-two bytes each */
    public Distinct(int limit) {
        this.limit = limit;
    }

    /** @param hash of a value, every bit of it even */
    public void add(long hash) {
        byte[] sketch = registers;
        if (sketch != null) {
            rank(sketch, hash);
        } else if (hash == 0) {
            zero = true;
        } else if (put(places, hash) && ++size * 2 > places.length) {
            grow();
        }
    }

    /** How many there are; see {@link #exact}. */
    public long count() {
        byte[] sketch = registers;
        return sketch == null ? size + (zero ? 1 : 0) : Math.round(estimate(sketch));
    }

    /** Whether {@link #count} is no estimate. */
    public boolean exact() {
        return registers == null;
    }

    private void grow() {
        if (size >= limit) {
            var sketch = new byte[REGISTERS];
            Arrays.stream(places).filter(hash -> hash != 0).forEach(hash -> rank(sketch, hash));
            registers = sketch;
            places = new long[0];
            return;
        }
        var larger = new long[places.length * 2];
        Arrays.stream(places).filter(hash -> hash != 0).forEach(hash -> put(larger, hash));
        places = larger;
    }

    private static boolean put(long[] places, long hash) {
        int mask = places.length - 1;
        int at = (int) hash & mask;
        while (places[at] != 0) {
            if (places[at] == hash) {
                return false;
            }
            at = at + 1 & mask;
        }
        places[at] = hash;
        return true;
    }

    private static void rank(byte[] registers, long hash) {
        int at = (int) (hash >>> RANKS);
        int rank = Math.min(Long.numberOfLeadingZeros(hash << INDEX_BITS), RANKS) + 1;
        if (rank > registers[at]) {
            registers[at] = (byte) rank;
        }
    }

    private static double estimate(byte[] registers) {
        var counts = new int[RANKS + 2];
        for (byte rank : registers) {
            counts[rank]++;
        }
        double z = REGISTERS * tau(1 - counts[RANKS + 1] / (double) REGISTERS);
        for (int rank = RANKS; rank >= 1; rank--) {
            z = 0.5 * (z + counts[rank]);
        }
        z += REGISTERS * sigma(counts[0] / (double) REGISTERS);
        return REGISTERS / (2 * Math.log(2)) * REGISTERS / z;
    }

    private static double sigma(double x) {
        double power = x;
        double weight = 1;
        double sum = x;
        for (double before = -1; sum != before && x < 1; ) {
            before = sum;
            power *= power;
            sum += power * weight;
            weight += weight;
        }
        return x == 1 ? Double.POSITIVE_INFINITY : sum;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double root = x;
        double weight = 1;
        double rest = 1 - x;
        for (double before = -1; rest != before; ) {
            before = rest;
            root = Math.sqrt(root);
            weight *= 0.5;
            rest -= (1 - root) * (1 - root) * weight;
        }
        return rest / 3;
    }
}
