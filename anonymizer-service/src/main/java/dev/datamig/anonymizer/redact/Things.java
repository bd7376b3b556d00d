package dev.datamig.anonymizer.redact;

import static dev.datamig.anonymizer.redact.Neighbours.beside;
import static dev.datamig.anonymizer.redact.Neighbours.startsSentence;
import static dev.datamig.anonymizer.redact.Neighbours.written;

import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.redact.Vocabulary.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words in capitals that no list has and that stand where things stand: behind an article ({@code the Odyssey packet}), before a noun of
 * things ({@code Gimkit review}), behind what is done with things ({@code log in to Desmos}), in front of an article ({@code Rotate the}), in a
 * heading, or made like a plain word ({@code POSTPONED}). Only where the word stands alone: beside another name it is one.
 */
final class Things {

    private static final Set<String> ARTICLES = Set.of("the", "The", "a", "an");
    private static final Set<String> DETERMINERS = Set.of(
            "the", "his", "her", "their", "your", "our", "all", "every", "each", "any", "this", "these", "those");
    /** Behind {@code the} and a name these are people. */
    private static final Set<String> HOUSEHOLDS = Set.of(
            "family",
            "families",
            "household",
            "boy",
            "boys",
            "girl",
            "girls",
            "kid",
            "kids",
            "twins",
            "sisters",
            "brothers",
            "siblings",
            "children",
            "child",
            "case",
            "account",
            "residence",
            "home",
            "house",
            "estate",
            "matter",
            "file",
            "parents",
            "student",
            "students",
            "couple",
            "office",
            "offices",
            "orchestra",
            "band",
            "company",
            "firm",
            "agency",
            "foundation",
            "administration",
            "team",
            "novel",
            "album",
            "song",
            "film",
            "movie",
            "painting",
            "biography",
            "poem",
            "trial",
            "letter",
            "interview",
            "brother",
            "sister",
            "incident",
            "situation",
            "s");
    /** What is reviewed, played, worn and read: nothing that is somebody's paper. */
    private static final Set<String> OF_THINGS = Gazetteer.words("thing-nouns");
    /** What is done with things alone. */
    private static final Set<String> USED = Set.of(
            "use",
            "uses",
            "used",
            "using",
            "install",
            "installed",
            "download",
            "downloaded",
            "launch",
            "open",
            "wear",
            "wears",
            "wearing",
            "eat",
            "eats",
            "ate",
            "eating",
            "drink",
            "drinks",
            "drinking",
            "takes",
            "taking",
            "prescribed",
            "reread",
            "rereading",
            "play",
            "plays",
            "playing",
            "versus",
            "vs",
            "mg",
            "via");

    private static final Set<String> ALLERGIC =
            Set.of("allergic", "allergy", "allergies", "sensitive", "reaction", "logged", "log", "login");
    private static final Set<String> JOINED = Set.of("and", "or");
    private static final Pattern MADE_PLAIN = Pattern.compile(
            "\\p{L}{4,40}(?:tions?|ments|ology|ologies|ability|ibility|ically|isms?|atives?|ously|osis|itis|ians|ectomy|ographs?|ography|ometry|ponse|ponsive|ci[oó]n|si[oó]n|mientos?|logia|grafia|mente|idad|idades)"
                    + "|\\p{L}{5,40}(?:ating|izing|ising|ified|ished|ected|ented|oned|ated|ized|ists|ships|lists|ights|tools|books|works)");

    /** Characters from one word to the one that it is joined with. */
    private static final int FAR = 30;

    private static final int HEADING = 3;
    private static final int SHORT_WORD = 3;

    private Things() {}

    /** Marks the words that are things, beside those that are nobody's already. */
    static void mark(
            String text, List<Word> words, Vocabulary vocabulary, Map<String, Part> rowNames, boolean[] nobodys) {
        for (int i = nobodys.length - 1; i >= 0; i--) {
            markOne(text, words, i, vocabulary, rowNames, nobodys);
        }
        for (int i = 0; i < nobodys.length; i++) {
            markOne(text, words, i, vocabulary, rowNames, nobodys);
        }
    }

    private static void markOne(
            String text,
            List<Word> words,
            int i,
            Vocabulary vocabulary,
            Map<String, Part> rowNames,
            boolean[] nobodys) {
        Word word = words.get(i);
        boolean stranger = !nobodys[i]
                && written(word)
                && word.text().length() >= SHORT_WORD
                && !rowNames.containsKey(word.folded())
                && unknown(vocabulary.of(word));
        if (stranger && alone(text, words, i, vocabulary, nobodys) && thing(text, words, i, vocabulary, nobodys)) {
            nobodys[i] = true;
        }
    }

    private static boolean unknown(Facts facts) {
        return !facts.plain() && !facts.known() && !facts.wellKnown();
    }

