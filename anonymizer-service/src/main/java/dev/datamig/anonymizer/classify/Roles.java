package dev.datamig.anonymizer.classify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words for people by what they are to others: {@code therapist}, {@code payee}; and what a number of such a person is. */
final class Roles {

    private static final Map<String, DataClass> NUMBERED = new HashMap<>();
    /** Nobody but a person is called so. */
    private static final Set<String> SURE = new HashSet<>();

    /** Words of languages that put what somebody is before what for: {@code medico cabecera}. */
    private static final Set<String> LEADING = new HashSet<>();

    private static final Set<String> ALL = new HashSet<>();

    private static final Set<String> NAMES = Vocabulary.NAME_WORDS;
    /** What a name is that others see. */
    private static final Set<String> SHOWN = Set.of("visible", "valid", "display", "public");

    private static final Set<String> REACHED_BY = Set.of("number", "contact", "contacts");
    private static final Set<String> REACHED =
            Set.of("parent", "parents", "emergency", "home", "office", "relative", "family");
    private static final Set<String> RELATIVES =
            Set.of("mother", "father", "guardian", "parent", "spouse", "husband", "wife", "grandparent");
    private static final Set<String> NUMBERS = Set.of("number", "identifier", "reference", "ref", "numara", "nomor");
    /** What texts are numbered by; whole numbers so called count something. */
    private static final Set<String> AS_TEXT = Set.of("id", "code");

    static {
        WordLists.lines("roles.txt").forEach(Roles::read);
    }

    private Roles() {}

    private static void read(String line) {
        int colon = line.indexOf(':');
        String kind = line.substring(0, colon);
        for (String word : line.substring(colon + 1).strip().split(" ")) {
            ALL.add(word);
            if (kind.equals("NAMED_FIRST")) {
                LEADING.add(word);
            }
            if (!kind.equals("NAMED_ONLY")) {
                SURE.add(word);
            }
            if (!kind.startsWith("NAMED")) {
                NUMBERED.put(word, DataClass.valueOf(kind));
            }
        }
    }

    /** Whether the words name somebody: {@code prescriber name}, {@code nom eleve}. */
    static boolean named(List<String> words) {
        int size = words.size();
        return size >= 2
                && (NAMES.contains(words.getLast()) && (ALL.contains(words.get(size - 2)) || between(words))
                        || NAMES.contains(words.getFirst())
                                && (ALL.contains(words.getLast()) || ofOne(words.getLast())));
    }

    /** {@code name des versicherungsnehmers}. */
    private static boolean ofOne(String word) {
        return word.endsWith("s") && ALL.contains(word.substring(0, word.length() - 1));
    }

    /** {@code author prov name}: a word that is no thing's between. */
    private static boolean between(List<String> words) {
        int size = words.size();
        return size >= 3
                && ALL.contains(words.get(size - 3))
                && !Vocabulary.anyThing(List.of(words.get(size - 2)))
                && (!Vocabulary.NOT_A_VALUE.contains(words.get(size - 2)) || SHOWN.contains(words.get(size - 2)));
    }

    /** Whether the words end with somebody who cannot be a thing: {@code case manager}. */
    static boolean sure(List<String> words) {
        return !words.isEmpty() && SURE.contains(words.getLast())
                || words.size() == 2
                        && LEADING.contains(words.getFirst())
                        && !Vocabulary.anyThing(words)
                        && !Vocabulary.NOT_A_VALUE.contains(words.getLast());
    }

    /** What a number of somebody is: {@code patron number}; null where the words do not say one. @param text whether an "id" may be a number that is given out */
    static @Nullable DataClass number(List<String> words, boolean text) {
        int size = words.size();
        boolean number = size >= 2 && (NUMBERS.contains(words.getLast()) || text && AS_TEXT.contains(words.getLast()));
        boolean numberFirst = text && size == 2 && NUMBERS.contains(words.getFirst());
        return number ? NUMBERED.get(words.get(size - 2)) : numberFirst ? NUMBERED.get(words.getLast()) : null;
    }

    /** What a number is that stands where somebody is named. */
    static DataClass numbered(String somebody) {
        return NUMBERED.getOrDefault(somebody, DataClass.DOCUMENT_NUMBER);
    }

    /** Whether the words are where one of a family is reached, in whatever table: {@code guardian contact}. */
    static boolean reachedAnywhere(List<String> words) {
        return words.size() == 2 && REACHED_BY.contains(words.getLast()) && RELATIVES.contains(words.getFirst());
    }

    /** Whether the words are where somebody is reached: {@code spouse no}, {@code mother contact}; numbers are given out to nobody of these. */
    static boolean reached(List<String> words) {
        int size = words.size();
        return size >= 2
                && REACHED_BY.contains(words.getLast())
                && (REACHED.contains(words.get(size - 2))
                        || !words.getLast().equals("number") && NUMBERED.containsKey(words.get(size - 2))
                        || SURE.contains(words.get(size - 2)) && !NUMBERED.containsKey(words.get(size - 2)));
    }

    static Set<String> words() {
        return Set.copyOf(ALL);
    }
}
