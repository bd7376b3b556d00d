package dev.datamig.anonymizer.persona;

import org.jspecify.annotations.Nullable;

/**
 * Carries the capitals of a login over to its fake: fakes of spellings that differ in case alone differ in case alone, so
 * {@code lower(a) = lower(b)} holds after masking when it held before; and spellings stay apart. Only letters A to Z count: what
 * other letters' case is, databases do not agree on.
 *
 * <p>All small and all capital letters stay that. Else the n-th letter of the fake is a capital when the n-th letter of the original is, but
 * capitals at the beginning of words (as in {@code Jane.Doe}) and the pattern that would give the same change places.
 */
public final class LoginCase {

    private LoginCase() {}

    /** The text in small letters. */
    static String lower(String text) {
        return anyCapital(text) ? mapped(text, false) : text;
    }

    private static boolean anyCapital(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isCapital(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String mapped(String text, boolean capitals) {
        var out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (capitals ? isSmall(c) : isCapital(c)) {
                out.setCharAt(i, (char) (c ^ 32));
            }
        }
        return out.toString();
    }

    /**
     * The fake with the original's capitals.
     *
     * @param lowerFake without capitals
     * @return null when the fake has too few letters to show them
     */
    static @Nullable String like(String original, String lowerFake) {
        if (!anyCapital(original)) {
            return lowerFake;
        }
        boolean[] capitals = capitals(original);
        if (count(capitals) == capitals.length) {
            return mapped(lowerFake, true);
        }
        int letters = letters(lowerFake);
        boolean[] shown =
                turned(capitals, wordStarts(original), wordStarts(lowerFake), Math.max(letters, capitals.length));
        boolean fits = letters >= shown.length || count(fitted(shown, letters)) == count(shown);
        return fits && count(shown) < letters ? spelled(lowerFake, shown) : null;
    }

    /** The fake with those of the original's capitals for which it has letters; spellings may meet. */
    public static String alike(String original, String lowerFake) {
        String shown = like(original, lowerFake);
        return shown == null ? spelled(lowerFake, capitals(original)) : shown;
    }

    /** The original's capitals, from its small letters and its fake. */
    static String back(String fake, String lowerOriginal) {
        boolean[] shown = capitals(fake);
        int count = count(shown);
        int letters = capitals(lowerOriginal).length;
        if (count == 0) {
            return lowerOriginal;
        }
        if (count == shown.length) {
            return mapped(lowerOriginal, true);
        }
        return spelled(lowerOriginal, turned(shown, wordStarts(lower(fake)), wordStarts(lowerOriginal), letters));
    }

    /** Its own inverse with the two word starts exchanged. */
    private static boolean[] turned(boolean[] pattern, boolean[] from, boolean[] to, int letters) {
        boolean mixed = mixed(from) && mixed(to);
        if (mixed && same(pattern, from)) {
            return fitted(to, letters);
        }
        return fitted(mixed && same(pattern, to) ? from : pattern, letters);
    }

    private static boolean mixed(boolean[] pattern) {
        int count = count(pattern);
        return count > 0 && count < pattern.length;
    }

    private static boolean same(boolean[] one, boolean[] other) {
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            if ((i < one.length && one[i]) != (i < other.length && other[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] fitted(boolean[] pattern, int letters) {
        return java.util.Arrays.copyOf(pattern, letters);
    }

    /** For each letter whether it is a capital. */
    private static boolean[] capitals(String text) {
        var out = new boolean[letters(text)];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isLetter(c)) {
                out[n++] = isCapital(c);
            }
        }
        return out;
    }

    /** For each letter whether a word of the part before the host begins with it. */
    private static boolean[] wordStarts(String text) {
        var out = new boolean[letters(text)];
        int end = text.indexOf('@') < 0 ? text.length() : text.indexOf('@');
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isLetter(text.charAt(i))) {
                boolean follows = i > 0 && (isLetter(text.charAt(i - 1)) || Digit.is(text.charAt(i - 1)));
                out[n++] = i < end && !follows;
            }
        }
        return out;
    }

    private static String spelled(String lower, boolean[] capitals) {
        var out = new StringBuilder(lower);
        int n = 0;
        for (int i = 0; i < lower.length(); i++) {
            if (isLetter(lower.charAt(i)) && n < capitals.length && capitals[n++]) {
                out.setCharAt(i, (char) (lower.charAt(i) ^ 32));
            }
        }
        return out.toString();
    }

    private static int letters(String text) {
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            n += isLetter(text.charAt(i)) ? 1 : 0;
        }
        return n;
    }

    private static int count(boolean[] pattern) {
        int n = 0;
        for (boolean capital : pattern) {
            n += capital ? 1 : 0;
        }
        return n;
    }

    private static boolean isLetter(char c) {
        return isSmall(c) || isCapital(c);
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
