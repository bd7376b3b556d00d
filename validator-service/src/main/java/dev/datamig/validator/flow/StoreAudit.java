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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
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
            List<@Nullable Object[]> sealed = new ArrayList<>();
            long bytes = 0;
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                sealed.add(row);
                bytes += bytes(row);
                if (sealed.size() == Target.CHUNK || bytes >= CHUNK_BYTES) {
                    chunk(batch, table, sealed, target);
                    sealed.clear();
                    bytes = 0;
                }
            }
            if (!sealed.isEmpty()) {
                chunk(batch, table, sealed, target);
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

    private void chunk(BatchManifest batch, TableSchema table, List<@Nullable Object[]> sealed, Target target) {
        List<@Nullable Object[]> rows = new ArrayList<>(sealed.size());
        sealed.forEach(row -> rows.add(moved.loaded(table, row)));
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
                lookOtherwise(table, sealed, rows, found, target);
                missing(batch, table, found);
                cells.see(batch.membership(), table, rows, found);
                references.see(table, rows);
            }
        }
    }

    /** Rows that are not there as all rows refer are looked for as some may. */
    private void lookOtherwise(
            TableSchema table,
            List<@Nullable Object[]> sealed,
            List<@Nullable Object[]> rows,
            List<@Nullable String @Nullable []> found,
            Target target) {
        List<Deque<@Nullable Object[]>> forms = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            forms.add(
                    found.get(i) == null
                            ? new ArrayDeque<>(moved.otherwise(table, sealed.get(i), rows.get(i)))
                            : new ArrayDeque<>());
        }
        for (List<Integer> open = open(forms, found); !open.isEmpty(); open = open(forms, found)) {
            List<@Nullable Object[]> next = new ArrayList<>();
            open.forEach(i -> next.add(forms.get(i).remove()));
            if (!(target.look(table, next)
                    instanceof Target.Answer.Looked(List<@Nullable String @Nullable []> again))) {
                return;
            }
            for (int n = 0; n < next.size(); n++) {
                if (again.get(n) != null) {
                    found.set(open.get(n), again.get(n));
                    rows.set(open.get(n), next.get(n));
                }
            }
        }
    }

    /** Those that were not found and have a form left to look for. */
    private static List<Integer> open(
            List<Deque<@Nullable Object[]>> forms, List<@Nullable String @Nullable []> found) {
        return IntStream.range(0, forms.size())
                .filter(i -> found.get(i) == null && !forms.get(i).isEmpty())
                .boxed()
                .toList();
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
