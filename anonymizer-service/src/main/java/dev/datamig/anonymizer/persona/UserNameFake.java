package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** {@code jdoe12} becomes {@code pholt4k2m9xw1qz7e8}; an e-mail address used as a user name becomes the e-mail's fake. */
public final class UserNameFake implements UnaryOperator<String> {

    private final Prf prf;
    private final CasePattern letterCase;
    private final LoginWords words;
    private final UnaryOperator<String> email;
    private final int maxLength;

    /** @param maxLength the narrowest column of the domain; 0 when none is limited */
    public UserNameFake(MaskingKey key, String domain, PersonNames names, UnaryOperator<String> email, int maxLength) {
        this.prf = key.prf(domain);
        this.letterCase = new CasePattern(prf);
        this.words = new LoginWords(names);
        this.email = email;
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
    }

    @Override
    public String apply(String original) {
        if (original.indexOf('@') > 0) {
            return email.apply(original);
        }
        String value = original.strip().toLowerCase(Locale.ROOT);
        int token = Math.min(EmailFake.TOKEN, maxLength);
        String spoken = words.fake(value);
        int room = Math.min(maxLength - token, 40);
        String kept = spoken.length() <= room ? spoken : spoken.substring(0, Math.max(0, room));
        return letterCase.apply(original.strip(), kept + prf.token(value, token));
    }
}
