package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code https://www.example.com/} and a token of the whole address, in a unique column one that can be read back; the scheme stays, a file's ending too. */
public final class UrlFake implements UnaryOperator<String> {

    private static final int TOKEN = 13;

    private final Prf prf;
    private final @Nullable Distinct distinct;
    private final int maxLength;

    /** @param unique whether different addresses have to stay different */
    public UrlFake(MaskingKey key, String domain, boolean unique, int maxLength) {
        this.prf = key.prf(domain);
        this.distinct = unique ? new Distinct(key, domain, maxLength) : null;
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
    }

    @Override
    public String apply(String original) {
        String value = original.strip();
        int colon = value.indexOf("://");
        String scheme = colon > 0 && colon < 8 ? value.substring(0, colon + 3) : "";
        String mark = distinct == null ? prf.token(value, Math.min(maxLength, TOKEN)) : distinct.mark(original);
        String fake = scheme + "www.example.com/" + mark + ending(value);
        return fake.length() <= maxLength ? fake : mark;
    }

    private static String ending(String value) {
        int dot = value.lastIndexOf('.');
        boolean file = dot > value.lastIndexOf('/') && value.lastIndexOf('/') > 8 && value.length() - dot <= 5;
        return file && value.substring(dot + 1).chars().allMatch(Character::isLetterOrDigit)
                ? value.substring(dot)
                : "";
    }
}
