package dev.datamig.anonymizer.persona;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Plain English words, with their common endings: what a name must be told from. */
public final class CommonWords {

    private static final Set<String> WORDS = load();
    private static final Set<String> NEVER = Set.of(
            "the", "a", "an", "and", "or", "but", "is", "are", "was", "were", "in", "on", "at", "to", "of", "for",
            "with", "he", "she", "it", "they", "we", "i", "you", "his", "her", "their", "my", "our", "your", "this",
            "that", "not", "please", "can", "could", "would", "has", "have", "had", "what", "who", "when", "where",
            "why", "how", "if", "from", "by", "as", "be", "been", "do", "does", "did");

    private CommonWords() {}

    /** Whether a folded word is a plain word. */
    public static boolean has(String folded) {
        return WORDS.contains(folded) || stem(folded);
    }

    /** Whether it cannot be a name at all. */
    public static boolean never(String folded) {
        return NEVER.contains(folded);
    }

    private static boolean stem(String word) {
        return ends(word, "s", "")
                || ends(word, "es", "")
                || ends(word, "ed", "")
                || ends(word, "ed", "e")
                || ends(word, "ing", "")
                || ends(word, "ing", "e")
                || ends(word, "ly", "")
                || ends(word, "ies", "y")
                || ends(word, "ied", "y")
                || ends(word, "er", "")
                || ends(word, "er", "e")
                || ends(word, "ers", "")
                || ends(word, "est", "")
                || ends(word, "ness", "")
                || doubled(word, "ing")
                || doubled(word, "ed");
    }

    /** {@code planning}, {@code stopped}; {@code Manning} is somebody. */
    private static boolean doubled(String word, String ending) {
        int last = word.length() - ending.length() - 1;
        return last >= 3
                && word.endsWith(ending)
                && word.charAt(last) == word.charAt(last - 1)
                && WORDS.contains(word.substring(0, last))
                && !Lexicon.isFamily(word);
    }

    private static boolean ends(String word, String ending, String instead) {
        return word.length() > ending.length() + 2
                && word.endsWith(ending)
                && WORDS.contains(word.substring(0, word.length() - ending.length()) + instead);
    }

    private static Set<String> load() {
        try (InputStream in = CommonWords.class.getResourceAsStream("/lexicon/common-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-words.txt is missing from this build");
            }
            var out = new HashSet<String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> out.add(NameFold.of(line)));
            return Set.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
