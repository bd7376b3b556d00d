package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.validator.audit.Target;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds one target against what was sealed for it: rows, and what they refer to, here and in other targets. Not for several threads. */
final class StoreAudit {

    /** Long values fill a chunk before it has its rows. */
    private static final long CHUNK_BYTES = 4 << 20;

    private final RunSchema schema;
    private final Targets targets;
    private final TargetReferences references;
    private final MovedKeys moved;
    private final BatchFiles batchFiles;
    private final LoadedCells cells;
    private final Findings findings = new Findings();

    /** @param cells of all stores */
    StoreAudit(RunSchema schema, Targets targets, MovedKeys moved, BatchFiles batchFiles, LoadedCells cells) {
        this.schema = schema;
        this.targets = targets;
        this.references = new TargetReferences(schema, targets);
        this.moved = moved;
        this.batchFiles = batchFiles;
        this.cells = cells;
    }

    /** @param batches of one store */
    Findings of(List<BatchManifest> batches) {
        for (BatchManifest batch : batches) {
            TableSchema table = schema.table(batch.table()).orElseThrow();
            audit(batch, table, targets.of(batch.table().store()));
        }
        references.report(findings);
        return findings;
    }

    private void audit(BatchManifest batch, TableSchema table, Target target) {
        try (BatchReader reader = batchFiles.read(batch.file(), null)) {
            List<@Nullable Object[]> chunk = new ArrayList<>();
            long bytes = 0;
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                chunk.add(moved.loaded(table, row));
                bytes += bytes(row);
                if (chunk.size() == Target.CHUNK || bytes >= CHUNK_BYTES) {
                    chunk(batch, table, chunk, target);
                    chunk.clear();
                    bytes = 0;
                }
            }
            if (!chunk.isEmpty()) {
                chunk(batch, table, chunk, target);
            }
        }
    }

    private static long bytes(@Nullable Object[] row) {
        long bytes = 0;
        for (Object cell : row) {
            bytes += cell instanceof byte[] text ? text.length : 0;
        }
        return bytes;
    }

    private void chunk(BatchManifest batch, TableSchema table, List<@Nullable Object[]> rows, Target target) {
        findings.looked(Check.CERT_ROWS, rows.size());
        switch (target.look(table, rows)) {
            case Target.Answer.NoTable() ->
                findings.error(Check.CERT_ROWS, table.id(), null, rows.size(), "the target has no such table");
            case Target.Answer.NoKey(String why) ->
                findings.add(
                        Check.CERT_ROWS,
                        Severity.INFO,
                        table.id(),
                        null,
                        rows.size(),
                        "rows cannot be looked up: " + why);
            case Target.Answer.Looked(List<@Nullable String @Nullable []> found) -> {
                missing(batch, table, found);
                cells.see(table, rows, found);
                references.see(table, rows);
            }
        }
    }

    private void missing(BatchManifest batch, TableSchema table, List<@Nullable String @Nullable []> found) {
        long missing = 0;
        for (@Nullable String @Nullable [] row : found) {
            missing += row == null ? 1 : 0;
        }
        if (batch.membership() == Membership.OWNED) {
            findings.error(
                    Check.CERT_ROWS, table.id(), null, missing, "rows of the district that the target does not have");
        } else {
            findings.add(
                    Check.CERT_ROWS,
                    Severity.WARNING,
                    table.id(),
                    null,
                    missing,
                    "reference rows that the target does not have under this key (it may have them under another)");
        }
    }
}
