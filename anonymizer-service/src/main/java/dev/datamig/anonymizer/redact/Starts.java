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
        int next(String text, int i) {
            return i;
        }
    },
    /** The first digit of several. */
    DIGIT {
        @Override
        int next(String text, int i) {
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
        int next(String text, int i) {
            int at = i;
            while (at < text.length() && text.charAt(at) != '+' && text.charAt(at) != '(' && !firstDigit(text, at)) {
                at++;
            }
            return at;
        }
    },
    PLUS {
        @Override
        int next(String text, int i) {
            return orEnd(text, text.indexOf('+', i));
        }
    },
    /** A capital letter with a digit soon behind it. */
    CODE {
        @Override
        int next(String text, int i) {
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
        int next(String text, int i) {
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
        int next(String text, int i) {
            int at = i;
            while (at < text.length() && !(letter(text.charAt(at)) && (at == 0 || !inWord(text.charAt(at - 1))))) {
                at++;
            }
            return at;
        }
    },
    /** The first letter of a word that begins as one of those that a telephone number follows. */
    PHONE_WORD {
        @Override
        int next(String text, int i) {
            int at = WORD.next(text, i);
            while (at < text.length() && !OpeningPairs.begins(text, at)) {
                at = WORD.next(text, at + 1);
            }
            return at;
        }
    },
    AT {
        @Override
        int next(String text, int i) {
            return orEnd(text, text.indexOf('@', i));
        }
    };

    /**
     * The next such place.
     *
     * @param i the first that is wanted
     * @return the text's length when there is none
     */
    abstract int next(String text, int i);

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
        int i = next(text, 0);
        while (i < text.length()) {
            matcher = matcher == null
                    ? pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false)
                    : matcher;
            if (matcher.region(i, text.length()).lookingAt()) {
                taker.take(matcher);
                i = next(text, Math.max(matcher.end(), i + 1));
            } else {
                i = next(text, i + 1);
            }
        }
    }

    /** The first two letters of words before telephone numbers. */
    private static final class OpeningPairs {

        private static final int LETTERS = 26;
        private static final boolean[] KNOWN = known();

        private static boolean[] known() {
            var out = new boolean[LETTERS * LETTERS];
            for (String word : Patterns.PHONE_WORDS.split("\\|")) {
                out[(word.charAt(0) - 'a') * LETTERS + word.charAt(1) - 'a'] = true;
            }
            return out;
        }

        /** Also where the second letter is none of a to z: some of these words have accents. */
        static boolean begins(String text, int i) {
            if (i + 1 == text.length()) {
                return false;
            }
            int first = (text.charAt(i) | 0x20) - 'a';
            int second = (text.charAt(i + 1) | 0x20) - 'a';
            return text.charAt(i + 1) > 127 || second >= 0 && second < LETTERS && KNOWN[first * LETTERS + second];
        }
    }
}
