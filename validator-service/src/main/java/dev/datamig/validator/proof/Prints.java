package dev.datamig.validator.proof;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of texts, remembered for short texts that come again and again (words, codes, names). Forgets by overwriting, so
 * memory is bounded. Not for several threads.
 */
public final class Prints {

    /** So few that they stay near the processor: looking further away takes longer than the fingerprint. */
    private static final int PLACES = 1 << 11;

    private static final int LONGEST = 24;

    private final ToLongFunction<String> fingerprints;
    private final @Nullable String[] texts = new String[PLACES];
    private final long[] prints = new long[PLACES];

    /** @param fingerprints the keyed function, which normalizes its text */
    public Prints(ToLongFunction<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** That of a text which is hardly asked for again: it takes no other's place. */
    long once(String text) {
        return fingerprints.applyAsLong(text);
    }

    public long of(String text) {
        if (text.length() > LONGEST) {
            return fingerprints.applyAsLong(text);
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        if (!text.equals(texts[place])) {
            texts[place] = text;
            prints[place] = fingerprints.applyAsLong(text);
        }
        return prints[place];
    }
}
