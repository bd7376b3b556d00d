package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code jane.doe@district.org} becomes {@code grace.holt3k2m9xw1qz7@example.org}: the names in it through the functions that all names go
 * through, then a digit and a {@link Mark} of the whole address, at a domain reserved for examples (RFC 2606). A function of the
 * address alone, so that it is the same where no names stand beside it.
 *
 * <p><b>Different addresses have different fakes</b>, because their marks differ: names hold no digits, so the first digit ends them and says
 * what follows. Where marks are reversible, the key holder can compute each address from its fake ({@link #original}).
 *
 * <ul>
 *   <li>1 to 6: the address in small letters; its capitals stand in the fake.
 *   <li>7: the address as it is, when the fake has too few letters for its capitals.
 *   <li>8: a keyed token that fills the room. Only here two addresses can meet, by chance: where an address says more than the
 *       narrowest column can hold beside a host.
 * </ul>
 *
 * The word holds small letters and digits alone, so fakes of addresses that differ in more than case differ in more than case
 * ({@code citext}, indexes over {@code lower()}).
 */
public final class EmailFake implements UnaryOperator<String> {

    private static final int LOCAL_LIMIT = 64;
    private static final int LABEL_LIMIT = 60;
    private static final String[] HOSTS = {"example.com", "example.org", "example.net"};
    private static final String SHORT_HOST = "e.example";
    private static final int LEAST_TOKEN = 9;
    private static final int REMEMBERED = 500;

    private final Prf prf;
    private final LoginWords words;
    private final Mark wholes;
    private final int maxLength;
    private final @Nullable String fixedHost;
    private final boolean caseless;
    private final Map<String, String> hosts = new HashMap<>();

    /** @param maxLength the narrowest column of the domain; 0 when none is limited */
    public EmailFake(MaskingKey key, String domain, PersonNames names, int maxLength) {
        this(key, domain, names, maxLength, null, false, false);
    }

    /**
     * @param host where all fakes are to be, for columns with a check; null for reserved hosts
     * @param reversible whether the key holder can turn fakes back; they are longer then
     * @param caseless whether fakes of addresses that differ in case alone must differ in case alone; no form 7 then
     */
    public EmailFake(
            MaskingKey key,
            String domain,
            PersonNames names,
            int maxLength,
            @Nullable String host,
            boolean reversible,
            boolean caseless) {
        this.prf = key.prf(domain);
        this.words = new LoginWords(names);
        this.wholes = Mark.of(key, domain + "/whole", reversible);
        this.maxLength = maxLength > 0 ? maxLength : Integer.MAX_VALUE;
        this.fixedHost = host;
        this.caseless = caseless;
    }

    @Override
    public String apply(String original) {
        String value = LoginCase.lower(original);
        int at = value.lastIndexOf('@');
        String spoken = words.fake(at < 0 ? value : value.substring(0, at));
        String domain = value.substring(at + 1);
        String fake = faked(spoken, value, domain, false);
        String shown = fake == null ? null : LoginCase.like(original, fake);
        if (shown == null && caseless) {
            return fake == null ? token(value, domain) : LoginCase.alike(original, fake);
        }
        if (shown == null) {
            shown = faked(spoken, original, domain, true);
        }
        return shown == null ? token(original, domain) : shown;
    }

    /** The whole address in one word, what does not fit into a local part in labels of the host. */
    private @Nullable String faked(String spoken, String value, String domain, boolean exact) {
        String fixed = fixedHost;
        String fake = at(fixed != null ? fixed : host(domain), spoken, value, exact);
        return fake != null || fixed != null ? fake : at(SHORT_HOST, spoken, value, exact);
    }

    private @Nullable String at(String host, String spoken, String value, boolean exact) {
        int free = maxLength - host.length() - 2;
        int room = free <= LOCAL_LIMIT - 1 || fixedHost != null
                ? Math.min(free, LOCAL_LIMIT - 1)
                : LOCAL_LIMIT - 1 + (free - LOCAL_LIMIT + 1) / (LABEL_LIMIT + 1) * LABEL_LIMIT;
        String word = room < 5 ? null : wholes.of(value, room);
        if (word == null) {
            return null;
        }
        char form = exact ? '7' : (char) ('1' + word.charAt(0) % 6);
        if (word.length() <= LOCAL_LIMIT - 1) {
            return joined(spoken, form, word, room(host)) + "@" + host;
        }
        return form + word.substring(0, LOCAL_LIMIT - 1) + "@" + labelled(word.substring(LOCAL_LIMIT - 1)) + host;
    }

    private static String labelled(String rest) {
        var out = new StringBuilder();
        for (int i = 0; i < rest.length(); i += LABEL_LIMIT) {
            out.append(rest, i, Math.min(rest.length(), i + LABEL_LIMIT)).append('.');
        }
        return out.toString();
    }

    private String token(String original, String domain) {
        String host = fixedHost != null ? fixedHost : host(domain);
        if (fixedHost == null && host.length() + 2 + LEAST_TOKEN > maxLength) {
            host = SHORT_HOST;
        }
        int room = Math.max(1, room(host));
        return room == 1
                ? prf.token(original, 1) + "@" + host
                : "8" + prf.token(original, Math.min(24, room - 1)) + "@" + host;
    }

    /** Characters that the local part may have. */
    private int room(String host) {
        return Math.min(maxLength - host.length() - 1, LOCAL_LIMIT);
    }

    /** Names as far as there is room for them, the digit, the word. */
    static String joined(String spoken, char form, String word, int room) {
        int forWords = Math.min(room - word.length() - 1, spoken.length());
        int end = Math.max(0, forWords);
        while (end > 0 && !(spoken.charAt(end - 1) >= 'a' && spoken.charAt(end - 1) <= 'z')) {
            end--;
        }
        return (end < 3 ? "" : spoken.substring(0, end)) + form + word;
    }

    /** A district's people are at few domains. */
    private String host(String domain) {
        String known = hosts.get(domain);
        if (known == null) {
            known = reserved(domain);
            if (hosts.size() >= REMEMBERED) {
                hosts.clear();
            }
            hosts.put(domain, known);
        }
        return known;
    }

    /** The reserved host that ends as the domain does; of other domains one that follows from them. */
    private String reserved(String domain) {
        for (String host : HOSTS) {
            if (domain.endsWith(host.substring(host.length() - 4))) {
                return host;
            }
        }
        return HOSTS[prf.index("host/" + domain, HOSTS.length)];
    }

    /** The address that has this fake; empty where marks are not reversible, for a token and for anything that is no fake. */
    public Optional<String> original(String fake) {
        String lower = LoginCase.lower(fake);
        int at = lower.lastIndexOf('@');
        int digit = digit(lower);
        if (at < 0 || digit < 0 || digit > at) {
            return Optional.empty();
        }
        String word = lower.substring(digit + 1, at);
        String host = lower.substring(at + 1);
        return switch (lower.charAt(digit)) {
            case '1', '2', '3', '4', '5', '6' ->
                wholes.original(word + spilled(word, host)).map(value -> LoginCase.back(fake, value));
            case '7' -> wholes.original(word + spilled(word, host));
            default -> Optional.empty();
        };
    }

    /** The part of the word that stands in the host. */
    private String spilled(String word, String host) {
        if (word.length() < LOCAL_LIMIT - 1 || fixedHost != null) {
            return "";
        }
        for (String end : new String[] {HOSTS[0], HOSTS[1], HOSTS[2], SHORT_HOST}) {
            if (host.endsWith("." + end)) {
                return host.substring(0, host.length() - end.length()).replace(".", "");
            }
        }
        return "";
    }

    static int digit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Digit.is(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the narrowest column leaves room for enough of a token. */
    public static boolean roomFor(int maxLength) {
        return maxLength <= 0 || maxLength >= SHORT_HOST.length() + 1 + LEAST_TOKEN;
    }
}
