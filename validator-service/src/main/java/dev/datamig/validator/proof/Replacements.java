package dev.datamig.validator.proof;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What replaces what, learned from whole cells: masking is a function of the value, so what it did in one cell it does in every
 * text. Of values only those replacements are kept that are themselves somebody's original, no others are ever asked for; of names, of
 * which there are few, all. Not for several threads.
 */
public final class Replacements {

    private static final int PAIRS = 1 << 12;

    private final Originals originals;
    private final Map<Long, Set<Long>> byOriginal = new HashMap<>();
    /** Pairs of words learned lately, side by side: names come again and again. */
    private final long[] lately = new long[2 * PAIRS];

    public Replacements(Originals originals) {
        this.originals = originals;
    }

    /** A cell whose original had this fingerprint now has that one. */
    public void learn(Kind kind, long original, long replacement) {
        if (kind == Kind.VALUE) {
            originals.replacementKnown(original);
        }
        if (kind == Kind.NAME && known(original, replacement)) {
            return;
        }
        if (kind == Kind.NAME || originals.isName(replacement) || originals.isValue(replacement)) {
            byOriginal.computeIfAbsent(original, key -> new HashSet<>(2)).add(replacement);
        }
    }

    /** Whether the pair was met lately; from now on it was. */
    private boolean known(long original, long replacement) {
        int place = 2 * (int) ((original * 31 + replacement) * 0x9e3779b97f4a7c15L >>> 52);
        if (lately[place] == original && lately[place + 1] == replacement) {
            return true;
        }
        lately[place] = original;
        lately[place + 1] = replacement;
        return false;
    }

    /** Whether one of these originals is replaced by that elsewhere. @param recorded as {@link Recorded} has them */
    public boolean explains(long[] recorded, long replacement) {
        if (recorded.length > Recorded.MANY && recorded.length > byOriginal.size()) {
            return byOriginal.entrySet().stream()
                    .anyMatch(learnt -> learnt.getValue().contains(replacement)
                            && Arrays.binarySearch(recorded, learnt.getKey()) >= 0);
        }
        for (long original : recorded) {
            if (byOriginal.getOrDefault(original, Set.of()).contains(replacement)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether at least so many of these originals have no known replacement among the words of the text: each may have become any word.
     *
     * @param words ascending
     */
    boolean unaccounted(long[] recorded, long[] words, int enough) {
        Set<Long> open = new HashSet<>();
        for (int i = 0; i < recorded.length && open.size() < enough; i++) {
            if (!open.contains(recorded[i])) {
                Set<Long> known = byOriginal.getOrDefault(recorded[i], Set.of());
                if (known.stream().noneMatch(word -> Arrays.binarySearch(words, word) >= 0)) {
                    open.add(recorded[i]);
                }
            }
        }
        return open.size() >= enough;
    }
}
