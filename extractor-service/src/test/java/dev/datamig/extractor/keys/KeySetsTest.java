package dev.datamig.extractor.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.rows.RowSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetsTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void numbersAreInOnceAndOthersAreNot() {
        LongKeys keys = new LongKeys();
        Set<Long> expected = new HashSet<>(Set.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
        for (int i = 0; i < 20_000; i++) {
            expected.add(random.nextBoolean() ? random.nextLong() : random.nextInt(10_000) - 5_000L);
        }
        expected.forEach(keys::add);
        expected.forEach(keys::add);

        Set<Long> listed = new HashSet<>();
        keys.forEach(listed::add);
        assertThat(keys.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(listed).as("seed %d", seed).isEqualTo(expected);
        for (int i = 0; i < 20_000; i++) {
            long asked = random.nextInt(20_000) - 10_000L;
            assertThat(keys.contains(asked)).as("seed %d, %d", seed, asked).isEqualTo(expected.contains(asked));
        }
        assertThat(new LongKeys().contains(0)).isFalse();
    }

    @Test
    void stringsAreInOnceAndOthersAreNot() {
        ByteKeys keys = new ByteKeys();
        Set<String> expected = new HashSet<>(Set.of("", "a", "ab", "\0", "\0\0"));
        for (int i = 0; i < 20_000; i++) {
            expected.add("x".repeat(random.nextInt(20)) + random.nextInt(5_000));
        }
        for (int twice = 0; twice < 2; twice++) {
            for (String each : expected) {
                byte[] bytes = ("<" + each + ">").getBytes(StandardCharsets.UTF_8);
                keys.add(bytes, 1, bytes.length - 2);
            }
        }

        Set<String> listed = new HashSet<>();
        keys.forEach((bytes, from, length) -> listed.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
        assertThat(keys.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(listed).as("seed %d", seed).isEqualTo(expected);
        for (int i = 0; i < 20_000; i++) {
            String asked = "x".repeat(random.nextInt(20)) + random.nextInt(10_000);
            byte[] bytes = asked.getBytes(StandardCharsets.UTF_8);
            assertThat(keys.contains(bytes, 0, bytes.length))
                    .as("seed %d, %s", seed, asked)
                    .isEqualTo(expected.contains(asked));
        }
    }

    @Test
    void longStringsTakeNoMoreMemoryThanShortOnesAndAreStillToldApart() {
        ByteKeys keys = new ByteKeys();
        byte[] text = new byte[3_000];
        random.nextBytes(text);
        for (int i = 0; i < 50_000; i++) {
            keys.add(numbered(text, i), 0, i % 10 == 0 ? 20 : text.length);
        }

        assertThat(keys.isListable()).isFalse();
        assertThat(keys.size()).isEqualTo(50_000);
        assertThat(keys.held()).isLessThan(50_000 * 33);
        for (int i = 0; i < 60_000; i++) {
            int length = i % 10 == 0 ? 20 : text.length;
            assertThat(keys.contains(numbered(text, i), 0, length))
                    .as("seed %d, %d", seed, i)
                    .isEqualTo(i < 50_000);
        }
    }

    private static byte[] numbered(byte[] text, int number) {
        ByteBuffer.wrap(text).putInt(8, number);
        return text;
    }

    @Test
    void aFewLongStringsAreKeptAsTheyAre() {
        ByteKeys keys = new ByteKeys();
        keys.add(new byte[60_000], 0, 60_000);
        keys.add(new byte[3], 0, 3);

        assertThat(keys.isListable()).isTrue();
        assertThat(keys.held()).isEqualTo(60_003);
    }

    @Test
    void aCursorAnswersAsTheSetDoesAlsoWhenTheOrderBreaks() {
        RowSet rows = new RowSet();
        for (int i = 0; i < 5_000; i++) {
            rows.add(random.nextInt(20_000));
        }
        RowCursor cursor = rows.cursor();
        for (long row = 0; row < 20_000; row += 1 + random.nextInt(3)) {
            long asked = random.nextInt(50) == 0 ? random.nextInt(20_000) : row;
            assertThat(cursor.contains(asked)).as("seed %d, %d", seed, asked).isEqualTo(rows.contains(asked));
        }
        assertThat(new RowSet().cursor().contains(0)).isFalse();
    }
}
