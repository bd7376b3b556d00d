package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** IBANs: country, length and grouping kept, the account part permuted, check digits valid (ISO 13616-1). */
public final class IbanFake implements UnaryOperator<String> {

    private final TokenFake token;

    public IbanFake(MaskingKey key, String domain) {
        this.token = new TokenFake(key, domain, 0, 0);
    }

    @Override
    public String apply(String original) {
        String compact = original.replaceAll("[\\s-]", "");
        if (compact.length() < 15 || !compact.substring(0, 4).matches("[A-Za-z]{2}\\d\\d")) {
            return token.apply(original);
        }
        String country = compact.substring(0, 2);
        String account = token.apply(compact.substring(4));
        return grouped(original, country + checkDigits(country, account) + account);
    }

    private static String checkDigits(String country, String account) {
        return "%02d".formatted(98 - mod97(account + country + "00"));
    }

    /** Whether the check digits of a compact IBAN are right. */
    public static boolean valid(String compact) {
        return compact.length() >= 15
                && compact.length() <= 34
                && mod97(compact.substring(4) + compact.substring(0, 4)) == 1;
    }

    private static int mod97(String text) {
        int rest = 0;
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int value = Character.digit(c, 36);
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        }
        return rest;
    }

    private static String grouped(String original, String compact) {
        var out = new StringBuilder(original);
        int next = 0;
        for (int i = 0; i < original.length(); i++) {
            if (Character.isLetterOrDigit(original.charAt(i))) {
                out.setCharAt(i, compact.charAt(next++));
            }
        }
        return out.toString();
    }
}
