package dev.datamig.anonymizer.cost;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.staging.StagingArea;
import java.util.List;

/** The extracted batches of a run that lies in a staging area, as the anonymizer got them. */
final class StagedBatches {

    private StagedBatches() {}

    /** @throws IllegalStateException when the run has none, or none that was validated */
    static List<BatchManifest> of(StagingArea area, RunId run) {
        List<BatchManifest> out = area.list(StagingLayout.phaseFolder(run, "validated")).stream()
                .filter(path -> path.endsWith(".json"))
                .sorted()
                .map(path -> Json.read(area.get(path).orElseThrow(), BatchManifest.class))
                .map(StagedBatches::asExtracted)
                .toList();
        if (out.isEmpty()) {
            throw new IllegalStateException("no validated batches of " + run);
        }
        return out;
    }

    private static BatchManifest asExtracted(BatchManifest batch) {
        return new BatchManifest(
                batch.run(),
                batch.attempt(),
                batch.table(),
                batch.part(),
                batch.membership(),
                StagingLayout.extracted(batch.run(), batch.attempt(), batch.table(), batch.part()),
                batch.rows(),
                batch.bytes(),
                batch.sha256(),
                batch.columns(),
                false,
                List.of());
    }
}
