package dev.datamig.anonymizer.redact;

/** Seconds with a fraction, as in {@code 2026-03-29T19:23:00.640218Z}: their digits are nobody's number, whoever has such a one. */
final class Seconds {

    /** How many characters the seconds take before their fraction begins. */
    private static final int WIDTH = 3;

    private Seconds() {}

    /** Whether a group of digits that begins here is the seconds of a time, or their fraction. */
    static boolean hold(String text, int start) {
        return begin(text, start) || begin(text, start - WIDTH);
    }

    private static boolean begin(String text, int start) {
        return digit(text, start - 2)
                && is(text, start - 1, ":")
                && digit(text, start)
                && digit(text, start + 1)
                && is(text, start + 2, ".,")
                && digit(text, start + WIDTH);
    }

    private static boolean is(String text, int i, String characters) {
        return i >= 0 && i < text.length() && characters.indexOf(text.charAt(i)) >= 0;
    }

    private static boolean digit(String text, int i) {
        return is(text, i, "0123456789");
    }
}
