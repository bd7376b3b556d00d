package dev.datamig.staging.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** CMAC with AES-256 (NIST SP 800-38B): a keyed function of bytes of any length, a block each 16 bytes. Not for several threads. */
public final class Cmac {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Aes aes;
    private final byte[] whole;
    private final byte[] padded;
    private final byte[] state = new byte[Aes.BLOCK];
    private final byte[] last = new byte[Aes.BLOCK];

    /** @param key 32 bytes */
    public Cmac(byte[] key) {
        this.aes = new Aes(key);
        var zero = new byte[Aes.BLOCK];
        aes.encrypt(zero, 0, zero, 0);
        this.whole = doubled(zero);
        this.padded = doubled(whole);
    }

    /**
     * The code of the first {@code length} bytes of a message.
     *
     * @param out takes its 16 bytes
     */
    public void of(byte[] message, int length, byte[] out) {
        LONG.set(state, 0, 0L);
        LONG.set(state, Long.BYTES, 0L);
        int at = 0;
        for (; at + Aes.BLOCK < length; at += Aes.BLOCK) {
            mix(message, at);
            aes.encrypt(state, 0, state, 0);
        }
        int rest = length - at;
        if (rest == Aes.BLOCK) {
            mix(message, at);
            mix(whole, 0);
        } else {
            LONG.set(last, 0, 0L);
            LONG.set(last, Long.BYTES, 0L);
            System.arraycopy(message, at, last, 0, rest);
            last[rest] = (byte) 0x80;
            mix(last, 0);
            mix(padded, 0);
        }
        aes.encrypt(state, 0, out, 0);
    }

    /** A whole block into the state. */
    private void mix(byte[] block, int at) {
        LONG.set(state, 0, (long) LONG.get(state, 0) ^ (long) LONG.get(block, at));
        LONG.set(state, Long.BYTES, (long) LONG.get(state, Long.BYTES) ^ (long) LONG.get(block, at + Long.BYTES));
    }

    /** Multiplication by x in GF(2^128), section 6.1. */
    private static byte[] doubled(byte[] block) {
        var out = new byte[Aes.BLOCK];
        int carry = 0;
        for (int i = Aes.BLOCK - 1; i >= 0; i--) {
            int b = block[i] & 0xff;
            out[i] = (byte) (b << 1 | carry);
            carry = b >>> 7;
        }
        out[Aes.BLOCK - 1] ^= (byte) (carry * 0x87);
        return out;
    }
}
