package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameText.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names of nobody's acquaintance: people of history and books, makers and days ({@code Rosa Parks}, {@code Wells Fargo}), and those that
 * diseases, laws and tools are called after ({@code Newton's laws}). Where the run knows somebody by one of the words, it is a name again.
 */
final class Renowned {

    /** Things that are called after somebody; whoever it was is no person of the text. */
    private static final Set<String> CALLED_AFTER = Set.of(
            "disease",
            "diseases",
            "syndrome",
            "syndromes",
            "lymphoma",
            "palsy",
            "theorem",
            "theorems",
            "law",
            "laws",
            "burner",
            "burners",
            "flask",
            "flasks",
            "dish",
            "dishes",
            "traits",
            "reflex",
            "equation",
            "constant",
            "triangle",
            "chorea",
            "thyroiditis",
            "sarcoma",
            "principle",
            "principles",
            "gambit",
            "cycle",
            "diagram",
            "diagrams",
            "squares",
            "formula",
            "formulas",
            "sequence",
            "numeral",
            "numerals",
            "maneuver",
            "manoeuvre",
            "taxonomy",
            "prize",
            "prizes",
            "medal",
            "medals",
            "trophy",
            "scholarship",
            "scholarships",
            "inventory",
            "rating",
            "conjecture",
            "hypothesis",
            "paradox",
            "effect",
            "scale",
            "spectrum",
            "transform",
            "distribution",
            "era",
            "amendment",
            "expedition");
    /** Nobody's family name, in a capital either. */
    private static final Set<String> CAPITAL_TOO = Set.of(
            "theorem",
            "syndrome",
            "disease",
            "principle",
            "equation",
            "formula",
            "taxonomy",
            "maneuver",
            "prize",
            "medal",
            "trophy",
            "scholarship",
            "sequence",
            "diagram",
            "expedition",
            "amendment");
    /** Between a name and what is called after it. */
    private static final Set<String> COUNTED =
            Set.of("first", "second", "third", "last", "famous", "original", "general");
    /** What makers and breeds are said of; of a person it would be in the possessive. */
    private static final Set<String> MADE = Set.of(
            "crackers",
            "wipes",
            "bags",
            "pencils",
            "markers",
            "crayons",
            "glue",
            "jacket",
            "jackets",
            "jersey",
            "jerseys",
            "shoes",
            "sneakers",
            "fern",
            "ferns",
            "sauce",
            "salad",
            "cheese",
            "cookies",
            "chips",
            "tissues",
            "batteries",
            "calculator",
            "calculators",
            "sunflowers",
            "poppies",
            "tablets",
            "printer",
            "printers",
            "projector",
            "speaker",
            "speakers",
            "headphones",
            "earbuds",
            "cereal",
            "yogurt",
            "soda",
            "candy");

    /** Medicines, makers, programs and shops: no name, beside one either. */
    private static final Set<String> MAKES = Gazetteer.words("makes");

    private static final Set<String> JOINED = Set.of("and", "or", "s");
    private static final Map<String, List<List<String>>> BY_FIRST = byFirst();

    private Renowned() {}

    /** Whether each word belongs to such a name. */
    static boolean[] of(List<Word> words, Vocabulary vocabulary, Map<String, Part> rowNames) {
        var out = new boolean[words.size()];
        for (int i = 0; i < out.length; i++) {
            if (words.get(i).capital() && stranger(words.get(i), vocabulary, rowNames)) {
                phrase(words, i, word -> stranger(word, vocabulary, rowNames), vocabulary, out);
                out[i] |= calledAfter(words, i)
                        || MAKES.contains(words.get(i).folded())
                                && !vocabulary.of(words.get(i)).wellKnown();
            }
        }
        return out;
    }

    private static boolean stranger(Word word, Vocabulary vocabulary, Map<String, Part> rowNames) {
        return !vocabulary.of(word).known() && !rowNames.containsKey(word.folded());
    }

    private static void phrase(
            List<Word> words, int start, Predicate<Word> stranger, Vocabulary vocabulary, boolean[] out) {
        for (List<String> phrase : BY_FIRST.getOrDefault(words.get(start).folded(), List.of())) {
            int at = start;
            int matched = 0;
            while (at < words.size() && matched < phrase.size()) {
                Word word = words.get(at);
                if (word.folded().equals(phrase.get(matched)) && stranger.test(word)) {
                    matched++;
                } else if (!word.folded().equals("s")) {
                    break;
                }
                at++;
            }
            if (matched == phrase.size()
                    && !goesOn(words, at, vocabulary)
                    && (phrase.size() > 1 || alone(words, start, vocabulary))) {
                for (int i = start; i < at; i++) {
                    out[i] = true;
                }
            }
        }
    }

    /** One word is no more than that: no name or title stands before it, and it does what people of the text do nowhere. */
    private static boolean alone(List<Word> words, int i, Vocabulary vocabulary) {
        boolean acting = i + 1 < words.size()
                && PlainNames.ACTS.contains(words.get(i + 1).folded());
        if (acting) {
            return false;
        }
        if (i == 0 || words.get(i).start() - words.get(i - 1).end() > 2) {
            return true;
        }
        Word before = words.get(i - 1);
        boolean name = before.capital()
                && (vocabulary.of(before).wellKnown() || !vocabulary.of(before).plain());
        return !name && !NameFinder.announces(before);
    }

    /** {@code George Washington Okafor} is somebody else. */
    private static boolean goesOn(List<Word> words, int at, Vocabulary vocabulary) {
        return at < words.size()
                && words.get(at).start() - words.get(at - 1).end() == 1
                && words.get(at).capital()
                && !vocabulary.of(words.get(at)).plain()
                && words.get(at).folded().length() > 2;
    }

    /** {@code Crohn disease}, {@code Parkinson and Alzheimer diseases}. */
    private static boolean calledAfter(List<Word> words, int i) {
        int next = i + 1;
        if (next < words.size()
                && MADE.contains(words.get(next).folded())
                && words.get(next).start() - words.get(i).end() == 1) {
            return true;
        }
        while (next < words.size() && JOINED.contains(words.get(next).folded())) {
            next++;
            boolean other = next + 1 < words.size()
                    && words.get(next).capital()
                    && words.get(next - 1).folded().length() > 1
                    && CALLED_AFTER.contains(words.get(next + 1).folded());
            next += other ? 1 : 0;
        }
        boolean possessive = next > i + 1
                || next < words.size() && words.get(next).start() - words.get(i).end() > 2;
        if (possessive
                && next < words.size()
                && COUNTED.contains(words.get(next).folded())) {
            next++;
        }
        return next < words.size()
                && CALLED_AFTER.contains(words.get(next).folded())
                && (!words.get(next).capital()
                        || CAPITAL_TOO.contains(words.get(next).folded())
                                && words.get(next).start() - words.get(next - 1).end() == 1);
    }

    private static Map<String, List<List<String>>> byFirst() {
        var out = new HashMap<String, List<List<String>>>();
        for (String phrase : Gazetteer.phrases("renowned")) {
            List<String> words = List.of(phrase.split(" "));
            out.computeIfAbsent(words.getFirst(), first -> new ArrayList<>()).add(words);
        }
        return out;
    }
}
