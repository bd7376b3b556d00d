package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameFold;
import java.util.Set;

/** Small words before family names, which make a name of two words of one that stands by itself ({@code Van Halen}). */
public final class FamilyParticles {

    private static final Set<String> ALL = Set.of(
            "van", "von", "de", "da", "di", "del", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ter", "ten");

    private FamilyParticles() {}

    /** Whether a word is one. */
    public static boolean has(String word) {
        return word.length() <= 3 && ALL.contains(NameFold.of(word));
    }
}
