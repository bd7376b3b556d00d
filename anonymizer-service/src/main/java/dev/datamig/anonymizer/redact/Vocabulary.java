package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.Lexicon;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is known of a word, asked once for each spelling of a word and remembered: texts use few words often. Not for several threads. */
final class Vocabulary {

    private static final int REMEMBERED = 30_000;
    private static final Set<String> SPANISH = Gazetteer.spelled("spanish-words");

    /**
     * What is known of a folded word.
     *
     * @param plain whether it is a plain word
     * @param never whether it cannot be a name at all
     * @param knownGiven whether somebody of the run has it as a given name
     * @param knownFamily whether somebody of the run has it as a family name
     * @param given whether it is a well-known given name
     * @param family whether it is a well-known family name
     */
    record Facts(boolean plain, boolean never, boolean knownGiven, boolean knownFamily, boolean given, boolean family) {

        boolean known() {
            return knownGiven || knownFamily;
        }

        boolean wellKnown() {
            return given || family;
        }
    }

    private final KnownNames known;
    private final Map<String, Facts> seen = new HashMap<>();

    Vocabulary(KnownNames known) {
        this.known = known;
    }

    Facts of(Word word) {
        String folded = word.folded();
        Facts facts = seen.get(word.text());
        if (facts == null) {
            facts = new Facts(
                    CommonWords.has(folded) && ascii(word.text()) || spanish(word.text()),
                    CommonWords.never(folded),
                    known.isGiven(folded),
                    known.isFamily(folded),
                    Lexicon.isGiven(folded),
                    Lexicon.isFamily(folded));
            if (seen.size() >= REMEMBERED) {
                seen.clear();
            }
            seen.put(word.text(), facts);
        }
        return facts;
    }

    /** Whether letters of a longer word are a plain word. */
    static boolean isPlain(String folded) {
        return CommonWords.has(folded);
    }

    /** Written as Spanish writes it, with its accents. */
    private static boolean spanish(String word) {
        return (word.length() > 2 || !word.equals(word.toUpperCase(Locale.ROOT)))
                && SPANISH.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a word is Spanish and nothing else. */
    static boolean onlySpanish(Word word) {
        return SPANISH.contains(word.text().toLowerCase(Locale.ROOT))
                && !CommonWords.has(word.folded())
                && !CommonWords.never(word.folded());
    }

    /** A word with an accent is no plain English word. */
    private static boolean ascii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 127 && Character.isLetter(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
