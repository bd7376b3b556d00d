package dev.datamig.validator.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A column's distribution in bounded memory: for numbers a uniform sample, for other values how often each occurs. Not for several
 * threads.
 */
public final class Spread {

    private static final int SAMPLE = 50_000;
    private static final int CATEGORIES = 20_000;
    private static final int OWN_BINS = 100;

    private final Random random = new Random(7);
    private final double[] sample = new double[SAMPLE];
    private final Map<String, Long> categories = new HashMap<>();
    private long numbers;
    private long nulls;
    private long all;

    /** @param value null, a Number, or anything else with a text */
    public void add(@Nullable Object value) {
        all++;
        if (value == null) {
            nulls++;
        } else if (value instanceof Number number) {
            add(number.doubleValue());
        } else {
            String text = value.toString();
            if (categories.containsKey(text) || categories.size() < CATEGORIES) {
                categories.merge(text, 1L, Long::sum);
            }
        }
    }

    /** Reservoir sampling (Vitter, algorithm R). */
    private void add(double number) {
        if (numbers < SAMPLE) {
            sample[(int) numbers] = number;
        } else {
            long place = random.nextLong(numbers + 1);
            if (place < SAMPLE) {
                sample[(int) place] = number;
            }
        }
        numbers++;
    }

    public long count() {
        return all;
    }

    public double nullShare() {
        return all == 0 ? 0 : (double) nulls / all;
    }

    /** The population stability index of {@code actual} against this one. */
    public double psi(Spread actual) {
        if (all == 0 || actual.all == 0) {
            return 0;
        }
        List<double[]> bins = new ArrayList<>();
        bins.add(new double[] {nulls, actual.nulls});
        if (numbers > 0) {
            deciles(actual, bins);
        }
        if (!categories.isEmpty() || !actual.categories.isEmpty()) {
            ownBins(actual, bins);
        }
        double index = 0;
        for (double[] bin : bins) {
            if (bin[0] > 0 || bin[1] > 0) {
                double expected = Math.max(0.5, bin[0]) / all;
                double found = Math.max(0.5, bin[1]) / actual.all;
                index += (found - expected) * Math.log(found / expected);
            }
        }
        return index;
    }

    private void deciles(Spread actual, List<double[]> bins) {
        double[] sorted = sorted();
        double[] edges = new double[9];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[(int) ((long) (i + 1) * (sorted.length - 1) / 10)];
        }
        double[] expected = shares(sorted, edges);
        double[] found = shares(actual.sorted(), edges);
        for (int i = 0; i < expected.length; i++) {
            bins.add(new double[] {expected[i] * numbers, found[i] * actual.numbers});
        }
    }

    private double[] sorted() {
        double[] values = Arrays.copyOf(sample, (int) Math.min(numbers, SAMPLE));
        Arrays.sort(values);
        return values;
    }

    private static double[] shares(double[] values, double[] edges) {
        double[] shares = new double[edges.length + 1];
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && value > edges[bin]) {
                bin++;
            }
            shares[bin] += 1.0 / values.length;
        }
        return shares;
    }

    private void ownBins(Spread actual, List<double[]> bins) {
        List<String> frequent = categories.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(OWN_BINS)
                .map(Map.Entry::getKey)
                .toList();
        double expectedRest = all - nulls - numbers;
        double foundRest = actual.all - actual.nulls - actual.numbers;
        for (String value : frequent) {
            double expected = categories.getOrDefault(value, 0L);
            double found = actual.categories.getOrDefault(value, 0L);
            expectedRest -= expected;
            foundRest -= found;
            bins.add(new double[] {expected, found});
        }
        bins.add(new double[] {expectedRest, foundRest});
    }
}
