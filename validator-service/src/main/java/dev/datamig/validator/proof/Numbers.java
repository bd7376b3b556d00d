package dev.datamig.validator.proof;

/**
 * Numbers inside texts: seven to 22 digits, brackets, full stops, hyphens and blanks, a digit at either end, perhaps with a plus and a bracket
 * before. Texts are full of days and amounts, which is why no regular expression is used for it.
 */
final class Numbers {

    private static final int FEWEST_BETWEEN = 5;
    private static final int MOST_BETWEEN = 20;

    private Numbers() {}

    /** Where the longest number ends that begins at a place; -1 when none begins there. */
    static int end(String text, int start) {
        int first = start;
        first += is(text, first, '+') ? 1 : 0;
        first += is(text, first, '(') ? 1 : 0;
        if (first >= text.length() || !digit(text.charAt(first))) {
            return -1;
        }
        int end = -1;
        int most = Math.min(text.length(), first + MOST_BETWEEN + 2);
        for (int i = first + 1; i < most && inside(text.charAt(i)); i++) {
            if (i - first > FEWEST_BETWEEN && digit(text.charAt(i))) {
                end = i + 1;
            }
        }
        return end;
    }

    private static boolean is(String text, int at, char sign) {
        return at < text.length() && text.charAt(at) == sign;
    }

    private static boolean inside(char c) {
        return digit(c) || c == '(' || c == ')' || c == '.' || c == '-' || c == ' ';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
