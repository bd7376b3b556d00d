package dev.datamig.sandbox.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 64 bits of SHA-256 (FIPS 180-4). Not thread-safe. */
final class Hash {

    private final MessageDigest digest;

    Hash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    long of(byte[] bytes) {
        return ByteBuffer.wrap(digest.digest(bytes)).getLong();
    }

    long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
