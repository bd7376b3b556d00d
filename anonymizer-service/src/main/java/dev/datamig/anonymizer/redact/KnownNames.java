package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameFold;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of the names of a run's people, bounded by the vocabulary of names and not by the number of people; and their user names
 * and numbers.
 *
 * @param given folded words of given names
 * @param family folded words of family names
 * @param words hashes of all of them
 */
public record KnownNames(Set<String> given, Set<String> family, KnownCodes codes, CodeTable words) {

    /** Hashes of values that texts tell: what they take is bounded, however many texts there are. */
    private static final int MOST_TOLD = 1 << 20;

    public static final KnownNames NONE = new KnownNames(Set.of(), Set.of(), KnownCodes.NONE, new CodeTable(0));

    boolean isGiven(String folded) {
        return given.contains(folded);
    }

    boolean isFamily(String folded) {
        return family.contains(folded);
    }

    boolean has(String folded) {
        return isGiven(folded) || isFamily(folded);
    }

    /** Collects words. */
    public static final class Collector {
        private final Set<String> given = new HashSet<>();
        private final Set<String> family = new HashSet<>();
        private final CodeCollector codes = new CodeCollector();
        private final CodeCollector told = new CodeCollector(MOST_TOLD);

        public void given(String word) {
            add(given, word);
        }

        public void family(String word) {
            add(family, word);
        }

        public CodeCollector codes() {
            return codes;
        }

        /** Codes that texts show to be somebody's; of very many the least hashes count, whatever order they come in. */
        public CodeCollector told() {
            return told;
        }

        private static void add(Set<String> to, String word) {
            String folded = NameFold.of(word);
            if (folded.length() > 1) {
                to.add(folded);
            }
        }

        public Set<String> givenWords() {
            return given;
        }

        public Set<String> familyWords() {
            return family;
        }

        /** Whether nothing was collected. */
        public boolean isEmpty() {
            return given.isEmpty() && family.isEmpty() && codes.isEmpty() && told.isEmpty();
        }

        public KnownNames names() {
            return new KnownNames(Set.copyOf(given), Set.copyOf(family), CodeCollector.codes(codes, told), words());
        }

        private CodeTable words() {
            var words = new CodeTable(given.size() + family.size());
            for (Set<String> some : List.of(given, family)) {
                some.forEach(word -> words.put(KnownCodes.hash(word, 0, word.length()), 0));
            }
            return words;
        }
    }
}
