package dev.datamig.extractor.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleFileTest {

    @Test
    void showsMomentsAsJavaPrintsThem() {
        for (long micros : new long[] {0, -1, 1, 1_000, 60_000_000, 59_999_999, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(SampleFile.instant(micros)).isEqualTo(printed(micros));
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long micros = random.nextLong() >> random.nextInt(64);
            assertThat(SampleFile.instant(micros)).as("seed %d", seed).isEqualTo(printed(micros));
        }
    }

    private static String printed(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
