package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;

/**
 * US social security numbers, punctuation kept. Where the domain need not be unique: area 900 to 999 with a group below 50, which
 * is neither issued as a social security number nor as a taxpayer number. Where it must be unique: a permutation (FF1) of the
 * possible numbers among themselves, because 888,931,098 of them do not fit into the 111,068,902 that are never issued.
 */
public final class SsnFake implements UnaryOperator<String> {

    private final Prf prf;
    private final FormatPreserving cipher;
    private final TokenFake otherLengths;
    private final boolean unique;

    /** @param caseless whether fakes of texts that differ in case alone must differ in case alone */
    public SsnFake(MaskingKey key, String domain, boolean unique, boolean caseless) {
        this.prf = key.prf(domain);
        this.cipher = key.cipher(domain);
        this.otherLengths = new TokenFake(key, domain, 0, 0, caseless);
        this.unique = unique;
    }

    @Override
    public String apply(String original) {
        String digits = Digit.of(original);
        if (digits.length() != 9) {
            return otherLengths.apply(original);
        }
        return Digit.into(original, unique ? permuted(digits) : neverIssued(digits));
    }

    /** The original of a fake of a unique domain. */
    public String restore(String fake) {
        String digits = Digit.of(fake);
        return digits.length() == 9 ? Digit.into(fake, walked(digits, false)) : otherLengths.restore(fake);
    }

    private String permuted(String digits) {
        return walked(digits, true);
    }

    private String walked(String digits, boolean forward) {
        boolean possible = possible(digits);
        String walked = digits;
        do {
            byte[] symbols = Digit.symbols(walked);
            walked = Digit.text(forward ? cipher.permute(symbols, 10, "ssn") : cipher.restore(symbols, 10, "ssn"));
        } while (possible(walked) != possible);
        return walked;
    }

    private String neverIssued(String digits) {
        long n = prf.index(digits, 100L * 49 * 9999);
        String fake = written(n);
        return fake.equals(digits) ? written((n + 1) % (100L * 49 * 9999)) : fake;
    }

    private static String written(long n) {
        return String.valueOf(900_000_000L + n / (49 * 9999) * 1_000_000 + (1 + n / 9999 % 49) * 10_000 + 1 + n % 9999);
    }

    /** Whether the number could have been issued (20 CFR 422.103; SSA, "Social Security Number Randomization"). */
    public static boolean possible(String nineDigits) {
        String area = nineDigits.substring(0, 3);
        return !area.equals("000")
                && !area.equals("666")
                && area.charAt(0) != '9'
                && !nineDigits.startsWith("00", 3)
                && !nineDigits.endsWith("0000");
    }
}
