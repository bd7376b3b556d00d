package dev.datamig.contracts.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.datamig.contracts.RunId;
import java.time.Instant;
import java.util.List;

/**
 * What may be loaded: exactly these files with exactly these checksums.
 *
 * @param schemaSha256 of the run's schema file
 * @param batches the validated batches, anonymized files only
 * @param invented columns whose values masking made up; none in manifests of versions that did not say so
 * @param searched columns whose texts masking searched for the run's people; none in manifests of versions that did not say so
 * @param seal HMAC-SHA-256 in lower-case hex over the JSON of this record with {@code seal} empty, under the seal key
 */
public record SealedManifest(
        RunId run,
        int attempt,
        Instant sealedAt,
        String schemaSha256,
        List<TableTotal> tables,
        List<BatchManifest> batches,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InventedColumn> invented,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SearchedColumn> searched,
        String seal) {

    public SealedManifest withSeal(String newSeal) {
        return new SealedManifest(run, attempt, sealedAt, schemaSha256, tables, batches, invented, searched, newSeal);
    }
}
