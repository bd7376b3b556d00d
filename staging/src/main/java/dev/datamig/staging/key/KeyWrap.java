package dev.datamig.staging.key;

import dev.datamig.staging.StagingCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps keys under a key (AES-256-GCM, NIST SP 800-38D): one byte 1 for the format, 12 bytes of nonce, cipher text with tag. */
final class KeyWrap {

    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int WRAPPED = 1 + NONCE + 32 + TAG_BITS / 8;

    private final SecretKeySpec wrappingKey;
    private final SecureRandom random;

    KeyWrap(DataKey wrappingKey, SecureRandom random) {
        this.wrappingKey =
                new SecretKeySpec(wrappingKey.derive("datamig-key-wrap-v1").bytes(), "AES");
        this.random = random;
    }

    /** @param context what the key is for; unwrapping needs the same */
    byte[] wrap(DataKey key, String context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(key.bytes());
            return ByteBuffer.allocate(WRAPPED)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /** @throws dev.datamig.staging.StagingException when it was wrapped under another key, for another context, or changed */
    DataKey unwrap(byte[] wrapped, String context, String path) {
        if (wrapped.length != WRAPPED || wrapped[0] != FORMAT) {
            throw StagingCode.DAMAGED_FILE.at(path, "is not a wrapped key", null);
        }
        byte[] nonce = new byte[NONCE];
        ByteBuffer.wrap(wrapped, 1, NONCE).get(nonce);
        try {
            return new DataKey(cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(wrapped, 1 + NONCE, wrapped.length - 1 - NONCE));
        } catch (GeneralSecurityException e) {
            throw StagingCode.WRONG_KEY.at(path, "cannot be unwrapped by this staging key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrappingKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
