package dev.datamig.validator.proof;

import org.jspecify.annotations.Nullable;

/**
 * Texts in which nothing was found and of which no word is anybody's name. Labels, codes and set phrases come again and again; what they hold does
 * not change within a run. Forgets by overwriting, so memory is bounded. Not for several threads.
 */
final class QuietTexts {

    private static final int PLACES = 1 << 14;
    private static final int LONGEST = 200;

    private final @Nullable String[] texts = new String[PLACES];

    boolean has(String text) {
        return text.equals(texts[place(text)]);
    }

    void keep(String text) {
        if (text.length() <= LONGEST) {
            texts[place(text)] = text;
        }
    }

    private static int place(String text) {
        int hash = text.hashCode();
        return (hash ^ hash >>> 15) & (PLACES - 1);
    }
}
