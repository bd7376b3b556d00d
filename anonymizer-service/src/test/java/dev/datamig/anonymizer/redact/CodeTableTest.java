package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hashes are found with what they were first put as, and nothing else is. */
class CodeTableTest {

    @Test
    void knowsWhatWasPutAndNothingElse() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int size : new int[] {1, 2, 3, 100, 5_000}) {
            var table = new CodeTable(size);
            Map<Long, Integer> known = new HashMap<>();
            for (int i = 0; i < size; i++) {
                long hash = random.nextInt(4) == 0 && i > 0
                        ? known.keySet().iterator().next()
                        : random.nextLong() | 1;
                int kind = random.nextInt(11);
                table.put(hash, kind);
                known.putIfAbsent(hash, kind);
            }

            known.forEach((hash, kind) -> assertThat(table.find(hash)).isEqualTo(kind));
            assertThat(table.size()).isEqualTo(known.size());
            for (int i = 0; i < 2_000; i++) {
                long other = random.nextLong() | 1;
                assertThat(table.find(other)).isEqualTo(known.getOrDefault(other, -1));
            }
        }
    }

    @Test
    void findsNothingInAnEmptyOne() {
        var table = new CodeTable(0);

        assertThat(table.isEmpty()).isTrue();
        assertThat(table.find(1)).isEqualTo(-1);
    }
}
