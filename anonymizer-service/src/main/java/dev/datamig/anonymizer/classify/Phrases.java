package dev.datamig.anonymizer.classify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Words in a row that mean a class. */
    record Phrase(DataClass dataClass, Needs needs, List<String> words) {}

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
        String path = "/classify/phrases.txt";
        try (InputStream in = Phrases.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the list " + path + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(Phrases::phrases)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code CLASS NEEDS: phrase, phrase}. */
    private static Stream<Phrase> phrases(String line) {
        int colon = line.indexOf(':');
        String[] head = line.substring(0, colon).split(" ");
        DataClass dataClass = DataClass.valueOf(head[0]);
        Needs needs = Needs.valueOf(head[1]);
        return Arrays.stream(line.substring(colon + 1).split(","))
                .map(phrase ->
                        new Phrase(dataClass, needs, List.of(phrase.strip().split(" "))));
    }
}
