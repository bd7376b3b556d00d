package dev.datamig.staging.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NormalTextTest {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final String ODD =
            " \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u0085\u00a0\u2028\u3000ÄéßİıſKﬁ１Å\ud83d\ude00";

    /** The definition, word for word. */
    private static String defined(String text) {
        return WHITE_SPACE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    @Test
    void equalsItsDefinitionOnRandomTexts() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 50_000; n++) {
            boolean plain = random.nextBoolean();
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                boolean odd = random.nextInt(3) == 0;
                int from = random.nextInt(plain ? 10 : ODD.length());
                text.append(odd ? ODD.charAt(from) : (char) random.nextInt(128));
            }
            String lone = text.toString();
            boolean whole = java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(lone);
            if (whole) {
                assertThat(Fingerprints.normalize(lone)).isEqualTo(defined(lone));
            }
        }
    }
}
