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
        "@jane_d",
        "login ",
        "logged in as ",
        "user=",
        "Password: ",
        "calls ",
        "MÓVIL ",
        "Telefon: ",
        "Cellphone ",
        "@a.b-c.é.org",
        "id ",
        "last four ",
        " and ",
        "; password Xk9!pp",
        "with Ab1#cdef ",
        "\n",
        "x"
    };

    @Test
    void findsWhatTheExpressionFindsAnywhere() {
        var random = random();
        for (int n = 0; n < 20_000; n++) {
            String text = text(random);
            for (Patterns.Form form : Patterns.FORMS) {
                assertThat(found(form.starts(), form.pattern(), text))
                        .as(form.kind() + " in '" + text + "'")
                        .isEqualTo(found(Starts.ANYWHERE, form.pattern(), text));
            }
        }
    }

    @Test
    void findsWhatBeginsWithAnAtWhereOneStands() {
        compare(Starts.AT, List.of(Contexts.PAIR, Contexts.AT));
    }

    @Test
    void findsWhatBeginsWithAWordWhereOneBegins() {
        compare(
                Starts.WORD,
                List.of(
                        Contexts.LOGIN,
                        Contexts.ASSIGNED,
                        Contexts.PASSWORD,
                        Contexts.AS,
                        Contexts.NUMBER,
                        Contexts.LAST_FOUR,
                        Patterns.BARE_PHONE));
    }

    @Test
    void findsNumbersBehindTheWordsThatAnnounceThem() {
        compare(Starts.PHONE_WORD, List.of(Patterns.BARE_PHONE));
    }

    @Test
    void readsAddressesAsTheirExpressionDoes() {
        var expression = Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+){1,40}");
        var random = random();
        for (int n = 0; n < 50_000; n++) {
            String text = text(random) + (n % 100 == 0 ? "@x" + ".y".repeat(random.nextInt(60)) : "");
            var out = new ArrayList<String>();
            EmailForm.find(text, (start, end) -> out.add(start + "-" + end));
            assertThat(out).as(text).isEqualTo(found(Starts.ANYWHERE, expression, text));
        }
    }

    @Test
    void looksForPairsWhereThereMayBeOne() {
        var random = random();
        for (int n = 0; n < 20_000; n++) {
            String text = text(random);
            if (!Contexts.mayBePair(text)) {
                assertThat(found(Starts.ANYWHERE, Contexts.PAIR, text)).as(text).isEmpty();
            }
        }
    }

    private static void compare(Starts starts, List<Pattern> patterns) {
        var random = random();
        for (int n = 0; n < 20_000; n++) {
            String text = text(random);
            for (Pattern pattern : patterns) {
                assertThat(found(starts, pattern, text))
                        .as(pattern + " in '" + text + "'")
                        .isEqualTo(found(Starts.ANYWHERE, pattern, text));
            }
        }
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        return new Random(seed);
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
