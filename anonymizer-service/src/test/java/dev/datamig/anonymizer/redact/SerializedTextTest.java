package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are written twice by the same random choices, with the old names and with the new ones. */
class SerializedTextTest {

    private static final String[] OLD = {"Ann", "José Núñez", "李雷", "o'Neil \"Bo\"", "😀x"};
    private static final String[] NEW = {"Maximiliana", "Bo", "Ørsted", "Li", ""};

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stringsHaveTheLengthsOfWhatStandsInThem(long seed) {
        String before = array(new Random(seed), OLD, 0);
        String after = array(new Random(seed), NEW, 0);
        assertThat(replaced(before)).isEqualTo(after);
    }

    @Test
    void whatIsNotOfThatFormIsReplacedAsAnyText() {
        assertThat(replaced("a:1 list, s:3:\"Ann\";")).isEqualTo("a:1 list, s:3:\"Maximiliana\";");
        assertThat(replaced("s:4:\"Ann\";")).isEqualTo("s:4:\"Maximiliana\";");
        assertThat(replaced("a:1:{i:0;s:3:\"Ann\";")).isEqualTo("a:1:{i:0;s:3:\"Maximiliana\";");
        assertThat(replaced("s:3:\"Ann\"; s:3:\"Ann\";")).isEqualTo("s:3:\"Maximiliana\"; s:3:\"Maximiliana\";");
    }

    /** All old names replaced, first to last. */
    private static String replaced(String text) {
        var out = new Replacement(text);
        for (int i = 0; i < text.length(); i++) {
            for (int n = 0; n < OLD.length; n++) {
                if (text.startsWith(OLD[n], i)) {
                    out.replace(new Span(i, i + OLD[n].length(), Span.Kind.EMAIL), NEW[n]);
                    i += OLD[n].length() - 1;
                    break;
                }
            }
        }
        return out.toString();
    }

    private static String array(Random random, String[] names, int depth) {
        int size = 1 + random.nextInt(4);
        var out = new StringBuilder();
        for (int i = 0; i < size; i++) {
            out.append(random.nextBoolean() ? "i:" + i + ";" : string(phrase(random, names)))
                    .append(value(random, names, depth));
        }
        String head = random.nextInt(4) == 0 ? "O:8:\"stdClass\":" : "a:";
        return head + size + ":{" + out + "}";
    }

    private static String value(Random random, String[] names, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> "N;";
            case 1 -> "b:1;";
            case 2 -> "i:-" + random.nextInt(100) + ";";
            case 3 -> "d:0.5;";
            case 4 -> string(phrase(random, names));
            case 5 -> array(random, names, depth + 1);
            default -> string(array(random, names, depth + 1));
        };
    }

    private static String phrase(Random random, String[] names) {
        String name = names[random.nextInt(names.length)];
        return switch (random.nextInt(4)) {
            case 0 -> name;
            case 1 -> "";
            case 2 -> "k;}:\"" + name + "\";";
            default -> "by " + name + " – " + names[random.nextInt(names.length)];
        };
    }

    private static String string(String content) {
        return "s:" + content.getBytes(StandardCharsets.UTF_8).length + ":\"" + content + "\";";
    }
}
