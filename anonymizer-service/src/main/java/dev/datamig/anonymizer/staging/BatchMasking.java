package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.anonymizer.AnonymizerException;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.masking.MappedPairs;
import dev.datamig.anonymizer.masking.MaskFactory;
import dev.datamig.anonymizer.masking.Maskers;
import dev.datamig.anonymizer.masking.TableMasker;
import dev.datamig.anonymizer.masking.Tellers;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.anonymizer.transform.SweepStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchRewriter;
import dev.datamig.staging.parquet.StoredFile;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries a batch from its encrypted file to its masked one, row by row; columns that no mask looks at pass unread. */
@Singleton
public final class BatchMasking {

    /** Rows of a batch that is prepared in one go. */
    private static final int AT_ONCE = 500;

    private final BatchFiles files;
    private final NamesFiles names;
    private final MaskingKey key;
    private final ConsistencyMap map;
    private final Maskers maskers = new Maskers();

    /** All that a masker depends on beside the masking key. */
    private record MaskerKey(RunId run, int attempt, TableId table, KnownNames known) {}

    public BatchMasking(BatchFiles files, NamesFiles names, MaskingKey key, ConsistencyMap map) {
        this.files = files;
        this.names = names;
        this.key = key;
        this.map = map;
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
        TableMasker masker = maskers.take(of, () -> {
            var masks = new MaskFactory(run, table, key, known);
            return new TableMasker(table, masks::of, masks.rows());
        });
        look(batch, table, masker, runKey);
        NamesFiles.Collecting collecting = names.collect(table, null);
        boolean collects = run.waitsForNames() && collecting.any() && !batch.resumed();
        Set<String> open = table.open();
        run.constraints().of(batch.table()).forEach(check -> open.addAll(check.columns()));
        if (collects) {
            open.addAll(columns(table, NamesFiles::isKnownInTexts));
        }
        String to = StagingLayout.anonymized(batch.run(), batch.attempt(), batch.table(), batch.part());
        MappedPairs pairs = map.begin(table);
        try (BatchRewriter file = files.rewrite(batch.file(), runKey, open, to);
                FingerprintFile proofs = new FingerprintFile(files, fingerprints(batch), runKey)) {
            checkColumns(batch, table, file.columns());
            TableMasker.Batch masking = masker.begin(proofs);
            long number = 0;
            for (@Nullable Object[] row = file.next(); row != null; row = file.next()) {
                if (collects) {
                    collecting.row(row);
                }
                @Nullable Object[] before = pairs == null ? row : row.clone();
                masking.mask(row, number++);
                if (pairs != null) {
                    pairs.row(before, row);
                }
                file.write(row);
            }
            countPassed(table, file, masking);
            if (collects) {
                collecting.write(batch, runKey);
            }
            if (pairs != null) {
                map.write(batch, pairs);
            }
            proofs.commit();
            var masked = new Masked(file.commit(), masking.tallies());
            maskers.giveBack(of, masker);
            return masked;
        }
    }

    /** Reads the few columns that a mask wants to have seen whole. */
    private void look(BatchManifest batch, TablePlan table, TableMasker masker, DataKey runKey) {
        Set<String> ahead = masker.ahead();
        if (!ahead.isEmpty()) {
            var rows = new ArrayList<@Nullable Object[]>();
            try (BatchReader reader = files.read(batch.file(), runKey, ahead)) {
                checkColumns(batch, table, reader.columns());
                for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                    rows.add(row);
                }
            }
            masker.look(rows);
        }
    }

    private static String fingerprints(BatchManifest batch) {
        return StagingLayout.fingerprints(batch.run(), batch.attempt(), batch.table(), batch.part());
    }

    private static void countPassed(TablePlan table, BatchRewriter file, TableMasker.Batch masking) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (!file.isOpen(i)) {
                masking.passed(i, file.values(i).orElseThrow());
            }
        }
    }

    /**
     * Says whether a batch has any text that the run's names could matter to. If so it has to wait, and its names and what its texts tell are
     * written; else it is masked at once, which does that too.
     */
    public boolean prepare(BatchManifest batch, RunPlan run, TablePlan table, DataKey runKey) {
        if (batch.rows() <= AT_ONCE) {
            List<@Nullable Object[]> rows = rows(batch, table, runKey);
            if (rows.stream().noneMatch(row -> anyText(table.columns(), row))) {
                return false;
            }
            NamesFiles.Collecting collecting = names.collect(table, new Tellers(run, table, key));
            rows.forEach(collecting::row);
            collecting.write(batch, runKey);
            return true;
        }
        if (!hasText(batch, table, runKey)) {
            return false;
        }
        NamesFiles.Collecting collecting = names.collect(table, new Tellers(run, table, key));
        try (BatchReader reader = files.read(batch.file(), runKey, columns(table, BatchMasking::isTelling))) {
            checkColumns(batch, table, reader.columns());
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                collecting.row(row);
            }
        }
        collecting.write(batch, runKey);
        return true;
    }

    private static boolean isTelling(ColumnPlan column) {
        return NamesFiles.isKnownInTexts(column) || Tellers.tells(column);
    }

    /** What matters of a small batch, read in one go: to open its file costs more. */
    private List<@Nullable Object[]> rows(BatchManifest batch, TablePlan table, DataKey runKey) {
        var rows = new ArrayList<@Nullable Object[]>();
        Set<String> wanted = columns(table, column -> column.waitsForNames() || isTelling(column));
        try (BatchReader reader = files.read(batch.file(), runKey, wanted)) {
            checkColumns(batch, table, reader.columns());
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Reads until the first text, which is soon found where there is any. */
    private boolean hasText(BatchManifest batch, TablePlan table, DataKey runKey) {
        try (BatchReader reader = files.read(batch.file(), runKey, columns(table, ColumnPlan::waitsForNames))) {
            checkColumns(batch, table, reader.columns());
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                if (anyText(table.columns(), row)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> columns(TablePlan table, Predicate<ColumnPlan> wanted) {
        return table.columns().stream().filter(wanted).map(ColumnPlan::column).collect(Collectors.toSet());
    }

    private static boolean anyText(List<ColumnPlan> columns, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof byte[] bytes
                    && bytes.length > 2
                    && columns.get(i).waitsForNames()
                    && (!columns.get(i).swept()
                            || SweepStrategy.isWorthIt(bytes, columns.get(i).params()))) {
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
