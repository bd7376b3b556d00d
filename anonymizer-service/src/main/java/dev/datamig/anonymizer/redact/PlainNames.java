package dev.datamig.anonymizer.redact;

import static dev.datamig.anonymizer.redact.Neighbours.adjacent;
import static dev.datamig.anonymizer.redact.Neighbours.behind;
import static dev.datamig.anonymizer.redact.Neighbours.beside;
import static dev.datamig.anonymizer.redact.Neighbours.capitalNext;
import static dev.datamig.anonymizer.redact.Neighbours.ofFewWords;
import static dev.datamig.anonymizer.redact.Neighbours.startsSentence;
import static dev.datamig.anonymizer.redact.Neighbours.written;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plain words and single letters that are parts of names because of where they stand. What schools call their own things is no name. */
final class PlainNames {

    private static final Set<String> SAYING = Set.of(
            "called",
            "named",
            "says",
            "said",
            "starring",
            "sincerely",
            "signed",
            "regards",
            "nicknamed",
            "dear",
            "featuring",
            "né",
            "nee");
    static final Set<String> ACTS = Gazetteer.words("acts");
    private static final Set<String> STATES = Set.of(
            "absent",
            "out",
            "sick",
            "late",
            "gone",
            "tardy",
            "missing",
            "moving",
            "failing",
            "passing",
            "struggling",
            "transferring",
            "enrolled",
            "suspended",
            "ill",
            "crying",
            "upset",
            "allergic");
    private static final Set<String> NO_NAMES = Gazetteer.words("school-words");
    /** Words that places' names begin with. */
    private static final Set<String> TOWN_OPENERS = Set.of(
            "new", "north", "south", "east", "west", "port", "lake", "mount", "saint", "fort", "upper", "lower", "old",
            "great", "little", "cape");

    private PlainNames() {}

    /** Where a sentence must go on with somebody: {@code my name is Key}, {@code said Hope}. */
    static boolean frames(String text, List<Word> words, int i) {
        Word word = words.get(i);
        if (startsSentence(text, word) || NO_NAMES.contains(word.folded()) || CommonWords.never(word.folded())) {
            return false;
        }
        boolean called = i > 1
                && adjacent(text, words.get(i - 1), word)
                && Set.of("is", "me", "him", "her", "was")
                        .contains(words.get(i - 1).folded())
                && Set.of("name", "calls", "call", "named", "called")
                        .contains(words.get(i - 2).folded());
        return called || behind(SAYING, text, words, i);
    }

    /** {@code Will forgot}, {@code Rose Park is absent}: a name that is a plain word too, and then what only people do or are. */
    static boolean acts(String text, List<Word> words, int i, Vocabulary vocabulary) {
        if (!written(words.get(i)) || !vocabulary.of(words.get(i)).given()) {
            return false;
        }
        boolean pair = capitalNext(words, i, text)
                && vocabulary.of(words.get(i + 1)).family()
                && beside(text, words.get(i), words.get(i + 1));
        int next = pair ? i + 2 : i + 1;
        if (next >= words.size() || !beside(text, words.get(next - 1), words.get(next))) {
            return false;
        }
        String verb = words.get(next).folded();
        boolean state = (verb.equals("is") || verb.equals("was"))
                && next + 1 < words.size()
                && STATES.contains(words.get(next + 1).folded());
        return ACTS.contains(verb) || state;
    }

    /** Two plain words in capitals where somebody lives or goes: {@code moved to Mill Village}. */
    static boolean town(String text, List<Word> words, int i) {
        Word word = words.get(i);
        boolean first = written(word)
                && behind(NameFinder.WHERE, text, words, i)
                && capitalNext(words, i, text)
                && beside(text, word, words.get(i + 1))
                && townWord(words.get(i + 1));
        boolean second = i > 1
                && written(word)
                && beside(text, words.get(i - 1), word)
                && words.get(i - 1).capital()
                && behind(NameFinder.WHERE, text, words, i - 1)
                && townWord(words.get(i - 1));
        return (first || second) && townWord(word);
    }

    private static boolean townWord(Word word) {
        return !NO_NAMES.contains(word.folded()) && !CommonWords.never(word.folded());
    }

    /** {@code L} of {@code Brad L Key}, {@code M.} of {@code Ana M. Lima}; never the pronoun or the article alone. */
    static @Nullable Kind initial(String text, Word word, @Nullable Kind before, @Nullable Kind behind) {
        boolean name = before == Kind.GIVEN || before == Kind.FAMILY;
        boolean nameBehind = behind == Kind.GIVEN || behind == Kind.FAMILY;
        boolean dotted = written(word) && word.end() < text.length() && text.charAt(word.end()) == '.';
        boolean pronoun = "IAOY".indexOf(Character.toUpperCase(word.text().charAt(0))) >= 0;
        if (before == Kind.PLACE) {
            return written(word) && !pronoun ? Kind.PLACE : null;
        }
        // "Renata y Gael": small letters that are words of their own join two people
        boolean between = name && nameBehind && (written(word) || !"aeioy".contains(word.text()));
        boolean beside = name && written(word) && (dotted || !pronoun) || nameBehind && dotted;
        return between || beside ? Kind.GIVEN : null;
    }

    /** {@code North} of {@code North Haverbrook}. */
    private static boolean opensTown(String text, List<Word> words, int i, @Nullable Kind[] kinds) {
        return i + 1 < words.size()
                && kinds[i + 1] == Kind.PLACE
                && beside(text, words.get(i), words.get(i + 1))
                && TOWN_OPENERS.contains(words.get(i).folded());
    }

    /** A plain word in a capital right beside a name: {@code Rebecca Hides}, {@code Credit Karma}. */
    static @Nullable Kind part(String text, List<Word> words, int i, @Nullable Kind[] kinds, boolean mixed) {
        Word word = words.get(i);
        boolean after =
                i > 0 && kinds[i - 1] != null && kinds[i - 1] != Kind.PLACE && beside(text, words.get(i - 1), word);
        boolean ahead = i + 1 < words.size()
                && kinds[i + 1] != null
                && kinds[i + 1] != Kind.PLACE
                && beside(text, word, words.get(i + 1));
        boolean told = written(word) && (mixed || ofFewWords(text, word)) && !NO_NAMES.contains(word.folded());
        if (!told || NameFinder.announces(word)) {
            return null;
        }
        if (after) {
            return Kind.FAMILY;
        }
        if (opensTown(text, words, i, kinds)) {
            return Kind.PLACE;
        }
        boolean opens = startsSentence(text, word) && !ofFewWords(text, word);
        return ahead && !opens ? Kind.GIVEN : null;
    }
}
