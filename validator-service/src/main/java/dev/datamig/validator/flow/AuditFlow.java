package dev.datamig.validator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.command.ValidateCommand.AuditTarget;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.outcome.Outcome.TargetAudited;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.seal.ValidationReport;
import dev.datamig.validator.staging.RunFiles;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the targets against what was sealed: rows, references, leaks. Reads only. */
public final class AuditFlow {

    /** The report's name among the run's reports. */
    public static final String REPORT = "audit-report.json";

    /** Each has its connections, also to the targets that its rows refer to. */
    private static final int STORES_AT_ONCE = 4;

    private final Landscape landscape;
    private final Secrets secrets;
    private final StagingArea area;
    private final RunFiles runFiles;
    private final BatchFiles batchFiles;
    private final RunKeys keys;
    private final LeakScan leakScan;
    private final Seal seal;
    private final Heartbeat heartbeat;
    private final Clock clock;

    public AuditFlow(
            Landscape landscape,
            Secrets secrets,
            StagingArea area,
            RunFiles runFiles,
            BatchFiles batchFiles,
            RunKeys keys,
            LeakScan leakScan,
            Seal seal,
            Heartbeat heartbeat,
            Clock clock) {
        this.landscape = landscape;
        this.secrets = secrets;
        this.area = area;
        this.runFiles = runFiles;
        this.batchFiles = batchFiles;
        this.keys = keys;
        this.leakScan = leakScan;
        this.seal = seal;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    public TargetAudited audit(AuditTarget command) {
        SealedManifest sealed = runFiles.sealed(command.run())
                .filter(seal::holds)
                .orElseThrow(() -> new ValidatorException(
                        ValidatorCode.NO_SEAL,
                        command.run() + " has no sealed manifest under this installation's key"));
        RunFiles.Schema schema = runFiles.schema(command.run(), sealed.attempt());
        if (!schema.sha256().equals(sealed.schemaSha256())) {
            throw new ValidatorException(
                    ValidatorCode.NO_SEAL, "the schema of " + command.run() + " was changed after the seal");
        }
        try (var beating = heartbeat.during(command.run(), command.attempt(), Phase.VERIFY, sealed.batches())) {
            return audit(command, sealed, schema.schema());
        }
    }

    private TargetAudited audit(AuditTarget command, SealedManifest sealed, RunSchema schema) {
        var findings = new Findings();
        audit(sealed, schema, findings);
        boolean passed = !findings.hasErrors();
        runFiles.putReport(command.run(), REPORT, report(command, sealed, passed, findings));
        return new TargetAudited(command.requestId(), command.run(), command.attempt(), passed, findings.list());
    }

    /** Store by store, several at a time: each waits for its own server most of the time. */
    private void audit(SealedManifest sealed, RunSchema schema, Findings findings) {
        Map<String, List<BatchManifest>> byStore = sealed.batches().stream()
                .collect(
                        Collectors.groupingBy(batch -> batch.table().store(), LinkedHashMap::new, Collectors.toList()));
        findings.looked(Check.CERT_REFERENCE, 0);
        try (var cells = new LoadedCells(keys.find(sealed.run()), sealed.batches(), leakScan, area::scratch)) {
            SideBySide.all(
                            STORES_AT_ONCE,
                            List.copyOf(byStore.values()),
                            batches -> audit(batches, schema, sealed.invented(), cells))
                    .forEach(findings::addAll);
            cells.report(findings);
        }
    }

    private Findings audit(
            List<BatchManifest> batches, RunSchema schema, List<InventedColumn> invented, LoadedCells cells) {
        try (var targets = new Targets(landscape, secrets)) {
            return new StoreAudit(schema, targets, new MovedKeys(schema, invented, area), batchFiles, cells)
                    .of(batches);
        }
    }

    private ValidationReport report(AuditTarget command, SealedManifest sealed, boolean passed, Findings findings) {
        return new ValidationReport(
                command.run(),
                sealed.attempt(),
                command.district(),
                passed,
                clock.instant(),
                sealed.batches().size(),
                sealed.batches().stream().mapToLong(BatchManifest::rows).sum(),
                ValidationReport.lines(findings, Check.Stage.TARGET),
                null,
                List.of(),
                List.of(),
                findings.list());
    }
}
