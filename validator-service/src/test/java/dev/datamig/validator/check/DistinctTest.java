package dev.datamig.validator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctTest {

    @Test
    void countsExactlyBelowItsLimit() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var oracle = new HashSet<String>();
        var distinct = new Distinct(1 << 18);
        for (int i = 0; i < 100_000; i++) {
            String text = "x".repeat(random.nextInt(20)) + random.nextInt(30_000);
            oracle.add(text);
            distinct.add(CellHash.of(text.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(distinct.exact()).isTrue();
        assertThat(distinct.count()).as("seed %d", seed).isEqualTo(oracle.size());
    }

    @Test
    void estimatesWithinThreePercentBeyondIt() {
        for (int size : new int[] {1_000, 40_000, 700_000}) {
            var distinct = new Distinct(100);
            for (int round = 0; round < 2; round++) {
                for (long i = 0; i < size; i++) {
                    distinct.add(CellHash.of(i));
                }
            }
            assertThat(distinct.exact()).isFalse();
            assertThat((double) distinct.count()).isCloseTo(size, within(size * 0.04));
        }
    }

    @Test
    void tellsCellsOfAllTypesApart() {
        var distinct = new Distinct(100);
        for (Object cell :
                new Object[] {70, 20L, 1.5, 2.5f, true, new byte[0], new byte[1], new byte[8], new byte[9]}) {
            distinct.add(CellHash.of(cell));
            distinct.add(CellHash.of(cell));
        }
        assertThat(distinct.count()).isEqualTo(9);
    }
}
