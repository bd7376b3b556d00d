package dev.datamig.anonymizer.transform;

import java.math.BigInteger;

/** Whole numbers as databases write them: no plus, no zero at the beginning. */
final class WholeText {

    private static final int LONGEST = 19;

    private WholeText() {}

    /** Whether the text is a whole number of at most 64 bits, written the one way. */
    static boolean is(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - from;
        if (digits < 1 || digits > LONGEST || text.charAt(from) == '0' && text.length() > 1) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return digits < LONGEST || new BigInteger(text).bitLength() < Long.SIZE;
    }
}
