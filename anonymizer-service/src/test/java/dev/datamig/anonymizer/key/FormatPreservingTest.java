package dev.datamig.anonymizer.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FormatPreservingTest {

    private final FormatPreserving cipher = new MaskingKey(new byte[32]).cipher("test");

    @Test
    void permutesSmallRangesCompletelyAndWithoutFixedPoints() {
        for (long n : new long[] {2, 3, 7, 10, 97, 365, 9000}) {
            var seen = new BitSet();
            LongStream.range(0, n).forEach(x -> {
                long y = cipher.permute(x, 0, n - 1, "t");
                assertThat(y).isBetween(0L, n - 1).isNotEqualTo(x);
                assertThat(cipher.restore(y, 0, n - 1, "t")).isEqualTo(x);
                seen.set((int) y);
            });
            assertThat(seen.cardinality()).isEqualTo((int) n);
        }
    }

    @Test
    void restoresWhatItPermutedForEveryLength() {
        for (int length = 1; length <= 12; length++) {
            var symbols = new byte[length];
            for (int i = 0; i < length; i++) {
                symbols[i] = (byte) (i * 7 % 10);
            }
            byte[] fake = cipher.permute(symbols, 10, "t");
            assertThat(fake).hasSize(length).isNotEqualTo(symbols);
            assertThat(cipher.restore(fake, 10, "t")).isEqualTo(symbols);
        }
    }

    @Test
    void permutesTheSameWhetherItRemembersOrNot() {
        for (int day = 0; day < 365; day++) {
            for (int from : new int[] {0, 400, 800}) {
                long fresh = new MaskingKey(new byte[32]).cipher("test").permute(from + day, from, from + 364, "day");
                assertThat(cipher.permute(from + day, from, from + 364, "day")).isEqualTo(fresh);
            }
        }
    }

    @Test
    void leavesTheOnlyValueOfARangeAlone() {
        assertThat(cipher.permute(5, 5, 5, "t")).isEqualTo(5);
    }

    @Test
    void tellsKeysApartWithoutShowingThem() {
        var one = new MaskingKey(new byte[32]);
        var other = new byte[32];
        other[0] = 1;

        assertThat(one.id()).hasSize(8).isNotEqualTo(new MaskingKey(other).id());
        assertThat(one.toString()).doesNotContain("00000000");
    }
}
