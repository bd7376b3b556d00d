package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.Prf;
import java.util.Locale;

/**
 * Carries the upper and lower case of a login over to its fake: fakes of spellings that differ in case alone differ in case alone,
 * so {@code lower(a) = lower(b)} holds after masking when it held before.
 */
final class CasePattern {

    private final Prf prf;

    CasePattern(Prf prf) {
        this.prf = prf;
    }

    String apply(String original, String lowerFake) {
        if (original.equals(original.toLowerCase(Locale.ROOT))) {
            return lowerFake;
        }
        if (original.equals(original.toUpperCase(Locale.ROOT))) {
            return lowerFake.toUpperCase(Locale.ROOT);
        }
        byte[] bits = prf.bytes("case/" + original);
        var out = new StringBuilder(lowerFake);
        out.setCharAt(0, Character.toUpperCase(out.charAt(0)));
        for (int i = 1; i < out.length() && i < 250; i++) {
            if ((bits[i / 8] >> (i % 8) & 1) == 1) {
                out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
            }
        }
        return out.toString();
    }
}
