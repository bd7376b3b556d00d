package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;

/**
 * Makes the fakes of a unique column distinct: behind each stands, after a blank, a digit and a {@link Mark} of the original. Equal
 * results have equal last words, so equal originals. Where the column is too narrow for it, an 8 and a keyed token as long as there is room.
 */
public final class Distinct {

    private static final int TOKEN = 24;

    private final Mark marks;
    private final Prf prf;
    private final int maxLength;

    /** @param maxLength the narrowest column of the domain; 0 when none is limited */
    public Distinct(MaskingKey key, String domain, int maxLength) {
        this.marks = Mark.of(key, domain + "/distinct", false);
        this.prf = key.prf(domain + "/distinct");
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
    }

    /** The fakes of a function, made distinct. */
    public UnaryOperator<String> of(UnaryOperator<String> fakes) {
        return original -> marked(fakes.apply(original), original);
    }

    private String marked(String fake, String original) {
        String mark = mark(original);
        int room = maxLength - mark.length() - 1;
        if (room < 1) {
            return mark;
        }
        String kept = fake.length() <= room ? fake : fake.substring(0, room).strip();
        return kept + " " + mark;
    }

    /** A word without blanks that no other original has. */
    String mark(String original) {
        String word = maxLength < 6 ? null : marks.of(original, maxLength - 1);
        if (word != null) {
            return (char) ('1' + word.charAt(0) % 6) + word;
        }
        return maxLength < 2
                ? prf.token(original, maxLength)
                : "8" + prf.token(original, Math.min(maxLength - 1, TOKEN));
    }
}
