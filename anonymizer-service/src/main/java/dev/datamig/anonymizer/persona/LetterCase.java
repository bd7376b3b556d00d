package dev.datamig.anonymizer.persona;

import java.util.Locale;

/** Writes a replacement the way the original was written. */
public final class LetterCase {

    private LetterCase() {}

    /** {@code SMITH} gives {@code HOLT}, {@code smith} gives {@code holt}, anything else stays as the list has it. */
    public static String like(String original, String replacement) {
        boolean upper = false;
        boolean lower = false;
        int letters = 0;
        for (int i = 0; i < original.length(); i++) {
            char c = original.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                upper |= Character.isUpperCase(c);
                lower |= Character.isLowerCase(c);
            }
        }
        if (letters > 1 && upper && !lower) {
            return replacement.toUpperCase(Locale.ROOT);
        }
        return lower && !upper ? replacement.toLowerCase(Locale.ROOT) : replacement;
    }
}
