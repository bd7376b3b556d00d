package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.Digit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a text a form can begin. A regular expression is tried at these places alone, which are few, and not at every character. Each
 * condition is necessary, never sufficient.
 */
enum Starts {
    ANYWHERE {
        @Override
        int next(String text, int i, int from) {
            return i;
        }
    },
    /** The first digit of several. */
    DIGIT {
        @Override
        int next(String text, int i, int from) {
            int at = i;
            while (at < text.length() && !firstDigit(text, at)) {
                at++;
            }
            return at;
        }
    },
    /** The first digit of several, or a bracket or plus before it. */
    PHONE {
        @Override
        int next(String text, int i, int from) {
            int at = i;
            while (at < text.length() && text.charAt(at) != '+' && text.charAt(at) != '(' && !firstDigit(text, at)) {
                at++;
            }
            return at;
        }
    },
    PLUS {
        @Override
        int next(String text, int i, int from) {
            return orEnd(text, text.indexOf('+', i));
        }
    },
    /** A capital letter with a digit soon behind it. */
    CODE {
        @Override
        int next(String text, int i, int from) {
            int at = i;
            while (at < text.length() && !beginsCode(text, at)) {
                at++;
            }
            return at;
        }
    },
    /** Two letters, two digits. */
    IBAN {
        @Override
        int next(String text, int i, int from) {
            int at = i;
            while (at < text.length() && !beginsIban(text, at)) {
                at++;
            }
            return at;
        }
    },
    /** The first letter of a word in letters a to z. */
    WORD {
        @Override
        int next(String text, int i, int from) {
            int at = i;
            while (at < text.length() && !(letter(text.charAt(at)) && (at == 0 || !inWord(text.charAt(at - 1))))) {
                at++;
            }
            return at;
        }
    },
    AT {
        @Override
        int next(String text, int i, int from) {
            return orEnd(text, text.indexOf('@', i));
        }
    },
    /** The first character of what stands before an {@code @}. */
    EMAIL {
        @Override
        int next(String text, int i, int from) {
            for (int at = text.indexOf('@', i); at >= 0; at = text.indexOf('@', at + 1)) {
                int start = at;
                while (start > from && local(text.codePointBefore(start))) {
                    start -= Character.charCount(text.codePointBefore(start));
                }
                if (start >= i && start < at) {
                    return start;
                }
            }
            return text.length();
        }
    };

    /**
     * The next such place.
     *
     * @param i the first that is wanted
     * @param from where the text begins that nothing was found in yet
     * @return the text's length when there is none
     */
    abstract int next(String text, int i, int from);

    private static int orEnd(String text, int at) {
        return at < 0 ? text.length() : at;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** What {@code \w} is. */
    private static boolean inWord(char c) {
        return letter(c) || Digit.is(c) || c == '_';
    }

    private static boolean firstDigit(String text, int i) {
        return Digit.is(text.charAt(i)) && (i == 0 || !Digit.is(text.charAt(i - 1)));
    }

    private static boolean beginsCode(String text, int i) {
        char c = text.charAt(i);
        if (c < 'A' || c > 'Z') {
            return false;
        }
        for (int k = i + 1; k < text.length() && k < i + 6; k++) {
            if (Digit.is(text.charAt(k))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsIban(String text, int i) {
        return i + 3 < text.length()
                && Digit.is(text.charAt(i + 2))
                && Digit.is(text.charAt(i + 3))
                && Character.isLetter(text.charAt(i))
                && Character.isLetter(text.charAt(i + 1));
    }

    /** Whether a character can stand before the {@code @} of an address. */
    private static boolean local(int c) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._%+'-".indexOf(c) >= 0;
        }
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }

    /** Takes a matcher that stands at a match. */
    interface Taker {
        void take(Matcher match);
    }

    /** What {@link Matcher#find} finds, match by match. */
    void find(Pattern pattern, String text, Taker taker) {
        if (this == ANYWHERE) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                taker.take(matcher);
            }
            return;
        }
        Matcher matcher = null;
        int from = 0;
        int i = next(text, 0, from);
        while (i < text.length()) {
            matcher = matcher == null
                    ? pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false)
                    : matcher;
            if (matcher.region(i, text.length()).lookingAt()) {
                taker.take(matcher);
                from = Math.max(matcher.end(), i + 1);
                i = next(text, from, from);
            } else {
                i = next(text, i + 1, from);
            }
        }
    }
}
