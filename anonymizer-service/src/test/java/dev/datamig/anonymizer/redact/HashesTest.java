package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HashesTest {

    @Test
    void givesEachHashOnceAndInOrder() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        long[] some = new Random(seed)
                .longs(1_000)
                .map(hash -> hash >> new Random(hash).nextInt(64))
                .toArray();
        var hashes = new Hashes();
        for (long hash : some) {
            hashes.add(hash);
        }

        assertThat(hashes.different())
                .isEqualTo(LongStream.of(some).sorted().distinct().toArray());
        hashes.add(7);
        assertThat(hashes.different()).contains(7).isSorted().doesNotHaveDuplicates();
    }
}
