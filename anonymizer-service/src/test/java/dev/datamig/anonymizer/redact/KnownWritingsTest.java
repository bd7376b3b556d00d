package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.redact.KnownCodes.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Phrases are kept from their first letter or digit to their last with blanks folded, whatever stands around and between. */
class KnownWritingsTest {

    private static final String[] PIECES = {
        "a",
        "Z",
        "é",
        "ß",
        "中",
        "\uD835\uDC00",
        "0",
        "9",
        "٣",
        " ",
        "\t",
        "\n",
        "\u000b",
        "\u00a0",
        "-",
        ".",
        ",",
        "#",
        "'",
        "\uD83D\uDE00"
    };

    @Test
    void foldsPhrasesAsTheirDefinitionSays() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(random.nextInt(20) == 0 ? 250 : 14); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }

            assertThat(KnownWritings.phrase(text.toString())).isEqualTo(defined(text.toString()));
        }
    }

    @Test
    void findsTheLongestPhraseOfUpToEightWordsWhereverADigitStandsInIt() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 5_000; i++) {
            String text = words(random);
            var known = new HashSet<String>();
            var collector = new CodeCollector();
            for (int n = 0; n < 8; n++) {
                int from = random.nextInt(text.length());
                String phrase = KnownWritings.phrase(
                        text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(40))));
                if (phrase != null) {
                    known.add(phrase.toLowerCase(Locale.ROOT));
                    collector.add(Kind.ADDRESS, KnownCodes.hash(phrase, 0, phrase.length()));
                }
            }
            var out = new ArrayList<Span>();
            CodeCollector.codes(collector, new CodeCollector()).find(text, out);

            assertThat(out).as(text).isEqualTo(phrases(text, known));
            found += out.size();
        }
        assertThat(found).isPositive();
    }

    private static String words(Random random) {
        String[] words = {"12", "Elm", "st", "of", "b", "Box", "7a", "é", "9", "Är"};
        String[] between = {" ", " ", ", ", "  ", "\n", "-", "…"};
        var out = new StringBuilder();
        for (int n = random.nextInt(25); n >= 0; n--) {
            out.append(words[random.nextInt(random.nextInt(4) == 0 ? words.length : 6)])
                    .append(between[random.nextInt(between.length)]);
        }
        return out.toString();
    }

    /** Slowly, one substring after the other. */
    private static List<Span> phrases(String text, Set<String> known) {
        var out = new ArrayList<Span>();
        Matcher word = Pattern.compile("[\\p{L}\\p{Nd}]+").matcher(text);
        var starts = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        while (word.find()) {
            starts.add(word.start());
            ends.add(word.end());
        }
        int taken = 0;
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            char first = text.charAt(start);
            if (start < taken || start > 0 && !Character.isUpperCase(first) && !Character.isDigit(first)) {
                continue;
            }
            for (int j = Math.min(ends.size(), i + 8) - 1; j >= i; j--) {
                String phrase = KnownWritings.phrase(text.substring(start, ends.get(j)));
                if (phrase != null && ends.get(j) - start > 6 && known.contains(phrase.toLowerCase(Locale.ROOT))) {
                    out.add(new Span(start, ends.get(j), Span.Kind.ADDRESS));
                    taken = ends.get(j);
                    break;
                }
            }
        }
        return out;
    }

    private static String defined(String value) {
        String folded = "@"
                + value.replaceAll("^[^\\p{L}\\p{Nd}]+|[^\\p{L}\\p{Nd}]+$", "").replaceAll("\\s+", " ");
        boolean digit = folded.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean letter = folded.chars().anyMatch(Character::isLetter);
        return digit && letter && folded.length() > 6 && folded.length() <= 200 ? folded : null;
    }
}
