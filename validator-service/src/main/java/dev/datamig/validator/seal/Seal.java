package dev.datamig.validator.seal;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.SealedManifest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Signs what may be loaded: HMAC-SHA-256 over the compact JSON of the manifest with an empty seal. Who has no seal key can neither
 * make a manifest that the loader takes nor change one.
 */
public final class Seal {

    private final byte[] key;

    /** @param key 32 bytes */
    public Seal(byte[] key) {
        this.key = key.clone();
    }

    public SealedManifest sign(SealedManifest manifest) {
        return manifest.withSeal(mac(manifest));
    }

    /** Whether this key made the seal and nothing was changed since. */
    public boolean holds(SealedManifest manifest) {
        return MessageDigest.isEqual(
                mac(manifest).getBytes(StandardCharsets.US_ASCII),
                manifest.seal().getBytes(StandardCharsets.US_ASCII));
    }

    private String mac(SealedManifest manifest) {
        return Digests.hmacSha256Hex(key, Json.write(manifest.withSeal("")).getBytes(StandardCharsets.UTF_8));
    }
}
