package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

class TextProbeTest {

    private static final String[] PIECES = {
        "jane.doe",
        "@",
        "@x.org",
        "@x",
        ".",
        " ",
        "\n",
        "-",
        "+1",
        "'",
        "\u00e9",
        "\u00bd",
        "\ud83d\ude00",
        "\ud835\udc00",
        "/",
        "9"
    };

    @Test
    void findsTheAddressesThatTheExpressionFinds() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 50_000; n++) {
            String text = text(random);
            List<String> found = new ArrayList<>();
            TextProbe.emails(text, found::add);
            assertThat(found)
                    .as(text)
                    .isEqualTo(TextProbe.EMAIL
                            .matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
    }

    private static String text(Random random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            out.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return out.toString();
    }
}
