package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Abbreviations and words written as one, and the words that they stand for: {@code fname} is a <i>first name</i>. */
final class Spelled {

    static final Map<String, List<String>> OUT = read();

    private Spelled() {}

    /** The words with each abbreviation spelled out, as the words of a column's name are; null where all there is is one abbreviation. */
    static @Nullable List<String> whole(List<String> words) {
        if (words.size() == 1) {
            return OUT.containsKey(words.getFirst()) ? null : words;
        }
        var whole = new ArrayList<String>();
        words.forEach(word -> whole.addAll(OUT.getOrDefault(word, List.of(word))));
        return whole;
    }

    private static Map<String, List<String>> read() {
        var spelled = new HashMap<String, List<String>>();
        for (String line : WordLists.lines("spelled.txt")) {
            for (String entry : line.split(",")) {
                String[] sides = entry.strip().split("=");
                spelled.put(sides[0], List.of(sides[1].split(" ")));
            }
        }
        return Map.copyOf(spelled);
    }
}
