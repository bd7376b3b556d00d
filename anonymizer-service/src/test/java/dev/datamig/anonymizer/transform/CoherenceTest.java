package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoherenceTest {

    @Test
    void givesOnePersonOneName() {
        String given = fake("givenName", "José");
        String family = fake("familyName", "García-Lopez");

        assertThat(fake("fullName", "José García-Lopez")).isEqualTo(given + " " + family);
        assertThat(fake("fullName", "García-Lopez, José")).isEqualTo(family + ", " + given);
        assertThat(fake("email", "jose.garcia@x.org"))
                .startsWith(given.toLowerCase(Locale.ROOT) + "." + family.split("-")[0].toLowerCase(Locale.ROOT));
        assertThat(fake("userName", "jose_garcia")).startsWith(given.toLowerCase(Locale.ROOT) + "_");
        assertThat(fake("givenName", "JOSE")).isEqualTo(given.toUpperCase(Locale.ROOT));
    }

    /** Where a family name of several words begins cannot be read off a full name, so it must not matter. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ana||Brightwater Park|ana.brightwater.park@x.org",
                "Ana|Rose|Park|ana.rose.park@x.org",
                "Mary Ann||Holt|mary.ann.holt@x.org",
                "Jean-Luc|Marie Odile|de la Cruz-Vega|jean@x.org",
                "Bjørn||Oakenrow|bjorn.oakenrow@x.org"
            })
    void agreesHoweverManyWordsANameHas(String given, @Nullable String middle, String family, String email) {
        String fakeGiven = fake("givenName", given);
        String fakeFamily = fake("familyName", family);
        String fakeMiddle = middle == null ? "" : " " + fake("middleName", "familyName", middle);
        String between = middle == null ? "" : " " + middle;

        assertThat(fake("fullName", given + between + " " + family))
                .isEqualTo(fakeGiven + fakeMiddle + " " + fakeFamily);
        assertThat(fake("fullName", family + ", " + given + between))
                .isEqualTo(fakeFamily + ", " + fakeGiven + fakeMiddle);
        if (email.contains(".park") || email.contains(".holt") || email.contains("row")) {
            String words = (fakeGiven + fakeMiddle + " " + fakeFamily).toLowerCase(Locale.ROOT);
            assertThat(fake("email", email)).startsWith(words.replace(' ', '.'));
        }
    }

    @Test
    void keepsSpellingsOfOneAddressOneAddress() {
        String plain = fake("email", "jane.doe@x.org");

        assertThat(fake("email", "Jane.Doe@X.org")).isEqualToIgnoringCase(plain).isNotEqualTo(plain);
        assertThat(fake("email", "JANE.DOE@X.ORG")).isEqualTo(plain.toUpperCase(Locale.ROOT));
    }

    @Test
    void keepsTheIntervalsOfAPerson() {
        Target target = Masks.target("c date", false, null, "person");
        Mask mask = Masks.mask(Masks.KEY, target, "shift", Map.of("by", "person_id", "days", "40"));
        Row row = Masks.row("person_id", "77");

        int first = (Integer) mask.mask(1000, row);
        int second = (Integer) mask.mask(1017, row);
        assertThat(second - first).isEqualTo(17);
        assertThat(Math.abs(first - 1000)).isBetween(1, 40);
    }

    @Test
    void keepsInfiniteDates() {
        Target target = Masks.target("c date", false, null, "d");
        Mask mask = Masks.mask(Masks.KEY, target, "shift", Map.of("days", "40"));
        int infinity = Integer.MAX_VALUE + 10957;

        assertThat(mask.mask(infinity, Masks.row())).isEqualTo(infinity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "userName", "phone", "ssn", "street", "url"})
    void hasNothingInCommonUnderAnotherKey(String generator) {
        Target target = Masks.target("c text", false, null, generator);
        Mask one = Masks.mask(Masks.KEY, target, "fake", Map.of("generator", generator));
        Mask other = Masks.mask(Masks.OTHER_KEY, target, "fake", Map.of("generator", generator));
        int same = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] cell = (byte[]) Masks.cell(
                    "c text",
                    switch (generator) {
                        case "phone" -> "(%d) 736-%04d".formatted(201 + i % 700, i);
                        case "ssn" -> "%03d-11-%04d".formatted(1 + i % 600, 1 + i);
                        default -> "jane.doe" + i + "@x.org";
                    });
            same += java.util.Arrays.equals(
                            (byte[]) one.mask(cell, Masks.row()), (byte[]) other.mask(cell, Masks.row()))
                    ? 1
                    : 0;
        }
        assertThat(same).isLessThanOrEqualTo(2);
    }

    @Test
    void fitsEveryLengthAndNeverReturnsTheOriginal() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        String[] generators = {
            "givenName",
            "familyName",
            "fullName",
            "email",
            "userName",
            "phone",
            "street",
            "company",
            "url",
            "address",
            "ssn",
            "iban",
            "cardNumber"
        };
        for (int i = 0; i < 20_000; i++) {
            int max = 3 + random.nextInt(60);
            String column = "c varchar(" + max + ")";
            String generator = generators[random.nextInt(generators.length)];
            String original = original(random, max);
            Object fake = Strategies.named("fake")
                    .orElseThrow()
                    .mask(
                            Masks.target(column, random.nextBoolean(), null, generator),
                            new Params(Map.of("generator", generator)),
                            Tools.of(Masks.KEY, Masks.NoTexts.INSTANCE))
                    .mask(Masks.cell(column, original), Masks.row());
            assertThat(Masks.text(column, fake).length())
                    .as(generator + " " + max)
                    .isLessThanOrEqualTo(max);
        }
    }

    private static String original(Random random, int max) {
        String alphabet = "abcXYZ 0123456789.-@'éßŁ漢";
        var out = new StringBuilder();
        int length = 1 + random.nextInt(max);
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private static String fake(String generator, String value) {
        return fake(generator, generator, value);
    }

    private static String fake(String generator, String domain, String value) {
        Target target = Masks.target("c text", false, null, domain);
        return Masks.text(
                "c text",
                Masks.mask(Masks.KEY, target, "fake", Map.of("generator", generator))
                        .mask(Masks.cell("c text", value), Masks.row()));
    }
}
