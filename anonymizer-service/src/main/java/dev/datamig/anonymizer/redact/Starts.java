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
        boolean at(String text, int i, int from) {
            return true;
        }
    },
    /** The first digit of several. */
    DIGIT {
        @Override
        boolean at(String text, int i, int from) {
            return Digit.is(text.charAt(i)) && (i == 0 || !Digit.is(text.charAt(i - 1)));
        }
    },
    /** The first digit of several, or a bracket or plus before it. */
    PHONE {
        @Override
        boolean at(String text, int i, int from) {
            char c = text.charAt(i);
            return c == '+' || c == '(' || DIGIT.at(text, i, from);
        }
    },
    PLUS {
        @Override
        boolean at(String text, int i, int from) {
            return text.charAt(i) == '+';
        }
    },
    /** A capital letter with a digit soon behind it. */
    CODE {
        @Override
        boolean at(String text, int i, int from) {
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
    },
    /** Two letters, two digits. */
    IBAN {
        @Override
        boolean at(String text, int i, int from) {
            return i + 3 < text.length()
                    && Digit.is(text.charAt(i + 2))
                    && Digit.is(text.charAt(i + 3))
                    && Character.isLetter(text.charAt(i))
                    && Character.isLetter(text.charAt(i + 1));
        }
    },
    /** The first character of what stands before an {@code @}. */
    EMAIL {
        @Override
        boolean at(String text, int i, int from) {
            if (!local(text.codePointAt(i)) || i > from && local(text.codePointBefore(i))) {
                return false;
            }
            int k = i;
            while (k < text.length() && local(text.codePointAt(k))) {
                k += Character.charCount(text.codePointAt(k));
            }
            return k < text.length() && text.charAt(k) == '@';
        }
    };

    /** @param from where the text begins that nothing was found in yet */
    abstract boolean at(String text, int i, int from);

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
        int i = 0;
        while (i < text.length()) {
            if (!at(text, i, from)) {
                i++;
                continue;
            }
            matcher = matcher == null
                    ? pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false)
                    : matcher;
            if (matcher.region(i, text.length()).lookingAt()) {
                taker.take(matcher);
                from = Math.max(matcher.end(), i + 1);
                i = from;
            } else {
                i++;
            }
        }
    }
}
