package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which words in a name mean what, in English, Spanish, French, German, Portuguese, Italian, Dutch, Polish and the
 * Nordic languages. The longest phrase that fits decides.
 */
final class Phrases {

    /** What a phrase needs of the column's type. */
    enum Needs {
        TEXT,
        DATE,
        NUMBER,
        TEXT_OR_NUMBER,
        ANY
    }

    /** Where a phrase means what it says. */
    enum Where {
        ANYWHERE,
        /** In tables of people. */
        PEOPLE,
        /** In tables of addresses, and beside a street. */
        ADDRESS,
        /** Beside a bank or a card. */
        BANK
    }

    /** Words in a row that mean a class. */
    record Phrase(DataClass dataClass, Needs needs, Where where, List<String> words) {}

    /** As names are read, in which these are all the same. */
    private static final Pattern NUMBER = Pattern.compile("\\b(?:numero|nummer)\\b");

    /** Of the languages that compounds are taken apart in, down to short words. */
    private static final List<Phrase> CLOSE =
            WordLists.lines("phrases.txt").stream().flatMap(Phrases::phrases).toList();

    private static final List<Phrase> WORLD = WordLists.lines("phrases-world.txt").stream()
            .flatMap(Phrases::phrases)
            .flatMap(Phrases::spelledOut)
            .toList();

    static final List<Phrase> ALL = build();

    private static final Map<String, List<Phrase>> BY_WORD = byWord();

    /** Shorter words of the many languages stand inside too many others. */
    private static final int SHORTEST_PART = 5;

    private Phrases() {}

    /** The phrases of which one of these words is the first. */
    static List<Phrase> starting(List<String> words) {
        return words.stream()
                .distinct()
                .flatMap(word -> BY_WORD.getOrDefault(word, List.of()).stream())
                .toList();
    }

    /** The words that a name without any separator may be put together of. */
    static Set<String> parts() {
        var parts = new HashSet<String>();
        CLOSE.forEach(phrase -> parts.addAll(phrase.words()));
        WORLD.forEach(phrase -> phrase.words().stream()
                .filter(word -> word.length() >= SHORTEST_PART)
                .forEach(parts::add));
        return parts;
    }

    private static Map<String, List<Phrase>> byWord() {
        var out = new HashMap<String, List<Phrase>>();
        ALL.forEach(phrase -> out.computeIfAbsent(phrase.words().getFirst(), ignored -> new ArrayList<>())
                .add(phrase));
        return out;
    }

    private static List<Phrase> build() {
        return Stream.concat(CLOSE.stream(), WORLD.stream()).distinct().toList();
    }

    /** {@code no paspor} as names are read, {@code number paspor}. */
    private static Stream<Phrase> spelledOut(Phrase phrase) {
        List<String> whole = Spelled.whole(phrase.words());
        return whole == null
                ? Stream.empty()
                : Stream.of(new Phrase(phrase.dataClass(), phrase.needs(), phrase.where(), List.copyOf(whole)));
    }

    /** {@code CLASS NEEDS: phrase, phrase} or {@code CLASS NEEDS WHERE: phrase, phrase}. */
    private static Stream<Phrase> phrases(String line) {
        int colon = line.indexOf(':');
        String[] head = line.substring(0, colon).split(" ");
        DataClass dataClass = DataClass.valueOf(head[0]);
        Needs needs = Needs.valueOf(head[1]);
        Where where = head.length > 2 ? Where.valueOf(head[2]) : Where.ANYWHERE;
        return Arrays.stream(line.substring(colon + 1).split(","))
                .map(phrase -> new Phrase(
                        dataClass,
                        needs,
                        where,
                        Particles.dropped(List.of(NUMBER.matcher(phrase.strip())
                                .replaceAll("number")
                                .split(" ")))));
    }
}
