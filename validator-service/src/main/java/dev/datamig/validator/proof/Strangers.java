package dev.datamig.validator.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms that tell a person whom no column of the run knows: a rare address among thousands of codes, which a sample of the column does not
 * meet. Only forms that nothing else has, and none from a reserved range.
 */
final class Strangers {

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+){0,40}\\.\\p{L}{2,}");

    private static final int FIRST_SIGN = 3;
    private static final int SECOND_SIGN = 6;
    private static final int SSN = 11;

    private Strangers() {}

    static boolean in(String text) {
        return email(text) || socialSecurityNumber(text);
    }

    private static boolean email(String text) {
        if (text.indexOf('@') <= 0) {
            return false;
        }
        Matcher found = EMAIL.matcher(text);
        while (found.find()) {
            if (!Shape.reserved(found.group())) {
                return true;
            }
        }
        return false;
    }

    /** Three, two and four digits. */
    private static boolean socialSecurityNumber(String text) {
        for (int sign = text.indexOf('-'); sign >= 0; sign = text.indexOf('-', sign + 1)) {
            int start = sign - FIRST_SIGN;
            if (isNumber(text, start) && !Shape.reserved(text.substring(start, start + SSN))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String text, int start) {
        int end = start + SSN;
        if (start < 0 || end > text.length() || joined(text, start - 1) || joined(text, end)) {
            return false;
        }
        for (int i = 0; i < SSN; i++) {
            char c = text.charAt(start + i);
            boolean sign = i == FIRST_SIGN || i == SECOND_SIGN;
            if (sign ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean joined(String text, int at) {
        return at >= 0 && at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-');
    }
}
