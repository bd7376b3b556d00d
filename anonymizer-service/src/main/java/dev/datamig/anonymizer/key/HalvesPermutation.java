package dev.datamig.anonymizer.key;

import dev.datamig.staging.key.Aes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A keyed permutation of long strings of bits: a balanced Feistel network of ten rounds, as many as FF1 has. A round is one block of AES
 * while half of the bits fits into two words, where FF1 over the same strings takes four times as much; above that it is CMAC, carried on
 * in counter mode. Not for several threads.
 */
public final class HalvesPermutation {

    /** Bits of a word at most. */
    public static final int WORD = 56;

    private static final int ROUNDS = 10;
    private static final int FEW = 2;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Aes aes;
    private final Prf prf;
    private final byte[] block = new byte[Aes.BLOCK];

    HalvesPermutation(byte[] subKey, Prf prf) {
        this.aes = new Aes(subKey);
        this.prf = prf;
    }

    /**
     * What strings of one form are made of; strings of different forms are permuted in unrelated ways.
     *
     * @param number tells the form from others, 0 to 4095
     * @param left which bits the words of the left half have, each the lowest ones of at most {@value #WORD}
     * @param right the same of the right half
     */
    public record Form(int number, long[] left, long[] right) {}

    /** Permutes in place. */
    public void permute(long[] left, long[] right, Form form) {
        for (int round = 0; round < ROUNDS; round += 2) {
            mix(left, form.left(), right, round, form);
            mix(right, form.right(), left, round + 1, form);
        }
    }

    /** The inverse of {@link #permute}. */
    public void restore(long[] left, long[] right, Form form) {
        for (int round = ROUNDS - 2; round >= 0; round -= 2) {
            mix(right, form.right(), left, round + 1, form);
            mix(left, form.left(), right, round, form);
        }
    }

    private void mix(long[] into, long[] bits, long[] from, int round, Form form) {
        if (from.length > FEW || into.length > FEW) {
            mixMany(into, bits, from, round, form);
            return;
        }
        LONG.set(block, 0, (long) (round << 4 | form.number() >>> 8) << WORD | from[0]);
        LONG.set(block, Long.BYTES, (long) (form.number() & 0xff) << WORD | (from.length > 1 ? from[1] : 0));
        aes.encrypt(block, 0, block, 0);
        into[0] ^= (long) LONG.get(block, 0) & bits[0];
        if (into.length > 1) {
            into[1] ^= (long) LONG.get(block, Long.BYTES) & bits[1];
        }
    }

    private void mixMany(long[] into, long[] bits, long[] from, int round, Form form) {
        var message = new byte[(from.length + 1) * Long.BYTES];
        LONG.set(message, 0, (long) round << 32 | form.number());
        for (int i = 0; i < from.length; i++) {
            LONG.set(message, (i + 1) * Long.BYTES, from[i]);
        }
        long[] stream = prf.numbers(message, into.length);
        for (int i = 0; i < into.length; i++) {
            into[i] ^= stream[i] & bits[i];
        }
    }
}
