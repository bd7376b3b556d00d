package dev.datamig.validator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.PhaseStamp;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingArea.LocalFile;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.audit.Constraints;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.ColumnGuard;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.SchemaFit;
import dev.datamig.validator.proof.OwnCells;
import dev.datamig.validator.proof.Prints;
import dev.datamig.validator.proof.Records;
import dev.datamig.validator.staging.RecordedOriginals;
import dev.datamig.validator.staging.RunFiles;
import dev.datamig.validator.staging.SchemaCache;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds one masked batch against its passport, the run's schema and what the masking recorded. */
public final class ValidateBatchFlow {

    /** What came of a batch. */
    public sealed interface Result {
        /** The attempt was given up; nobody waits for an answer. */
        record Stopped() implements Result {}

        /** The batch may go on: its passport with the stamp is in the staging area. */
        record Passed(BatchManifest manifest, List<Finding> findings) implements Result {}

        /** An ERROR is among the findings. */
        record Refused(List<Finding> findings) implements Result {}
    }

    private final StagingArea area;
    private final RunFiles runFiles;
    private final SchemaCache schemas;
    private final BatchFiles batchFiles;
    private final RecordedOriginals recorded;
    private final RunKeys keys;
    private final Constraints constraints;
    private final String instance;
    private final Clock clock;

    public ValidateBatchFlow(
            StagingArea area,
            RunFiles runFiles,
            SchemaCache schemas,
            BatchFiles batchFiles,
            RecordedOriginals recorded,
            RunKeys keys,
            Constraints constraints,
            String instance,
            Clock clock) {
        this.area = area;
        this.runFiles = runFiles;
        this.schemas = schemas;
        this.batchFiles = batchFiles;
        this.recorded = recorded;
        this.keys = keys;
        this.constraints = constraints;
        this.instance = instance;
        this.clock = clock;
    }

    public Result validate(BatchManifest batch) {
        if (runFiles.stopped(batch.run(), batch.attempt())) {
            return new Result.Stopped();
        }
        var findings = new Findings();
        Optional<TableSchema> table =
                schemas.of(batch.run(), batch.attempt()).schema().table(batch.table());
        if (table.isEmpty()) {
            findings.error(Check.COLUMNS, batch.table(), null, 1, "the run's schema has no such table");
        } else if (fileIsWhole(batch, findings)) {
            check(batch, table.get(), findings);
        }
        return findings.hasErrors()
                ? new Result.Refused(findings.list())
                : new Result.Passed(stamp(batch), findings.list());
    }

    private boolean fileIsWhole(BatchManifest batch, Findings findings) {
        findings.looked(Check.FILE, 1);
        String place = StagingLayout.anonymized(batch.run(), batch.attempt(), batch.table(), batch.part());
        if (!batch.file().equals(place)) {
            findings.error(
                    Check.FILE, batch.table(), null, 1, "the manifest names a file in a place that is not the batch's");
            return false;
        }
        if (size(batch) != batch.bytes() || !batchFiles.sha256(batch.file()).equals(batch.sha256())) {
            findings.error(
                    Check.FILE,
                    batch.table(),
                    null,
                    1,
                    "the file of a batch is not the one that its manifest describes");
            return false;
        }
        return true;
    }

    private long size(BatchManifest batch) {
        try (LocalFile file = area.local(batch.file())) {
            return Files.size(file.path());
        } catch (IOException e) {
            throw new ValidatorException(ValidatorCode.STAGING, batch.file() + " cannot be read", e);
        }
    }

    private void check(BatchManifest batch, TableSchema table, Findings findings) {
        DataKey key = keys.find(batch.run())
                .orElseThrow(() -> new ValidatorException(
                        ValidatorCode.NO_KEY, "the key of " + batch.run() + " is gone: leaks cannot be looked for"));
        Records records = records(batch, key, findings);
        try (BatchReader reader = batchFiles.read(batch.file(), null)) {
            SchemaFit.check(table, reader.columns(), batch.columns(), findings);
            if (!findings.hasErrors()) {
                rows(
                        batch,
                        table,
                        reader,
                        new OwnCells(table.id(), reader.columns(), records, new Prints(new Fingerprints(key)::of)),
                        findings);
            }
        } catch (StagingException e) {
            if (e.failure().category().retriedUnattended()) {
                throw e;
            }
            findings.error(
                    Check.FILE,
                    batch.table(),
                    null,
                    1,
                    "the file of a batch cannot be read: " + e.failure().code());
        }
    }

    private Records records(BatchManifest batch, DataKey key, Findings findings) {
        findings.looked(Check.PROOF, 1);
        Optional<RecordedOriginals.Reading> reading = recorded.read(batch, key);
        if (reading.isEmpty()) {
            findings.error(
                    Check.PROOF, batch.table(), null, 1, "the masking left no record of what it replaced in a batch");
        }
        reading.ifPresent(found -> findings.error(
                Check.PROOF,
                batch.table(),
                null,
                found.strays(),
                "recorded originals of rows or columns that the batch lacks"));
        return reading.map(RecordedOriginals.Reading::records).orElse(Records.none());
    }

    private void rows(
            BatchManifest batch, TableSchema table, BatchReader reader, OwnCells ownCells, Findings findings) {
        List<ColumnGuard> guards =
                reader.columns().stream().map(ColumnGuard::new).toList();
        long row = 0;
        try (Constraints.Held held = constraints.begin(batch, table)) {
            for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                for (int i = 0; i < cells.length; i++) {
                    guards.get(i).see(cells[i]);
                }
                ownCells.see(row++, cells);
                held.see(cells);
            }
            held.report(findings);
        }
        findings.looked(Check.ROWS, row);
        if (row != batch.rows()) {
            findings.error(
                    Check.ROWS,
                    batch.table(),
                    null,
                    Math.abs(row - batch.rows()),
                    "the manifest says " + batch.rows() + " rows, the file has " + row);
        }
        guards.forEach(guard -> guard.report(batch.table(), findings));
        ownCells.report(findings);
    }

    /** A second delivery finds the first one's stamp, so that the seal stays the same. */
    private BatchManifest stamp(BatchManifest batch) {
        Optional<BatchManifest> before =
                runFiles.validated(batch).filter(known -> known.sha256().equals(batch.sha256()));
        if (before.isPresent()) {
            return before.get();
        }
        BatchManifest stamped = batch.next(
                batch.file(), batch.bytes(), batch.sha256(), new PhaseStamp(Phase.VALIDATE, instance, clock.instant()));
        runFiles.putValidated(stamped);
        return stamped;
    }
}
