package dev.datamig.contracts.batch;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.Finding;
import java.time.Instant;
import java.util.List;

/**
 * Everything that one attempt of an extraction read: the list that the seal is held against.
 *
 * @param findings what the source's rows were found to be besides
 */
public record ExtractionManifest(
        RunId run,
        int attempt,
        District district,
        List<SnapshotInfo> snapshots,
        List<TableTotal> tables,
        List<BatchManifest> batches,
        Instant finishedAt,
        List<Finding> findings) {

    /** Nothing was found. */
    public ExtractionManifest(
            RunId run,
            int attempt,
            District district,
            List<SnapshotInfo> snapshots,
            List<TableTotal> tables,
            List<BatchManifest> batches,
            Instant finishedAt) {
        this(run, attempt, district, snapshots, tables, batches, finishedAt, List.of());
    }
}
