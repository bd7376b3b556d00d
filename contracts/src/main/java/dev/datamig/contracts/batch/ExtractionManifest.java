package dev.datamig.contracts.batch;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import java.time.Instant;
import java.util.List;

/** Everything that one attempt of an extraction read: the list that the seal is held against. */
public record ExtractionManifest(
        RunId run,
        int attempt,
        District district,
        List<SnapshotInfo> snapshots,
        List<TableTotal> tables,
        List<BatchManifest> batches,
        Instant finishedAt) {}
