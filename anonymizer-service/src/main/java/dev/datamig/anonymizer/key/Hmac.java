package dev.datamig.anonymizer.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one sub-key, for values that are documented to be just that. Not for several threads. */
public final class Hmac {

    private final Mac mac;

    Hmac(byte[] subKey) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(subKey, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /** 32 bytes. */
    public byte[] bytes(String value) {
        return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    /** 63 bits, not negative. */
    public long number(String value) {
        byte[] digest = bytes(value);
        long out = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            out = out << 8 | digest[i] & 0xff;
        }
        return out & Long.MAX_VALUE;
    }
}
