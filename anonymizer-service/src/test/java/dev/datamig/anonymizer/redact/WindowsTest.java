package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long texts are searched piece by piece and end as if they had been searched at once. */
class WindowsTest {

    private static final MaskingKey KEY =
            new MaskingKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    private static final Pattern MARK = Pattern.compile("<[^>]*>");
    private static final int LONG = 200_000;

    @Test
    void findsInPiecesWhatIsFoundInTheWhole() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String text = text(random, random.nextInt(100_000));
            var found = new ArrayList<Span>();
            long[] searched = new long[2];

            Windows.search(
                    text,
                    part -> {
                        searched[0] += part.length();
                        searched[1] = Math.max(searched[1], part.length());
                        return marks(part);
                    },
                    found::add);

            assertThat(found).as("seed %d", seed).isEqualTo(marks(text));
            assertThat(searched[0]).as("seed %d", seed).isLessThan(text.length() * 3L / 2 + 1);
            assertThat(searched[1]).as("seed %d", seed).isLessThanOrEqualTo(Windows.WHOLE + 300L);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Then Xanthe Quorl of 12 Elm Street called (415) 555-0123 about it.\n",
                "Then Xanthe Quorl of 12 Elm Street called (415) 555-0123 about it. ",
                "(415) 555-0123\n",
                "Ms. Quorl wrote from x.quorl@district.org;"
            })
    void masksALongTextLikeItsParts(String unit) {
        TextRedactor redactor = redactor(known());
        String fourFold = redactor.rewrite(unit.repeat(4), ANY);
        String fake = fourFold.substring(0, fourFold.length() / 4);
        assertThat(fourFold).isEqualTo(fake.repeat(4)).doesNotContain("Quorl", "0123", "district");

        int times = LONG / unit.length();

        assertThat(redactor.rewrite(unit.repeat(times), ANY)).isEqualTo(fake.repeat(times));
    }

    @Test
    void sweepsALongTextLikeItsParts() {
        KnownNames known = known();
        var sweeper = new Sweeper(known, redactor(known), false, Tools.SweptNames.SPOKEN);
        String unit = "crate 12 of blue paint, see Zbigniew Quistgaard or z.quist@lakeview.org about it, 30 pounds\n";
        String fake = sweeper.rewrite(unit, ANY);
        assertThat(fake).startsWith("crate 12 of blue paint, see ").doesNotContain("Quistgaard", "lakeview");

        int times = LONG / unit.length();

        assertThat(sweeper.rewrite(unit.repeat(times), ANY)).isEqualTo(fake.repeat(times));
    }

    /** Expressions that repeat a group go one call deeper for every repetition. */
    @Test
    void standsTextsThatRepeatOneThing() throws InterruptedException {
        String[] units = {
            "1",
            "1 ",
            "1-",
            "1.",
            "1/",
            "1:",
            "-1",
            "1.1.",
            "(1)",
            "f:",
            "f",
            "a.",
            "a@a.",
            "A ",
            "A. ",
            "Aa ",
            "Aa-",
            "Aa, ",
            "o'",
            "AB12",
            "apt 1 ",
            "rue de la ",
            "de ",
            "Dr. Aa ",
            "12 Aa ",
            "born ",
            "is ",
            "😀",
            "\n",
            " ",
            "\"",
            "\\",
            "/",
            "=",
            "_",
            "+"
        };
        KnownNames known = known();
        TextRedactor redactor = redactor(known);
        var sweeper = new Sweeper(known, redactor, true, Tools.SweptNames.CAPITAL);
        var failures = new ArrayList<String>();
        Runnable all = () -> {
            for (String unit : units) {
                String text = unit.repeat(Windows.WHOLE / 2 / unit.length());
                for (String somewhere : List.of(text, "a@" + text, "user name " + text)) {
                    try {
                        redactor.rewrite(somewhere, ANY);
                        sweeper.rewrite(somewhere, ANY);
                    } catch (RuntimeException | StackOverflowError e) {
                        failures.add(unit + " " + e.getClass().getSimpleName());
                    }
                }
            }
        };
        var narrow = new Thread(null, all, "narrow", 512 * 1024);
        narrow.start();
        narrow.join();

        assertThat(failures).isEmpty();
    }

    /** Every kind of edge: blanks, signs, neither, characters of two units. */
    private static String text(Random random, int length) {
        String[] parts = {"word ", "\n", "a,b;", "<short>", "<a longer one, with blanks>", "😀", "aaaaaaaaaaaaaaaa"};
        int kinds = 1 + random.nextInt(parts.length);
        var out = new StringBuilder();
        while (out.length() < length) {
            out.append(parts[random.nextInt(10) == 0 ? random.nextInt(parts.length) : parts.length - kinds]);
        }
        return out.toString();
    }

    private static List<Span> marks(String text) {
        return MARK.matcher(text)
                .results()
                .map(match -> new Span(match.start(), match.end(), Kind.NUMBER))
                .toList();
    }

    private static KnownNames known() {
        var known = new KnownNames.Collector();
        known.given("Xanthe");
        known.family("Quorl");
        known.given("Zbigniew");
        known.family("Quistgaard");
        known.codes().person("Zbigniew", "Quistgaard");
        return known.names();
    }

    private static TextRedactor redactor(KnownNames known) {
        var fakes = new Fakes(KEY, new PersonNames(KEY), any -> Optional.of((value, row) -> "#"));
        return new TextRedactor(known, fakes, RowNames.NONE);
    }

    private static final Row ANY = new Row() {
        @Override
        public @Nullable String text(String column) {
            return null;
        }

        @Override
        public void replaced(Proof proof, String original) {}
    };
}
