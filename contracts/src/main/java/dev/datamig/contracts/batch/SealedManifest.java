package dev.datamig.contracts.batch;

import dev.datamig.contracts.RunId;
import java.time.Instant;
import java.util.List;

/**
 * What may be loaded: exactly these files with exactly these checksums.
 *
 * @param schemaSha256 of the run's schema file
 * @param batches the validated batches, anonymized files only
 * @param seal HMAC-SHA-256 in lower-case hex over the JSON of this record with {@code seal} empty, under the seal key
 */
public record SealedManifest(
        RunId run,
        int attempt,
        Instant sealedAt,
        String schemaSha256,
        List<TableTotal> tables,
        List<BatchManifest> batches,
        String seal) {

    public SealedManifest withSeal(String newSeal) {
        return new SealedManifest(run, attempt, sealedAt, schemaSha256, tables, batches, newSeal);
    }
}
