package dev.datamig.staging.proof;

import dev.datamig.staging.key.DataKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed fingerprints of personal values: the first eight bytes, big-endian, of HMAC-SHA-256 over the normalized text under a key
 * derived from the run's. Who has the fingerprints but not the key can neither compute nor test a value. Not for several threads.
 */
public final class Fingerprints {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final Mac mac;

    /** @param runKey the run's data key */
    public Fingerprints(DataKey runKey) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(runKey.derive("datamig-fingerprint-v1").bytes(), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /** The fingerprint of a text in its normal form. */
    public long of(String text) {
        byte[] digest = mac.doFinal(normalize(text).getBytes(StandardCharsets.UTF_8));
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (digest[i] & 0xff);
        }
        return value;
    }

    /** Unicode NFKC, lower case, white space folded to one blank and trimmed. */
    public static String normalize(String text) {
        String form = Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return WHITE_SPACE
                .matcher(form.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
