package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Locale;
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
    private final boolean caseless;

    public TokenFake(MaskingKey key, String domain, int keepFirst, int keepLast) {
        this(key, domain, keepFirst, keepLast, false);
    }

    /** @param caseless whether tokens of texts that differ in case alone must differ in case alone */
    public TokenFake(MaskingKey key, String domain, int keepFirst, int keepLast, boolean caseless) {
        this.cipher = key.cipher(domain);
        this.keepFirst = keepFirst;
        this.keepLast = keepLast;
        this.caseless = caseless;
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
        char[] shape = text.toCharArray();
        int digits = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = shape[i];
            if (Digit.is(c)) {
                digits++;
                shape[i] = '9';
            } else if (Character.isLetter(c)) {
                letters++;
                shape[i] = Character.isUpperCase(c) ? 'A' : 'a';
            }
        }
        var form = new String(shape);
        long tweak = cipher.tweak(caseless ? form.toLowerCase(Locale.ROOT) : form);
        var digitSymbols = new byte[digits];
        var letterSymbols = new byte[letters];
        collect(text, from, to, digitSymbols, letterSymbols);
        byte[] newDigits = forward ? cipher.permute(digitSymbols, 10, tweak) : cipher.restore(digitSymbols, 10, tweak);
        byte[] newLetters = letters == 0
                ? letterSymbols
                : letters(letterSymbols, cipher.tweak(tweak, forward ? newDigits : digitSymbols), forward);
        place(shape, text, from, to, newDigits, newLetters);
        return new String(shape);
    }

    private byte[] letters(byte[] symbols, long tweak, boolean forward) {
        return forward ? cipher.permute(symbols, 26, tweak) : cipher.restore(symbols, 26, tweak);
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

    private static void place(char[] out, String text, int from, int to, byte[] digits, byte[] letters) {
        int d = 0;
        int l = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Digit.is(c)) {
                out[i] = (char) ('0' + digits[d++]);
            } else if (Character.isLetter(c)) {
                out[i] = (char) ((Character.isUpperCase(c) ? 'A' : 'a') + letters[l++]);
            }
        }
    }
}
