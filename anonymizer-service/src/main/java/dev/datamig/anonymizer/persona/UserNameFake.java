package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code jdoe12} becomes {@code pholt3k2m9xw}: names, a digit, and a {@link Mark} of the whole login; an e-mail address used as a user
 * name becomes the e-mail's fake, as long as all columns of the domain have room for that.
 *
 * <p><b>Different logins have different fakes</b>, because their marks differ, and where these are reversible the key holder can compute each
 * login from its fake ({@link #original}). The first digit
 * says what follows: 1 to 6 the login in small letters, its capitals in the fake; 7 the login as it is, when the fake has too few
 * letters for its capitals; 8 a keyed token, when the login says more than the narrowest column holds: only there two can meet, by chance.
 */
public final class UserNameFake implements UnaryOperator<String> {

    private static final int TOKEN = 16;
    private static final int WITH_WORDS = 40;

    private final Prf prf;
    private final LoginWords words;
    private final Mark logins;
    private final UnaryOperator<String> email;
    private final int maxLength;
    private final boolean caseless;

    /**
     * @param maxLength the narrowest column of the domain; 0 when none is limited
     * @param reversible whether the key holder can turn fakes back; they are longer then
     * @param caseless whether fakes of logins that differ in case alone must differ in case alone; no form 7 then
     */
    public UserNameFake(
            MaskingKey key,
            String domain,
            PersonNames names,
            UnaryOperator<String> email,
            int maxLength,
            boolean reversible,
            boolean caseless) {
        this.prf = key.prf(domain);
        this.words = new LoginWords(names);
        this.logins = Mark.of(key, domain + "/login", reversible);
        this.email = email;
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
        this.caseless = caseless;
    }

    @Override
    public String apply(String original) {
        int at = original.indexOf('@');
        if (at > 0) {
            String address = email.apply(original);
            if (address.length() <= maxLength) {
                return address;
            }
        }
        String value = LoginCase.lower(original);
        String spoken = words.fake(at > 0 ? value.substring(0, at) : value);
        String fake = faked(spoken, value, false);
        String shown = fake == null ? null : LoginCase.like(original, fake);
        if (shown != null) {
            return shown;
        }
        if (caseless) {
            return fake == null ? token(value) : LoginCase.alike(original, fake);
        }
        fake = faked(spoken, original, true);
        return fake == null ? token(original) : fake;
    }

    private String token(String login) {
        return maxLength < 2 ? prf.token(login, maxLength) : "8" + prf.token(login, Math.min(maxLength - 1, TOKEN));
    }

    private @Nullable String faked(String spoken, String value, boolean exact) {
        String word = maxLength < 6 ? null : logins.of(value, maxLength - 1);
        if (word == null) {
            return null;
        }
        char form = exact ? '7' : (char) ('1' + word.charAt(0) % 6);
        return EmailFake.joined(spoken, form, word, Math.min(maxLength, Math.max(WITH_WORDS, word.length() + 1)));
    }

    /** The login that has this fake; empty where marks are not reversible, for a token, for an e-mail address and for anything that is no fake. */
    public Optional<String> original(String fake) {
        String lower = LoginCase.lower(fake);
        int digit = EmailFake.digit(lower);
        if (digit < 0 || lower.charAt(digit) > '7' || lower.charAt(digit) < '1') {
            return Optional.empty();
        }
        Optional<String> value = logins.original(lower.substring(digit + 1));
        return lower.charAt(digit) == '7' ? value : value.map(login -> LoginCase.back(fake, login));
    }
}
