package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import dev.datamig.anonymizer.persona.Digit;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Values that are not what their column is for: a sentence among telephone numbers, a social security number for a family name. What a generator
 * keeps of a value because it is form (the words around a number, the digits behind a name) would stay as it is there.
 */
final class Misplaced {

    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
    private static final Pattern NUMBER = Pattern.compile("\\d(?:[ ./-]?\\d){2,}");
    private static final Pattern LONG_WORD = Pattern.compile("\\p{L}{4,}|@|https?:|/");
    /** What people write around a telephone number, or in place of one. */
    private static final Set<String> AROUND_PHONES = Set.of(
            "ext",
            "extn",
            "extension",
            "fax",
            "tel",
            "telephone",
            "phone",
            "home",
            "cell",
            "mobile",
            "mob",
            "work",
            "office",
            "main",
            "direct",
            "desk",
            "pager",
            "none",
            "null",
            "unknown",
            "unlisted",
            "and",
            "after",
            "only",
            "day",
            "evening",
            "mom",
            "dad",
            "mother",
            "father");

    private final Prf prf;

    Misplaced(MaskingKey key, String domain) {
        this.prf = key.prf(domain + "/misplaced");
    }

    /** Numbers for what is no telephone number at all. */
    UnaryOperator<String> amongPhones(UnaryOperator<String> phones) {
        return value -> {
            boolean other = mayHaveWord(value)
                    && WORD.matcher(value)
                            .results()
                            .map(MatchResult::group)
                            .anyMatch(word -> !AROUND_PHONES.contains(word.toLowerCase(Locale.ROOT)));
            return other ? phones.apply("2" + prf.digits(value, 9)) : phones.apply(value);
        };
    }

    /** Three characters in a row that may be letters. */
    private static boolean mayHaveWord(String value) {
        int run = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            run = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127 ? run + 1 : 0;
            if (run == 3) {
                return true;
            }
        }
        return false;
    }

    /** Other digits where numbers stand among names. */
    UnaryOperator<String> amongNames(UnaryOperator<String> names) {
        return value -> {
            String fake = names.apply(value);
            return Digit.count(value) < 3
                    ? fake
                    : NUMBER.matcher(fake).replaceAll(number -> {
                        String digits = Digit.of(number.group());
                        return Digit.into(number.group(), prf.digits(digits, digits.length()));
                    });
        };
    }

    /** Whether it is no postal code. */
    static boolean amongPostalCodes(String value) {
        return LONG_WORD.matcher(value).find();
    }

    /** Whether it is no state or region: these have no digits and no signs. */
    static boolean amongStates(String value) {
        return value.chars().anyMatch(c -> c >= '0' && c <= '9' || "@/\\=,:".indexOf(c) >= 0);
    }
}
