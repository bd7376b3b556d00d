package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    static final List<Phrase> ALL = build();

    private static final Map<String, List<Phrase>> BY_WORD = byWord();

    private Phrases() {}

    /** The phrases of which one of these words is the first. */
    static List<Phrase> starting(List<String> words) {
        return words.stream()
                .distinct()
                .flatMap(word -> BY_WORD.getOrDefault(word, List.of()).stream())
                .toList();
    }

    private static Map<String, List<Phrase>> byWord() {
        var out = new HashMap<String, List<Phrase>>();
        ALL.forEach(phrase -> out.computeIfAbsent(phrase.words().getFirst(), ignored -> new ArrayList<>())
                .add(phrase));
        return out;
    }

    private static List<Phrase> build() {
        return Stream.concat(
                        WordLists.lines("phrases.txt").stream().flatMap(Phrases::phrases),
                        WordLists.lines("phrases-world.txt").stream()
                                .flatMap(Phrases::phrases)
                                .flatMap(Phrases::spelledOut))
                .distinct()
                .toList();
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
