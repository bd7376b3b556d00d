package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.anonymizer.AnonymizerException;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.masking.MaskFactory;
import dev.datamig.anonymizer.masking.TableMasker;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a batch from its encrypted file to its masked one, row by row. */
@Singleton
public final class BatchMasking {

    private final BatchFiles files;
    private final NamesFiles names;
    private final MaskingKey key;

    public BatchMasking(BatchFiles files, NamesFiles names, MaskingKey key) {
        this.files = files;
        this.names = names;
        this.key = key;
    }

    /** A masked batch in its place. */
    public record Masked(StoredFile file, List<ColumnTally> columns) {}

    /**
     * Masks a batch; writes the masked file, the fingerprints and, when the run needs them, the names.
     *
     * @throws AnonymizerException when the file has not the table's columns
     */
    public Masked mask(BatchManifest batch, RunPlan run, TablePlan table, KnownNames known, DataKey runKey) {
        var factory = new MaskFactory(run, table, key, known);
        NamesFiles.Collecting collecting = names.collect(table);
        boolean collects = run.waitsForNames() && collecting.any() && !batch.resumed();
        try (BatchReader reader = files.read(batch.file(), runKey);
                BatchWriter writer = files.write(
                        StagingLayout.anonymized(batch.run(), batch.attempt(), batch.table(), batch.part()),
                        batch.columns(),
                        Map.of(),
                        null);
                BatchWriter proofs = files.write(
                        StagingLayout.fingerprints(batch.run(), batch.attempt(), batch.table(), batch.part()),
                        SideColumns.FINGERPRINTS,
                        Map.of(),
                        runKey)) {
            checkColumns(batch, table, reader.columns());
            var masker = new TableMasker(table, factory::of, new FingerprintFile(proofs, runKey));
            long number = 0;
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                if (collects) {
                    collecting.row(row);
                }
                masker.mask(row, number++);
                writer.write(row);
            }
            if (collects) {
                collecting.write(batch, runKey);
            }
            proofs.commit();
            return new Masked(writer.commit(), masker.tallies());
        }
    }

    /** Writes the names of a batch that has to wait; says whether it has any text that the names could matter to. */
    public boolean prepare(BatchManifest batch, TablePlan table, DataKey runKey) {
        NamesFiles.Collecting collecting = names.collect(table);
        boolean collects = collecting.any();
        boolean text = false;
        try (BatchReader reader = files.read(batch.file(), runKey)) {
            checkColumns(batch, table, reader.columns());
            for (@Nullable Object[] row = reader.next(); row != null && (collects || !text); row = reader.next()) {
                text = text || anyText(table.columns(), row);
                if (collects) {
                    collecting.row(row);
                }
            }
        }
        if (collects) {
            collecting.write(batch, runKey);
        }
        return text;
    }

    private static boolean anyText(List<ColumnPlan> columns, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof byte[] bytes
                    && bytes.length > 2
                    && columns.get(i).waitsForNames()) {
                return true;
            }
        }
        return false;
    }

    private static void checkColumns(BatchManifest batch, TablePlan table, List<ColumnSchema> columns) {
        List<String> expected = table.columns().stream().map(ColumnPlan::column).toList();
        if (!columns.stream().map(ColumnSchema::name).toList().equals(expected)) {
            throw new AnonymizerException(AnonymizerCode.OTHER_COLUMNS, batch.table() + ", part " + batch.part());
        }
    }
}
