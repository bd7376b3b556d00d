package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.validator.check.CellText;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.proof.Prints;
import dev.datamig.validator.proof.Records;
import dev.datamig.validator.proof.SetScan;
import dev.datamig.validator.staging.SpilledSightings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leak scan of loaded rows. A cell that is as it was sealed was scanned before the seal; only what differs (triggers, merges,
 * testers) is held against the originals again. Without the run's key that is not possible any more, and is said.
 */
final class LoadedCells implements AutoCloseable {

    private final @Nullable SpilledSightings aside;
    private final @Nullable SetScan scan;
    private long equal;
    private long changed;
    private long row;

    LoadedCells(Optional<DataKey> runKey, List<BatchManifest> batches, LeakScan leakScan, Path scratch) {
        if (runKey.isEmpty()) {
            aside = null;
            scan = null;
        } else {
            aside = new SpilledSightings(scratch);
            scan = new SetScan(
                    leakScan.originals(batches, runKey.get(), new Findings()),
                    new Prints(new Fingerprints(runKey.get())::of),
                    aside);
        }
    }

    /** A chunk of sealed rows, and what the target has for each. */
    void see(TableSchema table, List<@Nullable Object[]> sealed, List<@Nullable String @Nullable []> found) {
        List<ColumnSchema> columns = table.copiedColumns();
        for (int n = 0; n < sealed.size(); n++) {
            @Nullable String @Nullable [] there = found.get(n);
            if (there == null) {
                continue;
            }
            @Nullable Object[] differing = new Object[columns.size()];
            boolean any = false;
            for (int i = 0; i < differing.length; i++) {
                if (columns.get(i).physical() == Physical.TEXT) {
                    String text = there[i];
                    if (same(columns.get(i), sealed.get(n)[i], text)) {
                        equal++;
                    } else if (text != null) {
                        changed++;
                        any = true;
                        differing[i] = text.getBytes(StandardCharsets.UTF_8);
                    }
                }
            }
            if (any && scan != null) {
                scan.see(table.id(), columns, row, differing, Records.none());
            }
            row++;
        }
    }

    private static boolean same(ColumnSchema column, @Nullable Object sealed, @Nullable String there) {
        String text = sealed == null ? null : CellText.of(column.physical(), sealed);
        if (text == null || there == null) {
            return false;
        }
        return text.equals(there)
                || column.baseType().equals("bpchar") && text.stripTrailing().equals(there.stripTrailing());
    }

    void report(Findings findings) {
        findings.looked(Check.CERT_LEAK, equal + changed);
        findings.looked(Check.CERT_UNPROVEN, 1);
        if (scan == null) {
            findings.add(
                    Check.CERT_UNPROVEN,
                    changed == 0 ? Severity.INFO : Severity.WARNING,
                    null,
                    null,
                    Math.max(1, changed),
                    changed == 0
                            ? "the run's key is destroyed; every text is as it was sealed, and was scanned then"
                            : "texts differ from the sealed ones and cannot be scanned: the run's key is destroyed");
            return;
        }
        var found = new Findings();
        scan.finish(found);
        for (Finding finding : found.list()) {
            findings.add(
                    Check.CERT_LEAK,
                    finding.severity(),
                    finding.table(),
                    finding.column(),
                    finding.count(),
                    finding.message());
        }
    }

    @Override
    public void close() {
        if (aside != null) {
            aside.close();
        }
    }
}
