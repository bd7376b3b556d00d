package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;

/**
 * Phone numbers, punctuation and number of digits kept. Where the domain need not be unique the last seven digits are 555-01xx,
 * which is set aside for fiction (NANPA), behind an area code; where it must be, all digits behind the country code are permuted:
 * at 100 numbers for each area code the fictional range is too small to keep numbers apart.
 */
public final class PhoneFake implements UnaryOperator<String> {

    private final Prf prf;
    private final FormatPreserving cipher;
    private final boolean unique;

    public PhoneFake(MaskingKey key, String domain, boolean unique) {
        this.prf = key.prf(domain);
        this.cipher = key.cipher(domain);
        this.unique = unique;
    }

    @Override
    public String apply(String original) {
        int end = extension(original);
        String digits = Digit.of(original.substring(0, end));
        String rest = Digit.of(original.substring(end));
        if (digits.isEmpty()) {
            return original;
        }
        int prefix = countryCode(original, digits);
        String national = digits.substring(prefix);
        String fake = unique ? permuted(national) : fictional(national);
        String fakeRest = rest.isEmpty()
                ? ""
                : unique
                        ? Digit.text(cipher.permute(Digit.symbols(rest), 10, "extension/" + fake))
                        : prf.digits(original, rest.length());
        return Digit.into(original, digits.substring(0, prefix) + fake + fakeRest);
    }

    private String permuted(String national) {
        if (national.charAt(0) == '0') {
            return "0" + Digit.text(cipher.permute(Digit.symbols(national.substring(1)), 10, "national"));
        }
        String walked = national;
        do {
            walked = Digit.text(cipher.permute(Digit.symbols(walked), 10, "national"));
        } while (walked.charAt(0) == '0');
        return walked;
    }

    private String fictional(String national) {
        int n = national.length();
        int line = prf.index(national, 100);
        String fake = written(national, n, line);
        return fake.equals(national) ? written(national, n, (line + 1) % 100) : fake;
    }

    private String written(String national, int n, int line) {
        String seven = "55501" + line / 10 + line % 10;
        if (n <= 7) {
            return seven.substring(7 - n);
        }
        if (n == 10) {
            return areaCode(national) + seven;
        }
        return prf.digits("front/" + national, n - 7) + seven;
    }

    /** 200 to 989 without N11 and without codes that look like other services. */
    private String areaCode(String national) {
        int code = prf.index("area/" + national, 8 * 8 * 10);
        return "" + (2 + code / 80) + (2 + code / 10 % 8) % 9 + code % 10;
    }

    private static int countryCode(String original, String digits) {
        if (digits.length() == 11 && digits.charAt(0) == '1') {
            return 1;
        }
        boolean plus = original.strip().startsWith("+");
        return plus && digits.length() > 9 ? Math.min(2, digits.length() - 9) : 0;
    }

    private static int extension(String text) {
        for (int i = 7; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'x' || c == 'X' || c == 'e' || c == 'E' || c == '#') {
                return i;
            }
        }
        return text.length();
    }
}
