package dev.datamig.extractor.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Stand-ins for long keys: SHA-256 behind a salt of this process, so that no key of a source can be another one's digest. */
final class Digests {

    private static final MessageDigest SALTED = salted();

    private Digests() {}

    private static MessageDigest salted() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] salt = new byte[32];
            new SecureRandom().nextBytes(salt);
            digest.update(salt);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** For any thread: each works on a copy. */
    static byte[] of(byte[] source, int from, int length) {
        try {
            MessageDigest digest = (MessageDigest) SALTED.clone();
            digest.update(source, from, length);
            return digest.digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }
}
