package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * {@code jane.doe@district.org} becomes {@code grace.holt.4k2m9xw1qz7e8@example.com}: the names in it through the functions that all
 * names go through, then a token of the whole address (67 bits), at a domain reserved for examples (RFC 2606). A function of
 * the address alone, so that it is the same where no names stand beside it.
 */
public final class EmailFake implements UnaryOperator<String> {

    /** Characters of a token: 67 bits, so that a million addresses meet with a chance of three in a billion. */
    static final int TOKEN = 13;

    private static final int LOCAL_LIMIT = 64;
    private static final String[] HOSTS = {"example.com", "example.org", "example.net"};
    private static final String SHORT_HOST = "e.example";

    private final Prf prf;
    private final CasePattern letterCase;
    private final LoginWords words;
    private final int maxLength;

    /** @param maxLength the narrowest column of the domain; 0 when none is limited */
    public EmailFake(MaskingKey key, String domain, PersonNames names, int maxLength) {
        this.prf = key.prf(domain);
        this.letterCase = new CasePattern(prf);
        this.words = new LoginWords(names);
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
    }

    @Override
    public String apply(String original) {
        String value = original.strip().toLowerCase(Locale.ROOT);
        int at = value.lastIndexOf('@');
        String local = at < 0 ? value : value.substring(0, at);
        String host = HOSTS[prf.index("host/" + value.substring(at + 1), HOSTS.length)];
        if (TOKEN + 1 + host.length() > maxLength) {
            host = SHORT_HOST;
        }
        int room = Math.min(maxLength - host.length() - 1, LOCAL_LIMIT);
        int token = Math.min(TOKEN, Math.max(1, room));
        String fakeLocal = withToken(words.fake(local), prf.token(value, token), room);
        return spelled(original, fakeLocal + "@" + host);
    }

    /** Host names keep their lower case when only the local part was capitalised. */
    private String spelled(String original, String fake) {
        String shown = letterCase.apply(original.strip(), fake);
        int at = shown.lastIndexOf('@');
        boolean shouting = original.strip().equals(original.strip().toUpperCase(Locale.ROOT));
        return shouting ? shown : shown.substring(0, at) + shown.substring(at).toLowerCase(Locale.ROOT);
    }

    static String withToken(String words, String token, int room) {
        int forWords = room - token.length() - 1;
        if (forWords < 3) {
            return token;
        }
        String kept = words.length() <= forWords ? words : words.substring(0, forWords);
        while (!Character.isLetterOrDigit(kept.charAt(kept.length() - 1))) {
            kept = kept.substring(0, kept.length() - 1);
        }
        return kept + "." + token;
    }

    /** Whether the narrowest column leaves room for enough of a token. */
    public static boolean roomFor(int maxLength) {
        return maxLength <= 0 || maxLength >= SHORT_HOST.length() + 1 + 9;
    }
}
