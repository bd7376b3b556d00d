package dev.datamig.anonymizer.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of a function must not be seen but in how often it is asked. */
class RecentWordsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final RecentWords words = new RecentWords(word -> {
        asked.incrementAndGet();
        return "of " + word;
    });

    @Test
    void answersAsTheFunctionDoes() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 200_000; n++) {
            String word = "w" + random.nextInt(1 + random.nextInt(60_000));

            assertThat(words.apply(word)).isEqualTo("of " + word);
        }
    }

    @Test
    void asksOnceForMostWordsThatComeAgain() {
        for (int round = 0; round < 10; round++) {
            IntStream.range(0, 3_000).forEach(word -> words.apply("word" + word));
        }

        assertThat(asked.get()).isBetween(3_000, 9_000);
    }

    @Test
    void tellsWordsOfOneHashApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        words.apply("Aa");

        assertThat(words.apply("BB")).isEqualTo("of BB");
        assertThat(words.apply("Aa")).isEqualTo("of Aa");
        assertThat(asked.get()).isEqualTo(2);
    }
}
