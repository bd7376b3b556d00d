package dev.datamig.staging.key;

import dev.datamig.contracts.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A secret of 32 bytes that never shows itself. */
public final class DataKey {

    private final byte[] bytes;

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public DataKey(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    /** The key itself, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** A key for one purpose: HMAC-SHA-256 of the purpose's name under this key. */
    public DataKey derive(String purpose) {
        return new DataKey(
                HexFormat.of().parseHex(Digests.hmacSha256Hex(bytes, purpose.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public String toString() {
        return "DataKey[…]";
    }
}
