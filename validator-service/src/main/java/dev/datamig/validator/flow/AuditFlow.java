package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.command.ValidateCommand.AuditTarget;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome.TargetAudited;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.audit.Target;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.neo4j.Neo4jTarget;
import dev.datamig.validator.postgres.PgTarget;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.seal.ValidationReport;
import dev.datamig.validator.staging.RunFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the targets against what was sealed: rows, references, leaks. Reads only. */
public final class AuditFlow {

    /** The report's name among the run's reports. */
    public static final String REPORT = "audit-report.json";

    private final Landscape landscape;
    private final Secrets secrets;
    private final StagingArea area;
    private final RunFiles runFiles;
    private final BatchFiles batchFiles;
    private final RunKeys keys;
    private final LeakScan leakScan;
    private final Seal seal;
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
            Clock clock) {
        this.landscape = landscape;
        this.secrets = secrets;
        this.area = area;
        this.runFiles = runFiles;
        this.batchFiles = batchFiles;
        this.keys = keys;
        this.leakScan = leakScan;
        this.seal = seal;
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
        var findings = new Findings();
        try (var targets = new Targets(landscape, secrets)) {
            audit(sealed, schema.schema(), targets, findings);
        }
        boolean passed = !findings.hasErrors();
        runFiles.putReport(command.run(), REPORT, report(command, sealed, passed, findings));
        return new TargetAudited(command.requestId(), command.run(), command.attempt(), passed, findings.list());
    }

    private void audit(SealedManifest sealed, RunSchema schema, Targets targets, Findings findings) {
        Optional<DataKey> key = keys.find(sealed.run());
        var references = new TargetReferences(schema, targets);
        var moved = new MovedKeys(schema, area);
        try (var cells = new LoadedCells(key, sealed.batches(), leakScan, area.scratch())) {
            for (BatchManifest batch : sealed.batches()) {
                TableSchema table = schema.table(batch.table()).orElseThrow();
                audit(batch, table, targets.of(batch.table().store()), references, cells, moved, findings);
            }
            references.report(findings);
            cells.report(findings);
        }
    }

    private void audit(
            BatchManifest batch,
            TableSchema table,
            Target target,
            TargetReferences references,
            LoadedCells cells,
            MovedKeys moved,
            Findings findings) {
        try (BatchReader reader = batchFiles.read(batch.file(), null)) {
            List<@Nullable Object[]> chunk = new ArrayList<>();
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                chunk.add(moved.loaded(table, row));
                if (chunk.size() == Target.CHUNK) {
                    chunk(batch, table, chunk, target, references, cells, findings);
                    chunk.clear();
                }
            }
            if (!chunk.isEmpty()) {
                chunk(batch, table, chunk, target, references, cells, findings);
            }
        }
    }

    private void chunk(
            BatchManifest batch,
            TableSchema table,
            List<@Nullable Object[]> rows,
            Target target,
            TargetReferences references,
            LoadedCells cells,
            Findings findings) {
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
                missing(batch, table, found, findings);
                cells.see(table, rows, found);
                references.see(table, rows);
            }
        }
    }

    private static void missing(
            BatchManifest batch, TableSchema table, List<@Nullable String @Nullable []> found, Findings findings) {
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

    /** The targets, opened when first asked for. */
    static final class Targets implements AutoCloseable {

        private final Landscape landscape;
        private final Secrets secrets;
        private final Map<String, Target> open = new HashMap<>();

        Targets(Landscape landscape, Secrets secrets) {
            this.landscape = landscape;
            this.secrets = secrets;
        }

        Target of(String store) {
            return open.computeIfAbsent(store, this::connect);
        }

        private Target connect(String name) {
            Store store = landscape
                    .store(name)
                    .orElseThrow(() -> new ValidatorException(
                            ValidatorCode.TARGET, "the landscape has no store " + name + " any more"));
            Endpoint endpoint = secrets.resolve(store.target());
            return switch (store) {
                case Store.Postgres postgres -> new PgTarget(postgres.name(), endpoint);
                case Store.Neo4j graph -> new Neo4jTarget(graph.name(), endpoint);
            };
        }

        @Override
        public void close() {
            open.values().forEach(Target::close);
        }
    }
}
