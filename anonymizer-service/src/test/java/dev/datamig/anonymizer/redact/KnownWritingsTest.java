package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Phrases are kept from their first letter or digit to their last with blanks folded, whatever stands around and between. */
class KnownWritingsTest {

    private static final String[] PIECES = {
        "a",
        "Z",
        "é",
        "ß",
        "中",
        "\uD835\uDC00",
        "0",
        "9",
        "٣",
        " ",
        "\t",
        "\n",
        "\u000b",
        "\u00a0",
        "-",
        ".",
        ",",
        "#",
        "'",
        "\uD83D\uDE00"
    };

    @Test
    void foldsPhrasesAsTheirDefinitionSays() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(random.nextInt(20) == 0 ? 250 : 14); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }

            assertThat(KnownWritings.phrase(text.toString())).isEqualTo(defined(text.toString()));
        }
    }

    private static String defined(String value) {
        String folded = "@"
                + value.replaceAll("^[^\\p{L}\\p{Nd}]+|[^\\p{L}\\p{Nd}]+$", "").replaceAll("\\s+", " ");
        boolean digit = folded.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean letter = folded.chars().anyMatch(Character::isLetter);
        return digit && letter && folded.length() > 6 && folded.length() <= 200 ? folded : null;
    }
}
