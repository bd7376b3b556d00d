package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.persona.CommonWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Words that names of columns cut short: without their vowels ({@code gndr}, {@code dsblty}) or behind their first letters
 * ({@code orient}, {@code staatsang}). A short form is taken for a word of a phrase only where the phrase's other words stand beside it, or
 * where hardly another word can be meant.
 */
final class Abbreviations {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_ALONE = 4;
    private static final int SHORTEST_PERSON = 5;
    private static final String VOWELS = "aeiou";
    /** What short forms end with alone, so that a word between others is not taken for one. */
    private static final Set<String> BEHIND =
            Set.of("code", "flag", "status", "type", "number", "description", "date", "history", "hist", "exam");

    /** Short, and meant as they are. */
    private static final Set<String> OWN_WORDS = Set.of("act", "app");

    /** Words that stand beside anything, and so make nothing likely. */
    private static final Set<String> GENERAL =
            Set.of("number", "name", "identifier", "address", "phone", "date", "status", "code", "card", "account");

    private static final Map<String, List<Phrase>> BY_LETTER = byLetter();

    private Abbreviations() {}

    /** The words with those spelled out that are short for words of a phrase; the same words when there are none. */
    static List<String> spelledOut(List<String> words, Predicate<Phrase> fits) {
        Phrase best = null;
        int bestAt = 0;
        for (int at = 0; at < words.size(); at++) {
            for (Phrase phrase : BY_LETTER.getOrDefault(words.get(at).substring(0, 1), List.of())) {
                boolean longer =
                        best == null || phrase.words().size() > best.words().size();
                if (longer && fits.test(phrase) && matches(words, at, phrase)) {
                    best = phrase;
                    bestAt = at;
                }
            }
        }
        if (best == null) {
            return words;
        }
        var out = new ArrayList<>(words.subList(0, bestAt));
        out.addAll(best.words());
        out.addAll(words.subList(bestAt + best.words().size(), words.size()));
        return List.copyOf(out);
    }

    private static boolean matches(List<String> words, int at, Phrase phrase) {
        List<String> meant = phrase.words();
        if (at + meant.size() > words.size()) {
            return false;
        }
        if (meant.size() == 1) {
            boolean ends = at + 1 == words.size() || BEHIND.contains(words.get(at + 1));
            return ends && alone(words.get(at), meant.getFirst(), phrase.dataClass());
        }
        boolean sure = false;
        int shortest = Integer.MAX_VALUE;
        for (int i = 0; i < meant.size(); i++) {
            String word = words.get(at + i);
            if (!among(word, meant.get(i))) {
                return false;
            }
            sure |= word.length() > SHORTEST && word.equals(meant.get(i)) && !GENERAL.contains(word);
            shortest = Math.min(shortest, word.length());
        }
        return sure || shortest >= SHORTEST;
    }

    /** Beside the other words of a phrase. */
    private static boolean among(String word, String meant) {
        return word.equals(meant)
                || plural(word, meant)
                || word.length() >= 2
                        && !OWN_WORDS.contains(word)
                        && shorter(word, meant)
                        && (meant.startsWith(word) && !(word.length() > SHORTEST && CommonWords.has(word))
                                || word.length() >= SHORTEST
                                        && withoutVowels(word)
                                        && 2 * word.length() > skeleton(meant).length()
                                        && inOrder(word, meant));
    }

    private static boolean alone(String word, String meant, DataClass dataClass) {
        if (plural(word, meant)) {
            return true;
        }
        int least = dataClass.direct() || dataClass == DataClass.PASSWORD ? SHORTEST_PERSON : SHORTEST_ALONE;
        boolean cut = word.length() >= least && meant.startsWith(word) && meant.length() - word.length() >= 3;
        boolean skeleton = word.length() >= SHORTEST_ALONE && withoutVowels(word) && word.equals(skeleton(meant));
        return shorter(word, meant)
                && (cut || skeleton)
                && !CommonWords.has(word)
                && !known(word)
                && only(word, dataClass);
    }

    /** Whether it could be short for no word of another class. */
    private static boolean only(String word, DataClass dataClass) {
        boolean bare = withoutVowels(word);
        return BY_LETTER.getOrDefault(word.substring(0, 1), List.of()).stream()
                .filter(phrase -> phrase.words().size() == 1 && phrase.dataClass() != dataClass)
                .map(phrase -> phrase.words().getFirst())
                .noneMatch(other -> other.startsWith(word) || bare && word.equals(skeleton(other)));
    }

    private static boolean known(String word) {
        return Vocabulary.THINGS.contains(word)
                || Vocabulary.NOT_A_VALUE.contains(word)
                || Vocabulary.SOFTWARE.contains(word)
                || Vocabulary.PERSONS.contains(word);
    }

    private static boolean plural(String word, String meant) {
        return meant.length() >= SHORTEST_ALONE
                && (word.equals(meant + "s") || word.equals(meant + "es") || word.equals(meant + "en"));
    }

    private static boolean shorter(String word, String meant) {
        return word.length() < meant.length() && word.charAt(0) == meant.charAt(0) && !word.equals("id");
    }

    /** Whether it has no vowel behind its first letter. */
    static boolean withoutVowels(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (VOWELS.indexOf(word.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The first letter and the consonants behind it, double ones once. */
    static String skeleton(String word) {
        var out = new StringBuilder().append(word.charAt(0));
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (VOWELS.indexOf(c) < 0 && c != out.charAt(out.length() - 1)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether the letters stand in the word one behind the other. */
    static boolean inOrder(String letters, String word) {
        int at = 0;
        for (int i = 0; i < word.length() && at < letters.length(); i++) {
            at += word.charAt(i) == letters.charAt(at) ? 1 : 0;
        }
        return at == letters.length();
    }

    private static Map<String, List<Phrase>> byLetter() {
        var out = new HashMap<String, List<Phrase>>();
        Phrases.ALL.forEach(
                phrase -> out.computeIfAbsent(phrase.words().getFirst().substring(0, 1), letter -> new ArrayList<>())
                        .add(phrase));
        return out;
    }

    /** The word of a table's name that a column's first word is short for: {@code dep} of a table of dependents; null when none is. */
    static @Nullable String ofTable(String piece, List<String> table) {
        return piece.length() < SHORTEST
                ? null
                : table.stream()
                        .filter(word -> word.length() > piece.length() && word.startsWith(piece))
                        .findFirst()
                        .orElse(null);
    }
}
