package dev.datamig.validator.staging;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.proof.PrintedRow;
import dev.datamig.validator.proof.Kind;
import dev.datamig.validator.proof.Records;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the side files in which the masking recorded the fingerprints of what it replaced. */
public final class RecordedOriginals {

    /** What one side file holds. {@code strays}: records of rows or columns that the batch does not have. */
    public record Reading(Records records, long strays) {}

    private final StagingArea area;
    private final BatchFiles files;

    public RecordedOriginals(StagingArea area, BatchFiles files) {
        this.area = area;
        this.files = files;
    }

    /** The batch's records; empty when the batch has no side file. */
    public Optional<Reading> read(BatchManifest batch, DataKey runKey) {
        String path = StagingLayout.fingerprints(batch.run(), batch.attempt(), batch.table(), batch.part());
        if (!area.exists(path)) {
            return Optional.empty();
        }
        int columns = batch.columns().size();
        var records = new Records.Builder();
        var strays = new long[1];
        try (BatchReader reader = files.read(path, runKey)) {
            for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                boolean read = PrintedRow.read(cells, (row, column, kind, print) -> {
                    if (row < 0 || row >= batch.rows() || column < 0 || column >= columns) {
                        strays[0]++;
                    } else {
                        records.add(row, column, kind(kind), print);
                    }
                });
                strays[0] += read ? 0 : 1;
            }
        }
        return Optional.of(new Reading(records.build(), strays[0]));
    }

    private static Kind kind(PrintedRow.Kind kind) {
        return switch (kind) {
            case VALUE -> Kind.VALUE;
            case NAME -> Kind.NAME;
            case CELL -> Kind.CELL;
        };
    }
}
