package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;

/** {@code https://www.example.com/} and a token of the whole address; the scheme stays, a file's ending too. */
public final class UrlFake implements UnaryOperator<String> {

    private final Prf prf;
    private final int maxLength;

    public UrlFake(MaskingKey key, String domain, int maxLength) {
        this.prf = key.prf(domain);
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
    }

    @Override
    public String apply(String original) {
        String value = original.strip();
        int colon = value.indexOf("://");
        String scheme = colon > 0 && colon < 8 ? value.substring(0, colon + 3) : "";
        String fake = scheme + "www.example.com/" + prf.token(value, EmailFake.TOKEN) + ending(value);
        return fake.length() <= maxLength ? fake : prf.token(value, Math.min(maxLength, EmailFake.TOKEN));
    }

    private static String ending(String value) {
        int dot = value.lastIndexOf('.');
        boolean file = dot > value.lastIndexOf('/') && value.lastIndexOf('/') > 8 && value.length() - dot <= 5;
        return file && value.substring(dot + 1).chars().allMatch(Character::isLetterOrDigit)
                ? value.substring(dot)
                : "";
    }
}
