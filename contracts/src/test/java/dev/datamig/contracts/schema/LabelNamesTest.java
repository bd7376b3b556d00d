package dev.datamig.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Person&Student, Person|Student",
        "Person,         Person",
        "`R&D`&Team,     R&D|Team",
        "'`a``&b`',      a`&b",
        "~,              ''",
        "`~`,            ~",
        "a`b&c,          a`b|c",
    })
    void namesSetsOfLabels(String name, String labels) {
        List<String> expected = labels.isEmpty() ? List.of() : List.of(labels.split("\\|"));

        assertThat(LabelNames.split(name)).isEqualTo(expected);
        assertThat(LabelNames.join(expected)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"`open, open", "a&, a", "`a`&, a"})
    void readsWhatAPersonLeftOpen(String name, String label) {
        assertThat(LabelNames.split(name)).containsExactly(label);
    }

    @Test
    void anySetOfLabelsHasANameOfItsOwnAndCanBeReadOff() {
        long seed = Long.getLong("datamig.random.seed", System.nanoTime() & 0xffff_ffffL);
        Random random = new Random(seed);
        Map<String, List<String>> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            TreeSet<String> labels = new TreeSet<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                StringBuilder label = new StringBuilder();
                for (int length = 1 + random.nextInt(3); length > 0; length--) {
                    label.append("ab&`~ ".charAt(random.nextInt(6)));
                }
                labels.add(label.toString());
            }
            String name = LabelNames.join(labels);
            assertThat(LabelNames.split(name))
                    .as("seed %d, %s", seed, name)
                    .isEqualTo(new ArrayList<>(labels))
                    .isEqualTo(seen.computeIfAbsent(name, first -> new ArrayList<>(labels)));
        }
    }
}
