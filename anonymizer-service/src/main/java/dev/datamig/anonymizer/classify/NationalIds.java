package dev.datamig.anonymizer.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Numbers that states give their people, with the check digits that each country's rule asks for. A rule that one random number in ten
 * passes still tells a column apart, since nearly all of its values have to pass.
 */
public final class NationalIds {

    /**
     * A country's number.
     *
     * @param form what it looks like
     * @param check its check digits, of the value without separators in upper case
     */
    record Scheme(String name, Pattern form, Predicate<String> check) {
        boolean accepts(String value) {
            return form.matcher(value).matches()
                    && check.test(SEPARATORS.matcher(value).replaceAll("").toUpperCase(Locale.ROOT));
        }
    }

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final Pattern SEPARATORS = Pattern.compile("[ ./-]");
    private static final String ODD = "BAKPLCQDREVOSFTGUHMINJWZYX";

    static final List<Scheme> ALL = List.of(
            scheme("US SSN", "\\d{3}[- ]\\d{2}[- ]\\d{4}", NationalIds::ssn),
            scheme("Brazilian CPF", "\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}", NationalIds::cpf),
            scheme("Spanish DNI or NIE", "[XYZ]?\\d{7,8}[- ]?[A-Za-z]", NationalIds::dni),
            scheme(
                    "Italian codice fiscale",
                    "(?i)[A-Z]{6}\\d\\d[A-EHLMPR-T]\\d\\d[A-Z]\\d{3}[A-Z]",
                    NationalIds::fiscale),
            scheme("Polish PESEL", "\\d{11}", NationalIds::pesel),
            scheme("Dutch BSN", "\\d{8,9}", NationalIds::bsn),
            scheme("French NIR", "[12] ?\\d{2} ?\\d{2} ?\\d[\\dAB] ?\\d{3} ?\\d{3} ?\\d{2}", NationalIds::nir),
            scheme("German tax id", "[1-9]\\d ?\\d{3} ?\\d{3} ?\\d{3}", NationalIds::steuerId),
            scheme(
                    "British NINO",
                    "(?i)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]",
                    id -> true),
            scheme("Mexican CURP", "(?i)[A-Z]{4}\\d{6}[HMX][A-Z]{5}[A-Z\\d]\\d", id -> true),
            scheme("Canadian SIN", "\\d{3}[- ]\\d{3}[- ]\\d{3}", Digits::luhn),
            scheme(
                    "Swedish personal number",
                    "(?:19|20)?\\d{6}[-+]\\d{4}",
                    id -> Digits.luhn(id.substring(id.length() - 10))));

    private NationalIds() {}

    static Scheme scheme(String name, String form, Predicate<String> check) {
        return new Scheme(name, Pattern.compile(form), check);
    }

    /** Whether some state gives out such a number. */
    public static boolean isOne(String value) {
        return ALL.stream().anyMatch(scheme -> scheme.accepts(value));
    }

    /** The scheme that at least this share of the values fit. */
    static Optional<Scheme> of(List<String> values, double share) {
        return Stream.concat(ALL.stream(), MoreNationalIds.ALL.stream())
                .filter(scheme -> fits(scheme, values, share * values.size()))
                .findFirst();
    }

    /** Whether at least so many values fit; given up as soon as too many do not. */
    private static boolean fits(Scheme scheme, List<String> values, double least) {
        int left = values.size();
        for (String value : values) {
            left -= scheme.accepts(value) ? 0 : 1;
            if (left < least) {
                return false;
            }
        }
        return left >= least;
    }

    /** Social Security Administration, "Social Security Number Randomization": areas 000, 666 and 900-999 are not given out. */
    private static boolean ssn(String id) {
        int area = Integer.parseInt(id.substring(0, 3));
        return area > 0 && area != 666 && area < 900 && !id.startsWith("00", 3) && !id.endsWith("0000");
    }

    private static boolean cpf(String id) {
        return id.chars().distinct().count() > 1
                && cpfDigit(id, 9) == id.charAt(9) - '0'
                && cpfDigit(id, 10) == id.charAt(10) - '0';
    }

    private static int cpfDigit(String id, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (id.charAt(i) - '0') * (length + 1 - i);
        }
        int rest = sum * 10 % 11;
        return rest == 10 ? 0 : rest;
    }

    private static boolean dni(String id) {
        String digits = id.substring(0, id.length() - 1)
                .replace("X", "0")
                .replace("Y", "1")
                .replace("Z", "2");
        return digits.length() == 8 && DNI_LETTERS.charAt(Integer.parseInt(digits) % 23) == id.charAt(id.length() - 1);
    }

    private static boolean fiscale(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = id.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD.indexOf((char) ('A' + value)) : value;
        }
        return 'A' + sum % 26 == id.charAt(15);
    }

    private static boolean pesel(String id) {
        int[] weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
        int month = Integer.parseInt(id.substring(2, 4)) % 20;
        int day = Integer.parseInt(id.substring(4, 6));
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && (10 - Digits.weighted(id, weights) % 10) % 10 == id.charAt(10) - '0';
    }

    /** The eleven test; eight digits have lost a leading zero. */
    private static boolean bsn(String id) {
        String nine = id.length() == 8 ? "0" + id : id;
        int sum = Digits.weighted(nine, new int[] {9, 8, 7, 6, 5, 4, 3, 2, -1});
        return sum != 0 && sum % 11 == 0 && id.chars().distinct().count() > 2;
    }

    private static boolean nir(String id) {
        String numeric = id.replace("2A", "19").replace("2B", "18");
        if (!numeric.matches("\\d{15}")) {
            return false;
        }
        long number = Long.parseLong(numeric.substring(0, 13));
        return 97 - number % 97 == Long.parseLong(numeric.substring(13));
    }

    /** ISO/IEC 7064, MOD 11,10. */
    private static boolean steuerId(String id) {
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (id.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == id.charAt(10) - '0';
    }
}
