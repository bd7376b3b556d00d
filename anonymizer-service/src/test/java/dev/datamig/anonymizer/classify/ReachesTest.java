package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether enough values have a form, told by few of them, must be what counting all of them tells. */
class ReachesTest {

    private static final double[] LEAST = {0.02, 0.1, 0.22, 0.25, 0.3, 0.35, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1};

    @Test
    void tellsWhatCountingTells() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 100_000; n++) {
            int most = random.nextInt(11);
            List<String> values = Stream.generate(() -> random.nextInt(10) < most ? "yes" : "no")
                    .limit(random.nextInt(120))
                    .toList();
            for (double least : LEAST) {
                assertThat(ValueJudge.reaches(values, "yes"::equals, least))
                        .isEqualTo(ValueJudge.share(values, "yes"::equals) >= least);
            }
        }
    }

    @Test
    void findsTheSchemeThatCountingFinds() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 2_000; n++) {
            int most = 7 + random.nextInt(4);
            List<String> values = Stream.generate(() -> random.nextInt(10) < most ? "529-98-1234" : "Maple")
                    .limit(random.nextInt(60))
                    .toList();
            boolean enough = values.stream().filter(NationalIds::isOne).count() >= 0.9 * values.size();

            assertThat(NationalIds.of(values, 0.9).isPresent()).isEqualTo(enough);
        }
    }

    @Test
    void looksAtNoMoreValuesThanTell() {
        var looks = new AtomicInteger();
        List<String> values = Stream.generate(() -> "no").limit(100).toList();

        boolean reached = ValueJudge.reaches(
                values,
                value -> {
                    looks.incrementAndGet();
                    return value.equals("yes");
                },
                0.8);

        assertThat(reached).isFalse();
        assertThat(looks).hasValue(21);
    }
}
