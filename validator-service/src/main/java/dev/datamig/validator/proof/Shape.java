package dev.datamig.validator.proof;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a text looks like, which says how likely two equal ones are the same person's by no accident. */
public enum Shape {
    /** Something with an at sign inside. */
    EMAIL,
    /** Digits with their punctuation as in phones and national ids, or ten digits and more. */
    NUMBER,
    /** Letters and digits mixed without blanks, six characters or more. */
    CODE,
    /** Several words. */
    PHRASE,
    /** One word of letters. */
    WORD,
    /** Six to nine bare digits: too many people and things are numbered like that. */
    DIGITS,
    /** Anything shorter or other. */
    SHORT;

    public static Shape of(String text) {
        String value = text.strip();
        int digits = 0;
        int letters = 0;
        int blanks = 0;
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (Character.isDigit(c)) {
                digits++;
            } else if (Character.isLetter(c)) {
                letters++;
            } else if (Character.isWhitespace(c)) {
                blanks++;
            }
        }
        int at = value.indexOf('@');
        if (at > 0 && at < length - 1 && blanks == 0) {
            return EMAIL;
        }
        if (letters == 0) {
            boolean punctuated = digits >= 7 && digits < length;
            return punctuated || digits >= 10 ? NUMBER : digits >= 6 ? DIGITS : SHORT;
        }
        if (blanks > 0) {
            return PHRASE;
        }
        if (digits > 0) {
            return length >= 6 ? CODE : SHORT;
        }
        return length >= 4 ? WORD : SHORT;
    }

    /** Whether equal values of this shape are practically never two people's. */
    public boolean certain() {
        return this == EMAIL || this == NUMBER || this == CODE;
    }

    /** Addresses for documentation: RFC 5737, RFC 3849, RFC 7042. */
    private static final Pattern DOCUMENTATION = Pattern.compile(
            "^(?:192\\.0\\.2\\.|198\\.51\\.100\\.|203\\.0\\.113\\.|2001:0?db8:|00[:-]00[:-]5e[:-]00[:-]53)");

    /** Whether a value lies in a range that is set aside, so that nobody has it: RFC 2606, NANPA 555-01xx, SSA area numbers. */
    public static boolean reserved(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (value.indexOf('@') > 0) {
            String domain = value.substring(value.lastIndexOf('@') + 1);
            return domain.matches("(?:.*\\.)?example(?:\\.(?:com|org|net|edu))?|.*\\.(?:test|invalid)");
        }
        if (DOCUMENTATION.matcher(value).find()) {
            return true;
        }
        String digits = value.replaceAll("\\D", "");
        if (digits.length() == 9) {
            return digits.startsWith("9") || digits.startsWith("000") || digits.startsWith("666");
        }
        int seven = digits.length() - 7;
        return seven >= 0 && digits.startsWith("55501", seven);
    }
}
