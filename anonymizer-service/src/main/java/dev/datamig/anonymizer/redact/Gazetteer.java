package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameFold;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A shipped list of names of one or several words, found in texts by their folded words. */
final class Gazetteer {

    /** Countries, states, provinces, and towns whose names are plain words. */
    static final Gazetteer PLACES = new Gazetteer("world-places");
    /** Nationalities, ethnic groups and religions, as adjectives. */
    static final Gazetteer PEOPLES = new Gazetteer("peoples");

    private static final int SHORT = 4;

    private final List<String> entries;
    private final Map<String, List<String[]>> byFirstWord = new HashMap<>();

    private Gazetteer(String name) {
        this.entries = lines(name);
        for (String entry : entries) {
            String[] words =
                    Arrays.stream(entry.split("[ -]")).map(NameFold::of).toArray(String[]::new);
            byFirstWord.computeIfAbsent(words[0], first -> new ArrayList<>()).add(words);
        }
        byFirstWord.values().forEach(list -> list.sort((a, b) -> b.length - a.length));
    }

    List<String> entries() {
        return entries;
    }

    /** How many words from the given one on are an entry, the longest entry counting; 0 when none is. */
    int match(String text, List<Word> words, int at) {
        String first = words.get(at).folded();
        List<String[]> candidates = byFirstWord.get(first);
        if (candidates == null && first.endsWith("s") && words.get(at).text().length() > SHORT) {
            List<String[]> one = byFirstWord.get(first.substring(0, first.length() - 1));
            return one != null && one.stream().anyMatch(candidate -> candidate.length == 1) ? 1 : 0;
        }
        if (candidates != null) {
            for (String[] candidate : candidates) {
                if (matches(candidate, text, words, at)) {
                    return candidate.length;
                }
            }
        }
        return 0;
    }

    private static boolean matches(String[] entry, String text, List<Word> words, int at) {
        if (at + entry.length > words.size()) {
            return false;
        }
        for (int i = 1; i < entry.length; i++) {
            Word before = words.get(at + i - 1);
            Word word = words.get(at + i);
            boolean beside = word.start() - before.end() == 1 && " -\n".indexOf(text.charAt(before.end())) >= 0;
            if (!beside || !word.folded().equals(entry[i])) {
                return false;
            }
        }
        return true;
    }

    /** The words of a shipped list, folded. */
    static Set<String> words(String name) {
        var out = new HashSet<String>();
        for (String line : lines(name)) {
            for (String word : line.split(" ")) {
                out.add(NameFold.of(word));
            }
        }
        return Set.copyOf(out);
    }

    /** The words of a shipped list, with their accents. */
    static Set<String> spelled(String name) {
        return lines(name).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The phrases of a shipped list, several to a line. */
    static List<String> phrases(String name) {
        return lines(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }

    private static List<String> lines(String name) {
        String path = "/lexicon/" + name + ".txt";
        try (InputStream in = Gazetteer.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the list " + path + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
