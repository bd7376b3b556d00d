package dev.datamig.staging.proof;

import dev.datamig.staging.key.Aes;
import dev.datamig.staging.key.Cmac;
import dev.datamig.staging.key.DataKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keyed fingerprints of personal values: the first eight bytes, big-endian, of CMAC with AES-256 (NIST SP 800-38B) over the
 * normalized text in UTF-8, under a key derived from the run's. Who has the fingerprints but not the key can neither compute nor
 * test a value. Every word of every text of a run is held against them, hence a code that costs a few blocks of AES. Not for
 * several threads.
 */
public final class Fingerprints {

    /** Bytes of a text that are taken at once: of longer ones the codes of such pieces are fingerprinted, so that memory is bounded. */
    private static final int PIECE = 1 << 16;

    private static final int LONGEST_CHARACTER = 4;

    private final Cmac cmac;
    private final byte[] code = new byte[Aes.BLOCK];
    private byte[] buffer = new byte[256];

    /** @param runKey the run's data key */
    public Fingerprints(DataKey runKey) {
        this.cmac = new Cmac(runKey.derive("datamig-fingerprint-v2").bytes());
    }

    /** The fingerprint of a text in its normal form. */
    public long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of a text that is there as UTF-8. */
    public long of(byte[] utf8) {
        return utf8.length <= PIECE ? whole(utf8) : pieces(utf8);
    }

    private long pieces(byte[] utf8) {
        var codes = new ByteArrayOutputStream(utf8.length / PIECE * Long.BYTES + 2 * Long.BYTES);
        for (int from = 0, to; from < utf8.length; from = to) {
            to = Math.min(utf8.length, from + PIECE);
            for (int i = 1; i < LONGEST_CHARACTER && to < utf8.length && (utf8[to] & 0xc0) == 0x80; i++) {
                to--;
            }
            codes.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .putLong(whole(Arrays.copyOfRange(utf8, from, to)))
                    .array());
        }
        return print(codes.toByteArray(), codes.size());
    }

    private long whole(byte[] utf8) {
        if (buffer.length < utf8.length) {
            buffer = new byte[Math.max(utf8.length, buffer.length * 2)];
        }
        int length = NormalText.ascii(utf8, buffer);
        if (length >= 0) {
            return print(buffer, length);
        }
        byte[] normal = NormalText.of(new String(utf8, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return print(normal, normal.length);
    }

    private long print(byte[] bytes, int length) {
        cmac.of(bytes, length, code);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (code[i] & 0xff);
        }
        return value;
    }

    /** Unicode NFKC, lower case, white space folded to one blank and trimmed. */
    public static String normalize(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        var out = new byte[utf8.length];
        int length = NormalText.ascii(utf8, out);
        return length >= 0 ? new String(Arrays.copyOf(out, length), StandardCharsets.US_ASCII) : NormalText.of(text);
    }
}
