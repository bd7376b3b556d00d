package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 12 Main St Apt 4} becomes {@code 8841 Larch Meadow Ln Apt 17}: an invented street. House numbers have four or five digits and
 * the street two words, so that a fake is hardly ever somebody's address.
 */
public final class StreetFake implements UnaryOperator<String> {

    private static final String[] KINDS = {"St", "Ave", "Rd", "Ln", "Dr", "Ct", "Way", "Pl"};
    private static final Pattern UNIT = Pattern.compile(
            "(?i)\\b(apt|apartment|unit|suite|ste|room|rm|lot|bldg|floor|fl)\\b\\.?\\s*#?\\s*\\w+|#\\s*\\w+");
    private static final Pattern BOX = Pattern.compile("(?i)^\\s*p\\.?\\s*o\\.?\\s*box\\b.*");

    private final Prf prf;

    public StreetFake(MaskingKey key, String domain) {
        this.prf = key.prf(domain);
    }

    @Override
    public String apply(String original) {
        String value = original.strip();
        if (BOX.matcher(value).matches()) {
            return "PO Box " + (10_000 + prf.index("box/" + value, 90_000L));
        }
        Matcher unit = UNIT.matcher(value);
        if (unit.matches()) {
            return unit(value, unit.group(1));
        }
        int words = Lexicon.STREETS.size();
        int[] chosen = prf.choices("street/" + value, 98_000, words, words, KINDS.length);
        String street = (1000 + chosen[0]) + " " + Lexicon.STREETS.get(chosen[1]) + " " + Lexicon.STREETS.get(chosen[2])
                + " " + KINDS[chosen[3]];
        return unit.find() ? street + " " + unit(value, unit.group(1)) : street;
    }

    private String unit(String value, @org.jspecify.annotations.Nullable String word) {
        String number = String.valueOf(100 + prf.index("unit/" + value, 900L));
        return word == null ? "# " + number : word + " " + number;
    }
}
