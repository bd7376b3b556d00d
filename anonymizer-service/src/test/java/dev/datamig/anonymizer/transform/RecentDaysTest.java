package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is remembered of a function must not be seen but in how often it is asked. */
class RecentDaysTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final RecentDays days = new RecentDays(day -> {
        asked.incrementAndGet();
        return 3 * day + 1;
    });

    @Test
    void answersAsTheFunctionDoes() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 300_000; n++) {
            long day = random.nextInt(1 + random.nextInt(200_000)) - 50_000L;

            assertThat(days.applyAsLong(day)).isEqualTo(3 * day + 1);
        }
    }

    @Test
    void answersForTheFirstDaysThereAreAndForTheLast() {
        for (long day : new long[] {Long.MIN_VALUE, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(days.applyAsLong(day)).isEqualTo(3 * day + 1);
        }
    }

    @Test
    void asksHardlyTwiceForTheDaysOfFortyYears() {
        for (int round = 0; round < 20; round++) {
            LongStream.range(10_000, 24_600).forEach(days::applyAsLong);
        }

        assertThat(asked.get()).isBetween(14_600, 30_000);
    }
}
