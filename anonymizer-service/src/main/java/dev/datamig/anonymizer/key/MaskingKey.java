package dev.datamig.anonymizer.key;

import dev.datamig.contracts.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The key from which every fake follows. Never shows itself; a sub-key per purpose and domain keeps domains apart. */
public final class MaskingKey {

    private final byte[] bytes;

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public MaskingKey(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a masking key has 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    /** Eight hex digits that tell keys apart and reveal nothing of them. */
    public String id() {
        return Digests.hmacSha256Hex(bytes, utf8("datamig-masking-key-id")).substring(0, 8);
    }

    /** The keyed function of one purpose, such as {@code familyName}. */
    public Prf prf(String purpose) {
        return new Prf(() -> derive("datamig-mask-v2/" + purpose), () -> derive("datamig-mask-v2-further/" + purpose));
    }

    /** HMAC-SHA-256 for one purpose. */
    public Hmac hmac(String purpose) {
        return new Hmac(derive("datamig-hmac-v1/" + purpose));
    }

    /** A format-preserving cipher for one purpose. */
    public FormatPreserving cipher(String purpose) {
        return new FormatPreserving(() -> derive("datamig-fpe-v2/" + purpose), prf("permutation/" + purpose));
    }

    /** A permutation of long strings of bits for one purpose. */
    public HalvesPermutation halves(String purpose) {
        return new HalvesPermutation(derive("datamig-halves-v1/" + purpose), prf("halves/" + purpose));
    }

    private byte[] derive(String purpose) {
        return HexFormat.of().parseHex(Digests.hmacSha256Hex(bytes, utf8(purpose)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "MaskingKey[" + id() + "]";
    }
}
