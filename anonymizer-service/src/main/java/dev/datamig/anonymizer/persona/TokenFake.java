package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import java.util.function.UnaryOperator;

/**
 * The same shape with other digits and letters: digits stay digits, letters stay letters of their case, all else stays. The digits are
 * permuted, then the letters under a tweak of the new digits, so the whole is a permutation of the values of one shape:
 * injective, length-preserving, reversible with the key. Letters outside A to Z count as the ASCII letter that a keyed choice
 * gives them and are not reversible.
 */
public final class TokenFake implements UnaryOperator<String> {

    private final FormatPreserving cipher;
    private final int keepFirst;
    private final int keepLast;

    public TokenFake(MaskingKey key, String domain, int keepFirst, int keepLast) {
        this.cipher = key.cipher(domain);
        this.keepFirst = keepFirst;
        this.keepLast = keepLast;
    }

    @Override
    public String apply(String original) {
        return cipher(original, true);
    }

    /** The original of a token that {@link #apply} made. */
    public String restore(String token) {
        return cipher(token, false);
    }

    private String cipher(String text, boolean forward) {
        int from = Math.min(keepFirst, text.length());
        int to = Math.max(from, text.length() - keepLast);
        var out = new StringBuilder(text);
        int digits = 0;
        int letters = 0;
        var shape = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inside = i >= from && i < to;
            if (inside && Digit.is(c)) {
                digits++;
                shape.append('9');
            } else if (inside && Character.isLetter(c)) {
                letters++;
                shape.append(Character.isUpperCase(c) ? 'A' : 'a');
            } else {
                shape.append(c);
            }
        }
        String tweak = shape.toString();
        var digitSymbols = new byte[digits];
        var letterSymbols = new byte[letters];
        collect(text, from, to, digitSymbols, letterSymbols);
        byte[] newDigits = forward ? cipher.permute(digitSymbols, 10, tweak) : cipher.restore(digitSymbols, 10, tweak);
        String letterTweak = tweak + "/" + Digit.text(forward ? newDigits : digitSymbols);
        byte[] newLetters = forward
                ? cipher.permute(letterSymbols, 26, letterTweak)
                : cipher.restore(letterSymbols, 26, letterTweak);
        place(out, from, to, newDigits, newLetters);
        return out.toString();
    }

    private static void collect(String text, int from, int to, byte[] digits, byte[] letters) {
        int d = 0;
        int l = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Digit.is(c)) {
                digits[d++] = (byte) (c - '0');
            } else if (Character.isLetter(c)) {
                letters[l++] = (byte) letter(c);
            }
        }
    }

    private static int letter(char c) {
        char lower = Character.toLowerCase(c);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : lower % 26;
    }

    private static void place(StringBuilder out, int from, int to, byte[] digits, byte[] letters) {
        int d = 0;
        int l = 0;
        for (int i = from; i < to; i++) {
            char c = out.charAt(i);
            if (Digit.is(c)) {
                out.setCharAt(i, (char) ('0' + digits[d++]));
            } else if (Character.isLetter(c)) {
                out.setCharAt(i, (char) ((Character.isUpperCase(c) ? 'A' : 'a') + letters[l++]));
            }
        }
    }
}
