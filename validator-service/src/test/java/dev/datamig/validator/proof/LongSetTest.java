package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {

    @Test
    void holdsExactlyWhatWasAdded() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Set<Long> expected = new HashSet<>();
        var builder = new LongSet.Builder();
        for (int i = 0; i < 50_000; i++) {
            long value = random.nextInt(4) == 0 ? random.nextInt(1000) - 500 : random.nextLong();
            expected.add(value);
            builder.add(value);
            builder.add(value);
        }
        builder.add(Long.MIN_VALUE);
        builder.add(Long.MAX_VALUE);
        expected.add(Long.MIN_VALUE);
        expected.add(Long.MAX_VALUE);
        LongSet set = builder.build();
        assertThat(set.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(expected).as("seed %d", seed).allMatch(set::contains);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong();
            assertThat(set.contains(value)).as("seed %d", seed).isEqualTo(expected.contains(value));
        }
        assertThat(LongSet.EMPTY.contains(0)).isFalse();
    }
}
