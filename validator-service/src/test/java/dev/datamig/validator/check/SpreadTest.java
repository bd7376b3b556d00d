package dev.datamig.validator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static Spread numbers(long seed, double mean, int count) {
        var spread = new Spread();
        var random = new Random(seed);
        IntStream.range(0, count).forEach(i -> spread.add(mean + random.nextGaussian()));
        return spread;
    }

    @Test
    void seesNoDifferenceBetweenTwoSamplesOfTheSame() {
        assertThat(numbers(1, 0, 80_000).psi(numbers(2, 0, 80_000))).isLessThan(0.01);
    }

    @Test
    void seesAShiftOfAWholeDeviation() {
        assertThat(numbers(1, 0, 5_000).psi(numbers(2, 1, 5_000))).isGreaterThan(0.2);
    }

    @Test
    void computesTheIndexOfTwoCategoriesAsByHand() {
        var before = new Spread();
        var after = new Spread();
        for (int i = 0; i < 100; i++) {
            before.add(i < 50 ? "a" : "b");
            after.add(i < 80 ? "a" : "b");
        }
        double byHand = (0.8 - 0.5) * Math.log(0.8 / 0.5) + (0.2 - 0.5) * Math.log(0.2 / 0.5);
        assertThat(before.psi(after)).isCloseTo(byHand, within(1e-9));
    }

    @Test
    void takesNullsAsABin() {
        var before = new Spread();
        var after = new Spread();
        for (int i = 0; i < 100; i++) {
            before.add("a");
            after.add(i < 50 ? null : "a");
        }
        assertThat(after.nullShare()).isEqualTo(0.5);
        assertThat(before.psi(after)).isGreaterThan(0.2);
        assertThat(new Spread().psi(after)).isZero();
    }
}
