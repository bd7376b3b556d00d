package dev.datamig.anonymizer.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fakes are short as a rule; from those that are to be reversible the key holder can compute the original, so they cannot meet. */
class LoginFakesTest {

    private static final String ODD = "abcdejJKLmn.._-@@019 é漢ßİſK+'/\ud83d\ude00";
    private static final MaskingKey KEY = new MaskingKey(new byte[32]);
    private static final PersonNames NAMES = new PersonNames(KEY);

    @ParameterizedTest
    @ValueSource(ints = {0, 120, 64, 40, 20})
    void computesEveryEmailFromItsFakeUnlessTheColumnIsTooNarrow(int maxLength) {
        var emails = new EmailFake(KEY, "email", NAMES, maxLength, null, true, false);
        var random = random();
        for (int n = 0; n < 5_000; n++) {
            String original = text(random, maxLength == 0 ? 250 : maxLength);
            String fake = emails.apply(original);

            assertThat(maxLength == 0 || fake.length() <= maxLength).isTrue();
            Optional<String> back = emails.original(fake);
            if (maxLength == 0) {
                assertThat(back).contains(original);
            } else {
                assertThat(back.isEmpty() ? fake.charAt(0) == '8' : back.get().equals(original))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 12})
    void computesEveryUserNameFromItsFakeUnlessTheColumnIsTooNarrow(int maxLength) {
        var logins = new UserNameFake(KEY, "userName", NAMES, value -> value, maxLength, true, false);
        var random = random();
        for (int n = 0; n < 5_000; n++) {
            String original = text(random, 14).replace('@', 'q');
            String fake = logins.apply(original);

            assertThat(maxLength == 0 || fake.length() <= maxLength).isTrue();
            Optional<String> back = logins.original(fake);
            if (maxLength == 0) {
                assertThat(back).contains(original);
            } else {
                assertThat(back.isEmpty() ? fake.charAt(0) == '8' : back.get().equals(original))
                        .isTrue();
            }
        }
    }

    @Test
    void fitsUsualLoginsIntoNarrowColumns() {
        var emails = new EmailFake(KEY, "email", NAMES, 40, null, true, false);
        var logins = new UserNameFake(KEY, "userName", NAMES, value -> value, 15, true, false);

        assertThat(emails.original(emails.apply("jane.doe@district.k12.ca.us")))
                .contains("jane.doe@district.k12.ca.us");
        assertThat(emails.original(emails.apply("m.garcia27@lakeview-isd.org")))
                .contains("m.garcia27@lakeview-isd.org");
        assertThat(logins.original(logins.apply("mgarcia27"))).contains("mgarcia27");
    }

    @Test
    void keepsApartWhatDatabasesTakeForDifferentWithoutRegardToCase() {
        var emails = new EmailFake(KEY, "email", NAMES, 0);

        assertThat(emails.apply("KATE@x.org")).isNotEqualToIgnoringCase(emails.apply("\u212aATE@x.org"));
        assertThat(emails.apply("JANE@x.org")).isEqualToIgnoringCase(emails.apply("jane@X.ORG"));
    }

    /** Whoever takes them for equal finds them equal afterwards; a reference in other capitals still leads to its row. */
    @Test
    void spellingsThatDifferInCaseAloneStayEqualWithoutRegardToCase() {
        var emails = new EmailFake(KEY, "email", NAMES, 45, null, false, true);
        var logins = new UserNameFake(KEY, "userName", NAMES, emails, 9, false, true);
        var random = random();
        for (int n = 0; n < 3_000; n++) {
            String original = text(random, 60);
            String other = inOtherCapitals(random, original);

            assertThat(emails.apply(other)).isEqualToIgnoringCase(emails.apply(original));
            assertThat(logins.apply(other)).isEqualToIgnoringCase(logins.apply(original));
        }
    }

    @Test
    void capitalsAtTheBeginningOfALongAddressNeedNoMoreLettersThanTheFakeHas() {
        var emails = new EmailFake(KEY, "email", NAMES, 0);
        String lower = "bartholomew.featherstonehaugh@northern-lakeview-unified-school-district.example.org";

        for (String original :
                List.of(lower.replaceFirst("b", "B"), lower.replace("b", "B").replace("featherst", "Featherst"))) {
            assertThat(emails.apply(original))
                    .isEqualToIgnoringCase(emails.apply(lower))
                    .isNotEqualTo(emails.apply(lower));
        }
    }

    private static String inOtherCapitals(Random random, String text) {
        var out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (random.nextBoolean() && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
                out.setCharAt(i, (char) (c ^ 32));
            }
        }
        return out.toString();
    }

    @Test
    void putsAllAddressesAtTheHostThatTheRulesFix() {
        var emails = new EmailFake(KEY, "email", NAMES, 0, "testing.example", true, false);
        String fake = emails.apply("jane.doe@district.org");

        assertThat(fake).endsWith("@testing.example");
        assertThat(emails.original(fake)).contains("jane.doe@district.org");
    }

    @Test
    void marksAreOfOneLengthWhateverTheOriginalSays() {
        var emails = new EmailFake(KEY, "email", NAMES, 0);
        var logins = new UserNameFake(KEY, "userName", NAMES, emails, 0, false, false);

        for (String original : List.of("j.doe@a.org", "jane.van-der-doe.1997.class-b@mail.lakeview.k12.example.org")) {
            assertThat(emails.apply(original)).matches("[a-z.-]+[1-6][0-9a-z]{12}@example\\.org");
            assertThat(emails.original(emails.apply(original))).isEmpty();
        }
        assertThat(logins.apply("jdoe12")).matches("[a-z]+[1-6][0-9a-z]{12}");
        assertThat(logins.apply("JDoe12"))
                .isEqualToIgnoringCase(logins.apply("jdoe12"))
                .isNotEqualTo(logins.apply("jdoe12"));
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        return new Random(seed);
    }

    private static String text(Random random, int longest) {
        var out = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? longest : Math.min(longest, 30)); i >= 0; i--) {
            out.append(ODD.charAt(random.nextInt(ODD.length())));
        }
        return out.toString();
    }
}
