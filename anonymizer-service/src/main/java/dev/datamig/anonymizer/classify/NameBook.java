package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.Lexicon;
import dev.datamig.anonymizer.persona.NameFold;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Well-known names of several languages, to tell by its values what a column holds. Never used to make a fake. */
public final class NameBook {

    private static final Set<String> GIVEN = read("given-names");
    private static final Set<String> FAMILY = read("family-names");
    private static final Set<String> PARTICLES = Set.of(
            "de", "da", "do", "dos", "das", "del", "la", "los", "di", "van", "von", "der", "den", "ter", "le", "du",
            "y", "e", "al", "el", "bin", "st", "mc", "ten", "zu");
    private static final Set<String> TITLES = Set.of(
            "mr", "mrs", "ms", "miss", "dr", "prof", "rev", "sr", "sra", "srta", "herr", "frau", "hr", "fr", "mme",
            "mlle", "m", "jr", "ii", "iii", "iv", "phd", "md", "dds", "dvm", "msgr", "sig", "dott", "ing", "mevr",
            "dhr", "pan", "pani", "esq", "rn", "ed", "dipl");

    private NameBook() {}

    public static boolean given(String word) {
        String folded = NameFold.of(word);
        return GIVEN.contains(folded) || Lexicon.isGiven(folded);
    }

    public static boolean family(String word) {
        String folded = NameFold.of(word);
        return FAMILY.contains(folded) || Lexicon.isFamily(folded);
    }

    static boolean title(String word) {
        return TITLES.contains(NameFold.of(word));
    }

    static boolean particle(String word) {
        return PARTICLES.contains(NameFold.of(word));
    }

    private static Set<String> read(String name) {
        String path = "/classify/" + name + ".txt";
        try (InputStream in = NameBook.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the word list " + path + " is missing from this build");
            }
            var names = new HashSet<String>();
            for (String word : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\s+")) {
                names.add(NameFold.of(word));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
