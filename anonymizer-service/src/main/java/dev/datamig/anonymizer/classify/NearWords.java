package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The known word that an unknown one stands for: the same word with a slip of the pen ({@code guardain}, {@code addres}), or with its vowels
 * left out ({@code prnt}, {@code dntst}, {@code grdprnt}). Where two words could be meant, none is.
 */
final class NearWords {

    private static final int SHORTEST = 4;
    private static final int SHORTEST_DROPPED = 5;
    private static final int SHORTEST_CHANGED = 7;
    private static final int SHORTEST_VOWELLED = 6;
    private static final int SHORTEST_LONG = 6;
    private static final int SHORTEST_LOOSE = 5;
    private static final String VOWELS = "aeiou";
    private static final int LONGER_WORDS = 8;
    private static final double LOOSE = 0.6;

    private final Set<String> words;
    private final Set<String> abbreviations;
    private final Map<String, List<String>> bySkeleton = new HashMap<>();
    private final Map<String, List<String>> longByEnds = new HashMap<>();

    /**
     * @param words that are known, folded
     * @param abbreviations those of them that are short for others
     */
    NearWords(Set<String> words, Set<String> abbreviations) {
        this.words = Set.copyOf(words);
        this.abbreviations = Set.copyOf(abbreviations);
        for (String word : words) {
            String skeleton = Abbreviations.skeleton(word);
            bySkeleton.computeIfAbsent(skeleton, key -> new ArrayList<>()).add(word);
            if (word.length() >= LONGER_WORDS) {
                longByEnds
                        .computeIfAbsent(ends(skeleton), key -> new ArrayList<>())
                        .add(word);
            }
        }
    }

    /** The word that is meant, of at least five letters; null when it is none or could be several. */
    @Nullable
    String of(String unknown) {
        if (unknown.length() < SHORTEST) {
            return null;
        }
        String slip = slip(unknown);
        if (slip != null) {
            return slip;
        }
        String beforeLast = unknown.substring(0, unknown.length() - 1);
        if (unknown.length() < SHORTEST_VOWELLED && !Abbreviations.withoutVowels(beforeLast)) {
            return null;
        }
        String skeleton = Abbreviations.skeleton(unknown);
        String exact = only(bySkeleton.getOrDefault(skeleton, List.of()).stream()
                .filter(word -> word.length() >= SHORTEST_DROPPED && shortened(unknown, word))
                .toList());
        if (exact != null || unknown.length() < SHORTEST_LOOSE || 2 * skeleton.length() < unknown.length() + SHORTEST) {
            return exact;
        }
        return only(longByEnds.getOrDefault(ends(skeleton), List.of()).stream()
                .filter(word -> shortened(unknown, word)
                        && skeleton.length()
                                >= LOOSE * Abbreviations.skeleton(word).length())
                .toList());
    }

    /** Two letters swapped, one of two doubled or none, a vowel left out or another vowel; the first is always right. */
    private @Nullable String slip(String unknown) {
        var found = new HashSet<String>();
        for (int i = 1; i + 1 < unknown.length(); i++) {
            add(unknown.substring(0, i) + unknown.charAt(i + 1) + unknown.charAt(i) + unknown.substring(i + 2), found);
        }
        for (int i = 1; i < unknown.length() && unknown.length() >= SHORTEST_DROPPED; i++) {
            String before = unknown.substring(0, i);
            String behind = unknown.substring(i);
            if (before.charAt(i - 1) == behind.charAt(0)) {
                add(before + behind.substring(1), found);
            }
            addLong(before + before.charAt(i - 1) + behind, found);
            for (int v = 0; v < VOWELS.length(); v++) {
                addLong(before + VOWELS.charAt(v) + behind, found);
                if (unknown.length() >= SHORTEST_CHANGED && VOWELS.indexOf(behind.charAt(0)) >= 0) {
                    addLong(before + VOWELS.charAt(v) + behind.substring(1), found);
                }
            }
        }
        if (unknown.length() >= SHORTEST_DROPPED) {
            addLong(unknown + unknown.charAt(unknown.length() - 1), found);
        }
        return found.stream()
                .filter(word -> found.stream().allMatch(other -> Abbreviations.inOrder(other, word)))
                .findFirst()
                .orElse(null);
    }

    private void addLong(String word, Set<String> found) {
        if (word.length() >= SHORTEST_LONG) {
            add(word, found);
        }
    }

    private void add(String word, Set<String> found) {
        if (word.length() >= SHORTEST && words.contains(word)) {
            found.add(word);
        }
    }

    /** The only one, abbreviations aside where there is a whole word. */
    private @Nullable String only(List<String> found) {
        List<String> whole =
                found.stream().filter(word -> !abbreviations.contains(word)).toList();
        List<String> left = whole.isEmpty() ? found : whole;
        return left.size() == 1 ? left.getFirst() : null;
    }

    private static boolean shortened(String letters, String word) {
        return letters.length() < word.length() && !word.startsWith(letters) && Abbreviations.inOrder(letters, word);
    }

    private static String ends(String skeleton) {
        return "" + skeleton.charAt(0) + skeleton.charAt(skeleton.length() - 1);
    }
}
