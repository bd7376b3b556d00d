package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
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
import dev.datamig.validator.proof.Originals;
import dev.datamig.validator.proof.Prints;
import dev.datamig.validator.proof.Records;
import dev.datamig.validator.proof.SetScan;
import dev.datamig.validator.staging.SpilledSightings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leak scan of loaded rows. A cell that is as it was sealed was scanned before the seal; only what differs (triggers, merges,
 * testers) is held against the originals again. Reference rows that differ may be the target's own, which the load has left as they were:
 * what is found in them is a warning. Without the run's key that is not possible any more, and is said. For several threads.
 */
final class LoadedCells implements AutoCloseable {

    private final Optional<DataKey> runKey;
    private final List<BatchManifest> batches;
    private final LeakScan leakScan;
    private final Supplier<Path> scratch;
    private final Map<Membership, Differing> differing = new EnumMap<>(Membership.class);
    private @Nullable Originals originals;
    private long equal;
    private long changed;
    private long row;

    /** Rows that are not as they were sealed. */
    private record Differing(SetScan scan, SpilledSightings aside) {}

    LoadedCells(Optional<DataKey> runKey, List<BatchManifest> batches, LeakScan leakScan, Supplier<Path> scratch) {
        this.runKey = runKey;
        this.batches = batches;
        this.leakScan = leakScan;
        this.scratch = scratch;
    }

    private SetScan scan(Membership membership, DataKey key) {
        return differing
                .computeIfAbsent(membership, rows -> {
                    var aside = new SpilledSightings(scratch.get());
                    return new Differing(
                            new SetScan(originals(key), new Prints(new Fingerprints(key)::of), aside), aside);
                })
                .scan();
    }

    /** They are collected when the first text differs; as a rule none does. */
    private Originals originals(DataKey key) {
        Originals known = originals;
        if (known == null) {
            known = leakScan.originals(batches, key, new Findings());
            originals = known;
        }
        return known;
    }

    /** A chunk of sealed rows, and what the target has for each. */
    void see(
            Membership membership,
            TableSchema table,
            List<@Nullable Object[]> sealed,
            List<@Nullable String @Nullable []> found) {
        List<ColumnSchema> columns = table.copiedColumns();
        long same = 0;
        List<@Nullable Object[]> other = new ArrayList<>();
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
                        same++;
                    } else if (text != null) {
                        any = true;
                        differing[i] = text.getBytes(StandardCharsets.UTF_8);
                    }
                }
            }
            if (any) {
                other.add(differing);
            }
        }
        note(membership, table, columns, same, other);
    }

    private synchronized void note(
            Membership membership,
            TableSchema table,
            List<ColumnSchema> columns,
            long same,
            List<@Nullable Object[]> other) {
        equal += same;
        for (@Nullable Object[] cells : other) {
            changed += Arrays.stream(cells).filter(Objects::nonNull).count();
            runKey.ifPresent(key -> scan(membership, key).see(table.id(), columns, row, cells, Records.none()));
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

    synchronized void report(Findings findings) {
        findings.looked(Check.CERT_LEAK, equal + changed);
        findings.looked(Check.CERT_UNPROVEN, 1);
        if (runKey.isEmpty()) {
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
        differing.forEach((membership, rows) -> {
            var found = new Findings();
            rows.scan().finish(found);
            found.list().forEach(finding -> add(findings, membership, finding));
        });
    }

    private static void add(Findings findings, Membership membership, Finding finding) {
        boolean own = membership == Membership.OWNED;
        findings.add(
                Check.CERT_LEAK,
                own || finding.severity() != Severity.ERROR ? finding.severity() : Severity.WARNING,
                finding.table(),
                finding.column(),
                finding.count(),
                own
                        ? finding.message()
                        : finding.message()
                                + " (in reference rows that are not as they were sealed: the target's own, left as they were, or changed since)");
    }

    @Override
    public synchronized void close() {
        differing.values().forEach(rows -> rows.aside().close());
    }
}
