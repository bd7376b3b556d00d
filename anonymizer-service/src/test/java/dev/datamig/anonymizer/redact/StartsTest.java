package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Trying an expression in few places must find what it finds when it is tried everywhere. */
class StartsTest {

    private static final String[] PIECES = {
        "jane.doe",
        "@",
        "@x.org",
        "_x",
        "é",
        "漢",
        "\ud83d\ude00",
        " ",
        " ",
        "-",
        ".",
        "(",
        ")",
        "+",
        "+1 ",
        "/",
        ":",
        "0",
        "1",
        "555-",
        "0123",
        "(313) 555-0142",
        "123-45-6789",
        "4111 1111 1111 1111",
        "10.0.0.1",
        "DE89370400440532013000",
        "GB29 NWBK 6016 1331 9268 19",
        "AB",
        "S",
        "ab12",
        "S-1234567",
        "A1",
        "²",
        "\n",
        "x"
    };

    @Test
    void findsWhatTheExpressionFindsAnywhere() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 20_000; n++) {
            String text = text(random);
            for (Patterns.Form form : Patterns.FORMS) {
                assertThat(found(form.starts(), form.pattern(), text))
                        .as(form.kind() + " in '" + text + "'")
                        .isEqualTo(found(Starts.ANYWHERE, form.pattern(), text));
            }
        }
    }

    private static List<String> found(Starts starts, Pattern pattern, String text) {
        var out = new ArrayList<String>();
        starts.find(pattern, text, (Matcher match) -> out.add(match.start() + "-" + match.end()));
        return out;
    }

    private static String text(Random random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            out.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return out.toString();
    }
}
