package dev.datamig.anonymizer.redact;

/** Kinds of characters as {@link Character} tells them, of ASCII without asking it: each character of a text is asked for several times. */
final class Letters {

    private static final int ASCII = 128;
    private static final boolean[] LETTER = new boolean[ASCII];
    private static final boolean[] LETTER_OR_DIGIT = new boolean[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            LETTER[c] = Character.isLetter(c);
            LETTER_OR_DIGIT[c] = Character.isLetterOrDigit(c);
        }
    }

    private Letters() {}

    static boolean is(char c) {
        return c < ASCII ? LETTER[c] : Character.isLetter(c);
    }

    static boolean orDigit(char c) {
        return c < ASCII ? LETTER_OR_DIGIT[c] : Character.isLetterOrDigit(c);
    }

    /** Whether a word ends with the character at {@code i}. */
    static boolean endAt(CharSequence text, int i) {
        return orDigit(text.charAt(i)) && (i + 1 == text.length() || !orDigit(text.charAt(i + 1)));
    }
}
