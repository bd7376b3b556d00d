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

    private static final int LONGEST_STAYING = 9;
    /** Lengths of these words by their first letter: most words are none for that alone. */
    private static final int[] LENGTHS = lengths();

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

    /**
     * The words of a full name. Who reads {@code Ana Brightwater Park} cannot tell whether Brightwater is a middle name or half of a
     * family name, so that must not matter: only the first word of the given names is {@link Part#GIVEN}, every further one
     * goes the way of family names, here as in columns that hold one kind of name. Of two words the second is the given name where lists of
     * names know the first as a family name alone and the second as a given name alone. Of several people each is read by itself.
     */
    public static List<Word> words(String text) {
        List<int[]> people = PeopleList.of(text);
        if (people.isEmpty()) {
            return ofOne(text);
        }
        var out = new ArrayList<Word>();
        for (int[] one : people) {
            for (Word word : ofOne(text.substring(one[0], one[1]))) {
                out.add(new Word(one[0] + word.start(), one[0] + word.end(), word.part()));
            }
        }
        return out;
    }

    private static List<Word> ofOne(String text) {
        List<Word> words = split(text);
        int comma = text.indexOf(',');
        int first = first(words, 0);
        if (first < 0) {
            return words;
        }
        int behindComma = comma > words.get(first).start() ? first(words, comma) : -1;
        if (behindComma > 0) {
            return parted(text, words, behindComma);
        }
        int second = first(words, words.get(first).end());
        boolean alone = second < 0;
        if (!alone
                && first(words, words.get(second).end()) < 0
                && familyOnly(text, words.get(first))
                && givenOnly(text, words.get(second))) {
            return parted(text, words, second);
        }
        return parted(text, words, alone && familyOnly(text, words.get(first)) ? -1 : first);
    }

    /** All words of a text as the given part, for columns that hold one kind of name; of several given names only the first. */
    public static List<Word> allAs(String text, Part part) {
        List<Word> words = split(text);
        return parted(text, words, part == Part.GIVEN ? first(words, 0) : -1);
    }

    private static boolean familyOnly(String text, Word word) {
        String folded = NameFold.of(text.substring(word.start(), word.end()));
        return Lexicon.isFamily(folded) && !Lexicon.isGiven(folded);
    }

    private static boolean givenOnly(String text, Word word) {
        String folded = NameFold.of(text.substring(word.start(), word.end()));
        return Lexicon.isGiven(folded) && !Lexicon.isFamily(folded);
    }

    /** The index of the first word from a place on that is a name; -1 when there is none. */
    private static int first(List<Word> words, int from) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).start() >= from && words.get(i).part() != Part.STAYS) {
                return i;
            }
        }
        return -1;
    }

    /** @param given the index of the first given name, which what hangs on it by hyphens belongs to; -1 for none */
    private static List<Word> parted(String text, List<Word> words, int given) {
        var out = new ArrayList<Word>(words.size());
        boolean within = false;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            boolean joined =
                    i > 0 && word.start() == words.get(i - 1).end() + 1 && text.charAt(word.start() - 1) == '-';
            within = i == given || within && joined;
            Part part = word.part() == Part.STAYS ? Part.STAYS : within ? Part.GIVEN : Part.FAMILY;
            out.add(part == word.part() ? word : new Word(word.start(), word.end(), part));
        }
        return out;
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

    private static List<Word> split(String text) {
        var out = new ArrayList<Word>(4);
        boolean onlyStaying = true;
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
            boolean stays = mayStay(text, start, i) && STAYING.contains(NameFold.of(text.substring(start, i)));
            onlyStaying &= stays;
            out.add(new Word(start, i, stays ? Part.STAYS : Part.GIVEN));
        }
        return onlyStaying
                ? new ArrayList<>(out.stream()
                        .map(word -> new Word(word.start(), word.end(), Part.GIVEN))
                        .toList())
                : out;
    }

    private static int[] lengths() {
        var out = new int[26];
        STAYING.forEach(word -> out[word.charAt(0) - 'a'] |= 1 << word.length());
        return out;
    }

    /** Whether a word is short enough, and begins and is as long as one of those that stay; signs and accents count for nothing there. */
    private static boolean mayStay(String text, int start, int end) {
        int length = end - start;
        if (length > LONGEST_STAYING) {
            return false;
        }
        for (int i = start; i < end; i++) {
            int letter = (text.charAt(i) | 0x20) - 'a';
            if (letter < 0 || letter >= 26 || text.charAt(i) > 127) {
                return true;
            }
        }
        return (LENGTHS[(text.charAt(start) | 0x20) - 'a'] >>> length & 1) != 0;
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
