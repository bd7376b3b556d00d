package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumbersTest {

    /** The same in words that everybody reads. */
    private static final Pattern NUMBER = Pattern.compile("\\+?\\(?\\d(?:[\\d().\\- ]{5,20})\\d");

    private static final String SIGNS = "0123456789012345678901234567890123456789+((). -  aZ/\u0663";

    @Test
    void findsWhatTheExpressionDoes() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 100_000; n++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            assertThat(found(text.toString())).as(text.toString()).isEqualTo(expected(text.toString()));
        }
    }

    private static List<String> found(String text) {
        var out = new ArrayList<String>();
        for (int at = 0; at < text.length(); at++) {
            int end = Numbers.end(text, at);
            if (end > at) {
                out.add(text.substring(at, end));
                at = end - 1;
            }
        }
        return out;
    }

    private static List<String> expected(String text) {
        var out = new ArrayList<String>();
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            out.add(numbers.group());
        }
        return out;
    }
}
