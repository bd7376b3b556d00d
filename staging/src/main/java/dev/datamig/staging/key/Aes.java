package dev.datamig.staging.key;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 (FIPS 197), one block at a time, with one key schedule for the object's life: 25 ns a block where the processor knows
 * AES. Not for several threads.
 */
public final class Aes {

    /** Bytes of a block. */
    public static final int BLOCK = 16;

    private final Cipher cipher;
    /** A block that is encrypted where it stands: Java's cipher would make a copy of its own each time. */
    private final byte[] block = new byte[BLOCK];

    /** @param key 32 bytes */
    public Aes(byte[] key) {
        try {
            // single blocks of keyed functions, never a text: the mode plays no part
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** Encrypts the block that begins at {@code from} into the one that begins at {@code to}; both may be the same. */
    public void encrypt(byte[] in, int from, byte[] out, int to) {
        byte[] source = in;
        int at = from;
        if (in == out) {
            System.arraycopy(in, from, block, 0, BLOCK);
            source = block;
            at = 0;
        }
        try {
            if (cipher.update(source, at, BLOCK, out, to) != BLOCK) {
                throw new IllegalStateException("AES held a block back");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused a block", e);
        }
    }
}
