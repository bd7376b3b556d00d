package dev.datamig.anonymizer.persona;

/** The decimal digits inside a text, taken out and put back in their places. */
public final class Digit {

    private Digit() {}

    public static boolean is(char c) {
        return c >= '0' && c <= '9';
    }

    /** How many there are. */
    public static int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += is(text.charAt(i)) ? 1 : 0;
        }
        return count;
    }

    /** The digits alone. */
    public static String of(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (is(text.charAt(i))) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** The text with its digits replaced in order; there must be as many. */
    public static String into(String text, String digits) {
        var out = new StringBuilder(text);
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            if (is(text.charAt(i))) {
                out.setCharAt(i, digits.charAt(next++));
            }
        }
        return out.toString();
    }

    static byte[] symbols(String digits) {
        var out = new byte[digits.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (digits.charAt(i) - '0');
        }
        return out;
    }

    static String text(byte[] symbols) {
        var out = new StringBuilder(symbols.length);
        for (byte symbol : symbols) {
            out.append((char) ('0' + symbol));
        }
        return out.toString();
    }

    /** The Luhn check digit (ISO/IEC 7812-1, annex B) of the digits before it. */
    static char luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? d * 2 : d;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit is the Luhn check digit of the others. */
    public static boolean luhnValid(String digits) {
        return digits.length() > 1
                && luhn(digits.substring(0, digits.length() - 1)) == digits.charAt(digits.length() - 1);
    }
}
