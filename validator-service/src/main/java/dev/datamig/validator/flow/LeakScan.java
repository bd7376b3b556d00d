package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.proof.Originals;
import dev.datamig.validator.proof.OriginalsCollector;
import dev.datamig.validator.proof.Prints;
import dev.datamig.validator.proof.Records;
import dev.datamig.validator.proof.Scanned;
import dev.datamig.validator.proof.SetScan;
import dev.datamig.validator.staging.RecordedOriginals;
import dev.datamig.validator.staging.SpilledSightings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds all masked batches of a run against all originals of the run: first the originals are collected, then every cell is seen. */
public final class LeakScan {

    private final RecordedOriginals recorded;
    private final BatchFiles files;

    public LeakScan(RecordedOriginals recorded, BatchFiles files) {
        this.recorded = recorded;
        this.files = files;
    }

    /** @param batches of the run, those of one table next to each other; {@code scratch} a path for a file that is deleted again */
    public SetScan.Tally run(List<BatchManifest> batches, DataKey runKey, Path scratch, Findings findings) {
        Originals originals = originals(batches, runKey, findings);
        try (var aside = new SpilledSightings(scratch)) {
            var scan = new SetScan(originals, new Prints(new Fingerprints(runKey)::of), aside);
            for (BatchManifest batch : batches) {
                if (batch.columns().stream().anyMatch(Scanned::of)) {
                    see(batch, records(batch, runKey), scan);
                }
            }
            return scan.finish(findings);
        }
    }

    /** All originals that the masking recorded. */
    public Originals originals(List<BatchManifest> batches, DataKey runKey, Findings findings) {
        var collector = new OriginalsCollector();
        @Nullable TableId table = null;
        for (BatchManifest batch : batches) {
            if (!batch.table().equals(table)) {
                collector.endTable();
                table = batch.table();
            }
            Records records = records(batch, runKey);
            findings.looked(Check.PROOF, records.size());
            collector.add(records);
        }
        return collector.build();
    }

    private Records records(BatchManifest batch, DataKey runKey) {
        return recorded.read(batch, runKey)
                .map(RecordedOriginals.Reading::records)
                .orElse(Records.none());
    }

    private void see(BatchManifest batch, Records records, SetScan scan) {
        try (BatchReader reader = files.read(batch.file(), null)) {
            long row = 0;
            for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                scan.see(batch.table(), batch.columns(), row++, cells, records);
            }
        }
    }
}
