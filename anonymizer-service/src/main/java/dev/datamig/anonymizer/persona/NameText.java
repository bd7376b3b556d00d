package dev.datamig.anonymizer.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A person's name as people write it, word by word: {@code Grace Holt}, {@code HOLT, Grace M.}, {@code Dr. Ana María de la
 * Cruz-Vega Jr.}. Titles, suffixes and particles stay; separators stay.
 */
public final class NameText {

    private static final Set<String> STAYING = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "rev",
            "coach",
            "herr",
            "frau",
            "jr",
            "sr",
            "ii",
            "iii",
            "iv",
            "phd",
            "md",
            "edd",
            "esq",
            "de",
            "del",
            "della",
            "di",
            "da",
            "dos",
            "du",
            "la",
            "las",
            "los",
            "van",
            "von",
            "der",
            "den",
            "ten",
            "ter",
            "bin",
            "ibn",
            "al",
            "el",
            "y",
            "e",
            "and",
            "und",
            "et");

    /** What a word of a name is. */
    public enum Part {
        GIVEN,
        FAMILY,
        /** Not a name itself: a title, a particle. */
        STAYS
    }

    /** One word with its place in the text. */
    public record Word(int start, int end, Part part) {}

    private NameText() {}

    /** The words of a full name; parts are decided by position, and for middle words by what is well known. */
    public static List<Word> words(String text) {
        List<Word> raw = split(text);
        int comma = text.indexOf(',');
        var named = new ArrayList<Integer>();
        for (int i = 0; i < raw.size(); i++) {
            if (raw.get(i).part() != Part.STAYS) {
                named.add(i);
            }
        }
        boolean familyFirst =
                comma > 0 && !named.isEmpty() && raw.get(named.getLast()).start() > comma;
        var out = new ArrayList<Word>(raw);
        for (int n = 0; n < named.size(); n++) {
            Word word = raw.get(named.get(n));
            Part part = familyFirst
                    ? (word.start() < comma ? Part.FAMILY : Part.GIVEN)
                    : byPosition(
                            text,
                            word,
                            n,
                            named.size(),
                            n > 0 && text.charAt(word.start() - 1) == '-'
                                    ? out.get(named.get(n - 1)).part()
                                    : Part.STAYS);
            out.set(named.get(n), new Word(word.start(), word.end(), part));
        }
        return hyphenated(text, out);
    }

    private static Part byPosition(String text, Word word, int n, int count, Part beforeHyphen) {
        if (count == 1) {
            String folded = NameFold.of(text.substring(word.start(), word.end()));
            return Lexicon.isFamily(folded) && !Lexicon.isGiven(folded) ? Part.FAMILY : Part.GIVEN;
        }
        if (n == 0) {
            return Part.GIVEN;
        }
        if (n == count - 1) {
            return beforeHyphen == Part.GIVEN && count == 2 ? Part.GIVEN : Part.FAMILY;
        }
        String folded = NameFold.of(text.substring(word.start(), word.end()));
        if (folded.length() == 1 || Lexicon.isGiven(folded)) {
            return Part.GIVEN;
        }
        return Lexicon.isFamily(folded) || n >= 2 ? Part.FAMILY : Part.GIVEN;
    }

    /** Words joined by hyphens are of the last one's part when that is a family name ({@code Cruz-Vega}). */
    private static List<Word> hyphenated(String text, List<Word> words) {
        for (int i = words.size() - 2; i >= 0; i--) {
            Word word = words.get(i);
            Word next = words.get(i + 1);
            boolean joined = next.start() == word.end() + 1 && text.charAt(word.end()) == '-';
            boolean ownGiven = i == 0;
            if (joined && !ownGiven && next.part() == Part.FAMILY && word.part() != Part.STAYS) {
                words.set(i, new Word(word.start(), word.end(), Part.FAMILY));
            }
        }
        return words;
    }

    /** Replaces the words, keeps everything between them. */
    public static String replace(
            String text, List<Word> words, UnaryOperator<String> given, UnaryOperator<String> family) {
        var out = new StringBuilder(text.length() + 8);
        int at = 0;
        for (Word word : words) {
            out.append(text, at, word.start());
            String original = text.substring(word.start(), word.end());
            out.append(
                    switch (word.part()) {
                        case GIVEN -> given.apply(original);
                        case FAMILY -> family.apply(original);
                        case STAYS -> original;
                    });
            at = word.end();
        }
        return out.append(text, at, text.length()).toString();
    }

    /** All words of a text as the given part, for columns that hold one kind of name. */
    public static List<Word> allAs(String text, Part part) {
        return split(text).stream()
                .map(word -> word.part() == Part.STAYS ? word : new Word(word.start(), word.end(), part))
                .toList();
    }

    private static List<Word> split(String text) {
        var out = new ArrayList<Word>();
        int i = 0;
        while (i < text.length()) {
            if (!inWord(text, i)) {
                i++;
                continue;
            }
            int start = i;
            while (i < text.length() && inWord(text, i)) {
                i++;
            }
            String folded = NameFold.of(text.substring(start, i));
            out.add(new Word(start, i, STAYING.contains(folded) ? Part.STAYS : Part.GIVEN));
        }
        boolean onlyStaying = out.stream().allMatch(word -> word.part() == Part.STAYS);
        return onlyStaying
                ? new ArrayList<>(out.stream()
                        .map(word -> new Word(word.start(), word.end(), Part.GIVEN))
                        .toList())
                : out;
    }

    private static boolean inWord(String text, int i) {
        char c = text.charAt(i);
        if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK || Character.isSurrogate(c)) {
            return true;
        }
        boolean apostrophe = c == '\'' || c == '\u2019' || c == '`';
        return apostrophe
                && i > 0
                && i + 1 < text.length()
                && Character.isLetter(text.charAt(i - 1))
                && Character.isLetter(text.charAt(i + 1));
    }
}
