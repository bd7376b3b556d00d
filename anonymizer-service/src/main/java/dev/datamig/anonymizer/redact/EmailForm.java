package dev.datamig.anonymizer.redact;

/**
 * E-mail addresses in a text, by their form alone: {@code [\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+){1,40}}, read without a
 * regular expression, since nearly every text that is searched closely has one. Each kind of character ends where the next begins, so there
 * is nothing to go back for.
 */
final class EmailForm {

    /** Labels of a host behind the first one. */
    private static final int MOST_LABELS = 40;

    private EmailForm() {}

    /** Takes an address' place. */
    @FunctionalInterface
    interface Taker {
        void take(int start, int end);
    }

    /** Gives each address, from left to right. */
    static void find(String text, Taker taker) {
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(from, at + 1))) {
            int start = at;
            while (start > from && local(text.codePointBefore(start))) {
                start -= Character.charCount(text.codePointBefore(start));
            }
            int end = start == at ? 0 : end(text, at);
            if (end > 0) {
                taker.take(start, end);
                from = end;
            }
        }
    }

    /** Where the host ends whose {@code @} stands at {@code at}; 0 when there is none. */
    private static int end(String text, int at) {
        int i = label(text, at + 1);
        if (i == at + 1) {
            return 0;
        }
        int labels = 0;
        while (labels < MOST_LABELS && i < text.length() && text.charAt(i) == '.') {
            int next = label(text, i + 1);
            if (next == i + 1) {
                break;
            }
            i = next;
            labels++;
        }
        return labels == 0 ? 0 : i;
    }

    /** Where the label ends that begins at {@code from}. */
    private static int label(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == '-' || letterOrNumber(text.codePointAt(i)))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }

    /** Whether a character can stand before the {@code @}. */
    private static boolean local(int c) {
        return letterOrNumber(c) || c < 128 && "._%+'-".indexOf(c) >= 0;
    }

    private static boolean letterOrNumber(int c) {
        if (c < 128) {
            return Letters.orDigit((char) c);
        }
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }
}
