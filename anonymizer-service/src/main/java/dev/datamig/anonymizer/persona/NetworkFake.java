package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * IP addresses from the ranges for documentation (RFC 5737, RFC 3849), a netmask kept; locally administered MAC addresses. In a
 * unique domain IPv4 addresses are permuted, for 762 documentation addresses cannot keep them apart.
 */
public final class NetworkFake {

    private static final String[] DOCUMENTATION = {"192.0.2.", "198.51.100.", "203.0.113."};

    private NetworkFake() {}

    public static UnaryOperator<String> ip(MaskingKey key, String domain, boolean unique) {
        Prf prf = key.prf(domain);
        FormatPreserving cipher = key.cipher(domain);
        return original -> {
            int slash = original.indexOf('/');
            String address = slash < 0 ? original : original.substring(0, slash);
            String mask = slash < 0 ? "" : original.substring(slash);
            String fake = address.indexOf(':') >= 0
                    ? v6(prf, address)
                    : unique ? permuted(cipher, address) : v4(prf, address);
            return withMask(fake, mask);
        };
    }

    /** A network's host bits have to be zero for {@code cidr}; addresses keep theirs. */
    private static String withMask(String address, String mask) {
        return address + mask;
    }

    private static String v4(Prf prf, String address) {
        int n = prf.index(address, 3 * 254);
        String fake = DOCUMENTATION[n / 254] + (1 + n % 254);
        return fake.equals(address) ? DOCUMENTATION[(n / 254 + 1) % 3] + (1 + n % 254) : fake;
    }

    private static String permuted(FormatPreserving cipher, String address) {
        String[] parts = address.split("\\.");
        long value = 0;
        for (String part : parts) {
            value = value << 8 | Integer.parseInt(part) & 0xff;
        }
        long fake = cipher.permute(value, 0, (1L << 32) - 1, "ipv4");
        return (fake >> 24 & 255) + "." + (fake >> 16 & 255) + "." + (fake >> 8 & 255) + "." + (fake & 255);
    }

    private static String v6(Prf prf, String address) {
        byte[] bytes = prf.bytes(address);
        var out = new StringBuilder("2001:db8");
        for (int i = 0; i < 6; i++) {
            int group = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
            out.append(':').append(Integer.toHexString(group == 0 ? 1 : group));
        }
        return out.toString();
    }

    /** First octet 02 (locally administered, IEEE 802), 40 bits from the value; separators kept. */
    public static UnaryOperator<String> mac(MaskingKey key, String domain) {
        Prf prf = key.prf(domain);
        return original -> {
            String hex = HexFormat.of().formatHex(prf.bytes(original.toLowerCase(java.util.Locale.ROOT)));
            var out = new StringBuilder(original);
            int next = 0;
            for (int i = 0; i < original.length(); i++) {
                if (Character.digit(original.charAt(i), 16) >= 0) {
                    char c = next < 2 ? "02".charAt(next) : hex.charAt(next);
                    out.setCharAt(i, Character.isUpperCase(original.charAt(i)) ? Character.toUpperCase(c) : c);
                    next++;
                }
            }
            return out.toString();
        };
    }
}