    /** Neither a name nor a title beside it. */
    private static boolean alone(String text, List<Word> words, int i, Vocabulary vocabulary, boolean[] nobodys) {
        return (i == 0
                        || !Neighbours.adjacent(text, words.get(i - 1), words.get(i))
                        || !somebody(words.get(i - 1), vocabulary, nobodys[i - 1])
                                && !NameFinder.announces(words.get(i - 1)))
                && (i + 1 == words.size()
                        || !beside(text, words.get(i), words.get(i + 1))
                        || !somebody(words.get(i + 1), vocabulary, nobodys[i + 1]));
    }

    private static boolean somebody(Word word, Vocabulary vocabulary, boolean nobody) {
        Facts facts = vocabulary.of(word);
        return !nobody && written(word) && (facts.wellKnown() || facts.known() || !facts.plain());
    }

    private static boolean thing(String text, List<Word> words, int i, Vocabulary vocabulary, boolean[] nobodys) {
        Word word = words.get(i);
        if (MADE_PLAIN.matcher(word.folded()).matches()) {
            return true;
        }
        Word next = i + 1 < words.size() && beside(text, word, words.get(i + 1)) ? words.get(i + 1) : null;
        Word before = i > 0 && beside(text, words.get(i - 1), word) ? words.get(i - 1) : null;
        if (next != null && OF_THINGS.contains(next.folded()) && !next.capital()) {
            return true;
        }
        if (next != null && startsSentence(text, word) && DETERMINERS.contains(next.folded())) {
            return true;
        }
        if (before != null && ARTICLES.contains(before.text()) && !preposition(words, i, before)) {
            return !word.folded().endsWith("s")
                    && !possessive(text, word)
                    && (next == null || !HOUSEHOLDS.contains(next.folded()));
        }
        if (before != null && used(words, i, before) && !possessive(text, word)) {
            return true;
        }
        return joined(words, i, i - 1, i - 2, vocabulary, nobodys)
                || joined(words, i, i + 1, i + 2, vocabulary, nobodys)
                || heading(text, words, i, vocabulary);
    }

    /** {@code gracias a Nayeli con}: among Spanish words an "a" is no article. */
    private static boolean preposition(List<Word> words, int i, Word before) {
        return before.text().equals("a")
                && (i > 1 && Vocabulary.onlySpanish(words.get(i - 2))
                        || i + 1 < words.size() && Vocabulary.onlySpanish(words.get(i + 1)));
    }

    /** {@code Lexia and Zearn}: of two that are joined, one is a thing. */
    private static boolean joined(
            List<Word> words, int i, int and, int other, Vocabulary vocabulary, boolean[] nobodys) {
        return other >= 0
                && other < words.size()
                && nobodys[other]
                && JOINED.contains(words.get(and).folded())
                && Math.abs(words.get(other).start() - words.get(i).start()) <= FAR
                && unknown(vocabulary.of(words.get(other)));
    }

    private static boolean used(List<Word> words, int i, Word before) {
        return USED.contains(before.folded())
                || i > 1
                        && (before.folded().equals("to") || before.folded().equals("into"))
                        && ALLERGIC.contains(words.get(i - 2).folded())
                || i > 2
                        && before.folded().equals("to")
                        && words.get(i - 2).folded().equals("in")
                        && ALLERGIC.contains(words.get(i - 3).folded());
    }

    private static boolean possessive(String text, Word word) {
        return text.startsWith("'s", word.end()) || text.startsWith("’s", word.end());
    }

    /** The one word that is not plain among three or more on a line of its own, nearly all in capitals and without a sign. */
    private static boolean heading(String text, List<Word> words, int i, Vocabulary vocabulary) {
        int from = text.lastIndexOf('\n', words.get(i).start()) + 1;
        int newline = text.indexOf('\n', words.get(i).start());
        int end = newline < 0 ? text.length() : newline;
        // the nearest other stranger ends the look, so that a text of many costs no more than its length
        int first = i;
        while (first > 0 && words.get(first - 1).start() >= from) {
            if (!inHeading(words.get(--first), vocabulary)) {
                return false;
            }
        }
        int last = i;
        while (last + 1 < words.size() && words.get(last + 1).end() <= end) {
            if (!inHeading(words.get(++last), vocabulary)) {
                return false;
            }
        }
        boolean acting = i == first
                && i < last
                && (PlainNames.ACTS.contains(words.get(i + 1).folded())
                        || words.get(i + 1).folded().endsWith("ed"));
        return last - first >= HEADING - 1 && !acting && !signs(text, from, end);
    }

    private static boolean inHeading(Word word, Vocabulary vocabulary) {
        Facts facts = vocabulary.of(word);
        return (word.text().length() <= SHORT_WORD || written(word)) && facts.plain() && !facts.wellKnown();
    }

    private static boolean signs(String text, int from, int end) {
        for (int at = from; at < end; at++) {
            if (".,;:!?()/\"@&".indexOf(text.charAt(at)) >= 0 || text.startsWith(" - ", at)) {
                return true;
            }
        }
        return false;
    }
}
