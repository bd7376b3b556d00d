package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.anonymizer.AnonymizerException;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.masking.MaskFactory;
import dev.datamig.anonymizer.masking.Maskers;
import dev.datamig.anonymizer.masking.TableMasker;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import dev.datamig.staging.proof.PrintedRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries a batch from its encrypted file to its masked one, row by row. */
@Singleton
public final class BatchMasking {

    private final BatchFiles files;
    private final NamesFiles names;
    private final MaskingKey key;
    private final Maskers maskers = new Maskers();

    /** All that a masker depends on beside the masking key. */
    private record MaskerKey(RunId run, int attempt, TableId table, KnownNames known) {}

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
        var of = new MaskerKey(batch.run(), batch.attempt(), batch.table(), known);
        TableMasker masker =
                maskers.take(of, () -> new TableMasker(table, new MaskFactory(run, table, key, known)::of));
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
                        PrintedRow.COLUMNS,
                        Map.of(),
                        runKey)) {
            checkColumns(batch, table, reader.columns());
            TableMasker.Batch masking = masker.begin(new FingerprintFile(proofs, runKey));
            long number = 0;
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                if (collects) {
                    collecting.row(row);
                }
                masking.mask(row, number++);
                writer.write(row);
            }
            if (collects) {
                collecting.write(batch, runKey);
            }
            proofs.commit();
            var masked = new Masked(writer.commit(), masking.tallies());
            maskers.giveBack(of, masker);
            return masked;
        }
    }

    /** Writes the names of a batch that has to wait; says whether it has any text that the names could matter to. */
    public boolean prepare(BatchManifest batch, TablePlan table, DataKey runKey) {
        NamesFiles.Collecting collecting = names.collect(table);
        boolean collects = collecting.any();
        boolean text = false;
        Set<String> wanted = table.columns().stream()
                .filter(column -> column.waitsForNames() || NamesFiles.isKnownInTexts(column))
                .map(ColumnPlan::column)
                .collect(Collectors.toSet());
        try (BatchReader reader = files.read(batch.file(), runKey, wanted)) {
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
