package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each strategy is held to what it promises, over random values; the seed is printed. */
class PromisesTest {

    private static final int MANY = 3_000;
    /** Five and a half standard deviations of a rank correlation of so many independent pairs. */
    private static final double CHANCE = 5.5 / Math.sqrt(MANY - 1);

    private final Random random = random();

    private static Random random() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        return new Random(seed);
    }

    /** A strategy at work on a column, with values that make sense there. */
    private record Use(String column, String strategy, Map<String, String> params, Function<Random, String> values) {

        Promise[] promises() {
            return Strategies.named(strategy).orElseThrow().promises().toArray(Promise[]::new);
        }

        boolean promises(Promise promise) {
            return Arrays.asList(promises()).contains(promise);
        }

        List<String> masked(List<String> originals, dev.datamig.anonymizer.key.MaskingKey key) {
            Mask mask = Masks.mask(key, Masks.target(column, false, null, "promise"), strategy, params);
            return originals.stream()
                    .map(value -> Masks.text(column, mask.mask(Masks.cell(column, value), Masks.row())))
                    .toList();
        }

        List<String> distinct(Random random) {
            return Stream.generate(() -> values.apply(random))
                    .distinct()
                    .limit(MANY)
                    .toList();
        }

        @Override
        public String toString() {
            return strategy + " " + params + " on " + column;
        }
    }

    static Stream<Use> uses() {
        return Stream.of(
                new Use("c text", "hash", Map.of(), PromisesTest::words),
                new Use("c bigint", "hash", Map.of(), PromisesTest::number),
                new Use("c text", "tokenize", Map.of(), random -> "S" + digits(random, 7)),
                new Use("c int", "tokenize", Map.of(), random -> String.valueOf(1_000_000 + random.nextInt(8_999_999))),
                new Use("c text", "fake", Map.of("generator", "familyName"), PromisesTest::name),
                new Use("c text", "fake", Map.of("generator", "givenName"), PromisesTest::name),
                new Use("c text", "fake", Map.of("generator", "email"), random -> name(random) + "@school.org"),
                new Use("c text", "fake", Map.of("generator", "userName"), PromisesTest::name),
                new Use("c text", "fake", Map.of("generator", "ssn"), PromisesTest::ssn),
                new Use(
                        "c text",
                        "fake",
                        Map.of("generator", "phone"),
                        random -> "212-7" + digits(random, 2) + "-" + digits(random, 4)),
                new Use("c date", "shift", Map.of("days", "30"), PromisesTest::date),
                new Use("c date", "shift", Map.of("within", "schoolYear"), PromisesTest::date),
                new Use("c date", "generalize", Map.of("to", "year"), PromisesTest::date),
                new Use(
                        "c double",
                        "noise",
                        Map.of("percent", "10"),
                        random -> String.valueOf(random.nextDouble(10, 1000))),
                new Use("c text", "constant", Map.of("value", "x"), PromisesTest::words),
                new Use("c text", "nullify", Map.of(), PromisesTest::words),
                new Use("c text", "keep", Map.of(), PromisesTest::words));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isHeldToItsPromises(Use use) {
        for (Promise promise : use.promises()) {
            hold(use, promise);
        }
    }

    private void hold(Use use, Promise promise) {
        List<String> originals = use.distinct(random);
        List<String> fakes = use.masked(originals, Masks.KEY);
        switch (promise) {
            case HIDES_ORDER ->
                assertThat(Math.abs(correlation(ranks(originals, use), ranks(fakes, use))))
                        .as(use + " hides order")
                        .isLessThan(CHANCE);
            case HIDES_LENGTH ->
                assertThat(Math.abs(correlation(sizes(originals), sizes(fakes))))
                        .as(use + " hides length")
                        .isLessThan(CHANCE);
            case HIDES_FREQUENCY ->
                assertThat(new HashSet<>(fakes)).as(use + " hides frequency").hasSize(1);
            case OTHER_KEY -> otherKey(use, originals, fakes);
            case KEEPS_APART ->
                assertThat(new HashSet<>(fakes)).as(use + " keeps values apart").hasSize(originals.size());
            case KEEPS_FORMAT ->
                assertThat(fakes.stream().map(PromisesTest::shape).toList())
                        .as(use + " keeps the format")
                        .isEqualTo(originals.stream().map(PromisesTest::shape).toList());
            case STAYS_NEAR -> near(use, originals, fakes);
        }
    }

    /** Of small value spaces some values meet by chance: there it is the share that counts. */
    private static void otherKey(Use use, List<String> originals, List<String> fakes) {
        List<String> others = use.masked(originals, Masks.OTHER_KEY);
        long same = IntStream.range(0, fakes.size())
                .filter(i -> fakes.get(i).equals(others.get(i)))
                .count();
        boolean fewValues = use.params().containsValue("givenName")
                || use.params().containsValue("familyName")
                || use.params().containsValue("phone");
        assertThat(same).as(use + " with another key").isLessThanOrEqualTo(fewValues ? MANY / 100 : MANY / 1_000);
    }

    private static void near(Use use, List<String> originals, List<String> fakes) {
        for (int i = 0; i < originals.size(); i++) {
            String original = originals.get(i);
            String fake = fakes.get(i);
            if (use.column().endsWith("date")) {
                LocalDate was = LocalDate.parse(original);
                LocalDate is = LocalDate.parse(fake);
                boolean stays = use.params().containsKey("days")
                        ? Math.abs(was.toEpochDay() - is.toEpochDay()) <= 30
                        : use.params().containsKey("within")
                                ? schoolYear(was) == schoolYear(is)
                                : was.getYear() == is.getYear();
                assertThat(stays).as(use + " stays near").isTrue();
            } else {
                double was = Double.parseDouble(original);
                assertThat(Math.abs(Double.parseDouble(fake) - was)).isLessThanOrEqualTo(was * 0.1 + 1e-9);
            }
        }
    }

    @Test
    void hidesTheOrderOfDatesInsideASchoolYear() {
        var use = new Use(
                "c date",
                "shift",
                Map.of("within", "schoolYear"),
                any -> LocalDate.of(2014, 9, 1).plusDays(any.nextInt(365)).toString());
        List<String> originals = Stream.generate(() -> use.values().apply(random))
                .distinct()
                .limit(300)
                .toList();

        double found = correlation(ranks(originals, use), ranks(use.masked(originals, Masks.KEY), use));

        assertThat(Math.abs(found)).isLessThan(5.5 / Math.sqrt(299));
    }

    @Test
    void aStrategyThatKeepsOrderWouldBeFound() {
        var keep = new Use("c text", "keep", Map.of(), PromisesTest::words);
        List<String> originals = keep.distinct(random);

        assertThat(correlation(ranks(originals, keep), ranks(keep.masked(originals, Masks.KEY), keep)))
                .isGreaterThan(0.99);
        assertThat(correlation(sizes(originals), sizes(originals))).isGreaterThan(0.99);
    }

    private static int schoolYear(LocalDate date) {
        return date.getMonthValue() >= 9 ? date.getYear() : date.getYear() - 1;
    }

    private static double[] sizes(List<String> values) {
        return ranks(values, String::length);
    }

    private static double[] ranks(List<String> values, Use use) {
        boolean numbers = use.column().matches("c (int|bigint|double)");
        if (numbers) {
            return ranks(values, Double::parseDouble);
        }
        List<String> sorted = values.stream().sorted().distinct().toList();
        return ranks(values, value -> java.util.Collections.binarySearch(sorted, value));
    }

    /** Spearman's ranks: of equal values the mean of their places. */
    private static double[] ranks(List<String> values, ToDoubleFunction<String> of) {
        double[] numbers = values.stream().mapToDouble(of).toArray();
        var order = new ArrayList<>(IntStream.range(0, numbers.length).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> numbers[i]));
        var ranks = new double[numbers.length];
        for (int from = 0; from < ranks.length; ) {
            int to = from;
            while (to < ranks.length && numbers[order.get(to)] == numbers[order.get(from)]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order.get(i)] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Zero where one of both never changes. */
    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static String shape(String text) {
        return text.replaceAll("\\d", "9").replaceAll("[A-Z]", "X").replaceAll("[a-z]", "x");
    }

    private static String words(Random random) {
        return letters(random, 1 + random.nextInt(60));
    }

    private static String number(Random random) {
        return String.valueOf(random.nextLong(1, Long.MAX_VALUE));
    }

    private static String name(Random random) {
        return (char) ('A' + random.nextInt(26)) + letters(random, 3 + random.nextInt(9));
    }

    private static String ssn(Random random) {
        return "%03d-%02d-%04d".formatted(1 + random.nextInt(600), 1 + random.nextInt(99), 1 + random.nextInt(9_998));
    }

    private static String date(Random random) {
        return LocalDate.of(1990, 1, 1).plusDays(random.nextInt(12_000)).toString();
    }

    private static String letters(Random random, int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append((char) ('a' + random.nextInt(26)));
        }
        return out.toString();
    }

    private static String digits(Random random, int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(random.nextInt(10));
        }
        return out.toString();
    }
}
