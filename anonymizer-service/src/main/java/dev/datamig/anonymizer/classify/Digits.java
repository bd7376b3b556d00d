package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.Digit;

/** Arithmetic on the digits of a text. */
final class Digits {

    private Digits() {}

    /** ISO/IEC 7812-1, annex B. */
    static boolean luhn(String digits) {
        return Digit.luhnValid(digits);
    }

    /** The sum of the first digits, each times its weight. */
    static int weighted(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    static int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                count++;
            }
        }
        return count;
    }

    static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetter).count();
    }

    static String of(String text) {
        return Digit.of(text);
    }
}
