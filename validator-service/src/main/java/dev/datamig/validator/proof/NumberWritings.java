package dev.datamig.validator.proof;

import java.util.ArrayList;
import java.util.List;

/** The usual ways to write a phone number or a national id, so that one is found in another writing than PROD had. */
final class NumberWritings {

    private NumberWritings() {}

    /** Those of a number, one or another twice. @param found digits with blanks and punctuation */
    static List<String> of(String found) {
        List<String> writings = new ArrayList<>();
        writings.add(found.strip());
        String digits = digits(found);
        boolean plus = found.strip().startsWith("+");
        writings.add(plus ? "+" + digits : digits);
        if (digits.length() == 9) {
            writings.add(digits);
            writings.add(parts(digits, "", "-", "-", 3, 5));
            writings.add(parts(digits, "", " ", " ", 3, 5));
        }
        String national = digits.length() == 11 && digits.startsWith("1") ? digits.substring(1) : digits;
        if (national.length() == 10) {
            american(national, writings);
        }
        if (national.length() == 7) {
            writings.add(national.substring(0, 3) + "-" + national.substring(3));
            writings.add(national.substring(0, 3) + "." + national.substring(3));
        }
        return writings;
    }

    private static String digits(String found) {
        var out = new StringBuilder(found.length());
        for (int i = 0; i < found.length(); i++) {
            char c = found.charAt(i);
            if (c >= '0' && c <= '9') {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void american(String ten, List<String> writings) {
        for (String front : new String[] {"", "1-", "+1-", "+1 ", "1 ", "+1", "1"}) {
            writings.add(front + ten);
            writings.add(parts(ten, front, "-", "-", 3, 6));
        }
        writings.add(parts(ten, "+1.", ".", ".", 3, 6));
        writings.add(parts(ten, "1.", ".", ".", 3, 6));
        writings.add(parts(ten, "", ".", ".", 3, 6));
        writings.add(parts(ten, "", " ", " ", 3, 6));
        writings.add(parts(ten, "+1 ", " ", " ", 3, 6));
        for (String front : new String[] {"", "+1 ", "1 "}) {
            writings.add(parts(ten, front + "(", ") ", "-", 3, 6));
            writings.add(parts(ten, front + "(", ")", "-", 3, 6));
        }
    }

    private static String parts(String digits, String front, String first, String second, int one, int two) {
        return front + digits.substring(0, one) + first + digits.substring(one, two) + second + digits.substring(two);
    }
}
