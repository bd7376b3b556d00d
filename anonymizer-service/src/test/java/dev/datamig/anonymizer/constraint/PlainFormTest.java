package dev.datamig.anonymizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFormTest {

    private static final String CHARACTERS = "aZk09@. -+()_@a0-\n\tA\u00e9\u212a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[^@\\s]+@[^@\\s]+$",
                "^[0-9]{3}-[0-9]{2}$",
                "^[A-Z][0-9]{2,4}$",
                "^[0-9+(). -]{2,5}$",
                "^a*@?[0-9]{2,}$",
                "^-?[0-9]+$",
                "^@?a?$",
                "^\\d+\\.\\d{2}$",
                "^\\w+@\\s*-$",
                "^$"
            })
    void saysWhatTheExpressionSays(String expression) {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (boolean folds : new boolean[] {false, true}) {
            Pattern pattern = PgPattern.regex(expression, folds);
            PlainForm form = PlainForm.of(pattern.pattern(), pattern.flags());
            assertThat(form).isNotNull();
            for (int n = 0; n < 30_000; n++) {
                String text = text(random);
                Boolean answer = form.matches(text);
                boolean ascii = text.chars().allMatch(c -> c < 128);
                assertThat(answer != null || !ascii).isTrue();
                if (answer != null) {
                    assertThat(answer).as(text).isEqualTo(pattern.matcher(text).find());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9]+",
                "^[0-9]+",
                "^[0-9]+0$",
                "^[a-z]*[a-z0-9]$",
                "^a?@?a$",
                "^(a|b)$",
                "^[0-9]{5}(-[0-9]{4})?$",
                "^a+?b$",
                "^[[:alpha:]]+$",
                "^.+$",
                "^a|b$"
            })
    void leavesWhatItCannotDecideInOnePass(String expression) {
        Pattern pattern = PgPattern.regex(expression, false);

        assertThat(PlainForm.of(pattern.pattern(), pattern.flags())).isNull();
    }

    @Test
    void doesNotAnswerForOtherCharactersThanAscii() {
        Pattern pattern = PgPattern.regex("^[^@]+@$", false);

        assertThat(PlainForm.of(pattern.pattern(), pattern.flags()))
                .isNotNull()
                .extracting(form -> form.matches("\u00e9@"))
                .isNull();
    }

    private static String text(Random random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            out.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return out.toString();
    }
}
