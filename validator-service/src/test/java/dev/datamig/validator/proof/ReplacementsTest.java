package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Cells with few and with very many recorded originals are judged by the same rule. */
class ReplacementsTest {

    @Test
    void explainsAndCountsWhateverTheNumberOfOriginals() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var replacements = new Replacements(Originals.of(LongSet.EMPTY, Map.of(), LongSet.EMPTY));
            var pairs = new HashMap<Long, Set<Long>>();
            for (int i = random.nextInt(80); i > 0; i--) {
                long original = random.nextInt(400);
                long replacement = 1_000 + random.nextInt(100);
                replacements.learn(Kind.NAME, original, replacement);
                pairs.computeIfAbsent(original, any -> new HashSet<>()).add(replacement);
            }
            long[] recorded = some(random, random.nextBoolean() ? 5 : 300, 400);
            long[] words = some(random, 40, 1_150);
            long asked = 1_000 + random.nextInt(100);
            long open = Arrays.stream(recorded)
                    .filter(original -> pairs.getOrDefault(original, Set.of()).stream()
                            .noneMatch(word -> Arrays.binarySearch(words, word) >= 0))
                    .count();

            assertThat(replacements.explains(recorded, asked))
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.stream(recorded)
                            .anyMatch(original ->
                                    pairs.getOrDefault(original, Set.of()).contains(asked)));
            for (int enough = 1; enough < 8; enough++) {
                assertThat(replacements.unaccounted(recorded, words, enough))
                        .as("seed %d", seed)
                        .isEqualTo(open >= enough);
            }
        }
    }

    /** Ascending and distinct. */
    private static long[] some(Random random, int count, int below) {
        return LongStream.generate(() -> random.nextInt(below))
                .limit(count)
                .sorted()
                .distinct()
                .toArray();
    }
}
