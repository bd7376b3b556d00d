package dev.datamig.validator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.command.ValidateCommand.ValidateSet;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingArea.LocalFile;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.ColumnCount;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.Inventory;
import dev.datamig.validator.check.Judgement;
import dev.datamig.validator.check.KAnonymity;
import dev.datamig.validator.duckdb.GroupSizes;
import dev.datamig.validator.duckdb.KeyChecks;
import dev.datamig.validator.duckdb.RawKeys;
import dev.datamig.validator.duckdb.ReferenceChecks;
import dev.datamig.validator.duckdb.RuleChecks;
import dev.datamig.validator.duckdb.SubsetDatabase;
import dev.datamig.validator.proof.SetScan;
import dev.datamig.validator.rules.ValidationRules;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.seal.ValidationReport;
import dev.datamig.validator.staging.RunFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the whole masked set against what was extracted, its own keys, references and rules, and all originals; seals what passed. */
public final class ValidateSetFlow {

    /** The report's name among the run's reports. */
    public static final String REPORT = "validation-report.json";

    private final StagingArea area;
    private final RunFiles runFiles;
    private final BatchFiles batchFiles;
    private final RunKeys keys;
    private final LeakScan leakScan;
    private final Seal seal;
    private final String memory;
    private final Heartbeat heartbeat;
    private final Clock clock;

    public ValidateSetFlow(
            StagingArea area,
            RunFiles runFiles,
            BatchFiles batchFiles,
            RunKeys keys,
            LeakScan leakScan,
            Seal seal,
            String memory,
            Heartbeat heartbeat,
            Clock clock) {
        this.area = area;
        this.runFiles = runFiles;
        this.batchFiles = batchFiles;
        this.keys = keys;
        this.leakScan = leakScan;
        this.seal = seal;
        this.memory = memory;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /** Empty when the attempt was given up and nobody waits for an answer. */
    public Optional<SetValidated> validate(ValidateSet command) {
        if (runFiles.stopped(command.run(), command.attempt())) {
            return Optional.empty();
        }
        Optional<SetValidated> before = earlier(command);
        if (before.isPresent()) {
            return before;
        }
        runFiles.unseal(command.run());
        List<BatchManifest> batches = runFiles.validated(command.run(), command.attempt());
        try (var beating = heartbeat.during(command.run(), command.attempt(), Phase.VALIDATE, batches)) {
            return Optional.of(checked(command, batches));
        }
    }

    /** Looks for all that could be wrong with the set, reports it, and seals what has no error. */
    private SetValidated checked(ValidateSet command, List<BatchManifest> batches) {
        RunFiles.Schema schema = runFiles.schema(command.run(), command.attempt());
        ExtractionManifest extraction = runFiles.extraction(command.run(), command.attempt());
        ValidationRules rules = runFiles.rules(command.run());
        DataKey key = keys.find(command.run())
                .orElseThrow(() -> new ValidatorException(
                        ValidatorCode.NO_KEY, "the key of " + command.run() + " is gone: leaks cannot be looked for"));

        Judgement judgement = runFiles.judgement(command.run(), command.attempt());
        var findings = new Findings();
        Inventory.check(extraction, batches, findings);
        filesAreWhole(batches, findings);
        SetScan.@Nullable Tally leaks = null;
        List<ColumnCount> columns = List.of();
        List<KAnonymity> groups = List.of();
        if (!findings.hasErrors()) {
            try (var counting =
                    new ColumnCounting(batchFiles, key, schema.schema(), judgement, byTable(extraction.batches()))) {
                var sightings = new Findings();
                var both = SideBySide.both(
                        () -> subset(schema.schema(), extraction, batches, rules, key, counting, judgement, findings),
                        () -> leakScan.run(batches, key, area.scratch(), sightings));
                groups = both.here();
                leaks = both.aside();
                findings.addAll(sightings);
                columns = counting.finish(findings);
            }
        }
        boolean sealed = !findings.hasErrors();
        report(command, batches, findings, leaks, columns, groups, sealed);
        if (sealed) {
            runFiles.putSealed(seal.sign(new SealedManifest(
                    command.run(),
                    command.attempt(),
                    clock.instant(),
                    schema.sha256(),
                    extraction.tables(),
                    batches,
                    judgement.invented(),
                    judgement.searched(),
                    "")));
        }
        return new SetValidated(command.run(), command.attempt(), sealed, findings.list());
    }

    /** What was answered when this attempt was sealed before. */
    private Optional<SetValidated> earlier(ValidateSet command) {
        return runFiles.sealed(command.run())
                .filter(manifest -> manifest.attempt() == command.attempt() && seal.holds(manifest))
                .flatMap(manifest -> runFiles.report(command.run(), REPORT, ValidationReport.class))
                .filter(report -> report.attempt() == command.attempt() && report.sealed())
                .map(report -> new SetValidated(command.run(), command.attempt(), true, report.findings()));
    }

    /** Files may have been changed since their batch was validated. */
    private void filesAreWhole(List<BatchManifest> batches, Findings findings) {
        for (BatchManifest batch : batches) {
            findings.looked(Check.FILE, 1);
            if (!area.exists(batch.file())) {
                findings.error(Check.FILE, batch.table(), null, 1, "the file of a validated batch is gone");
            } else if (!batchFiles.sha256(batch.file()).equals(batch.sha256())) {
                findings.error(Check.FILE, batch.table(), null, 1, "the file of a validated batch was changed");
            }
        }
    }

    private List<KAnonymity> subset(
            RunSchema schema,
            ExtractionManifest extraction,
            List<BatchManifest> batches,
            ValidationRules rules,
            DataKey key,
            ColumnCounting counting,
            Judgement judgement,
            Findings findings) {
        Map<TableId, List<BatchManifest>> masked = byTable(batches);
        var raw = new RawTables(batchFiles, key, byTable(extraction.batches()), masked);
        Path overflow = area.scratch();
        List<LocalFile> open = new ArrayList<>();
        long rows = batches.stream().mapToLong(BatchManifest::rows).sum();
        try (var database = new SubsetDatabase(memory, overflow, rows)) {
            List<Path> all = new ArrayList<>();
            for (TableSchema table : schema.tables().toList()) {
                List<Path> files = new ArrayList<>();
                long count = 0;
                for (BatchManifest batch : masked.getOrDefault(table.id(), List.of())) {
                    count += batch.rows();
                    LocalFile file = area.local(batch.file());
                    open.add(file);
                    files.add(file.path());
                }
                database.add(table, files, count);
                all.addAll(files);
            }
            database.lock(all);
            var keyChecks = new KeyChecks(database);
            schema.tables().forEach(table -> keyChecks.check(table, findings));
            counting.masked(database, schema.tables().toList(), masked);
            var rawKeys = new RawKeys(database, schema, raw, new Fingerprints(key)::of);
            new ReferenceChecks(database, schema, rawKeys, rules).check(findings);
            new RuleChecks(database, schema, raw).check(rules.rules(), findings);
            return groups(database, schema, judgement, findings);
        } finally {
            open.forEach(LocalFile::close);
        }
    }

    private static List<KAnonymity> groups(
            SubsetDatabase database, RunSchema schema, Judgement judgement, Findings findings) {
        var sizes = new GroupSizes(database);
        List<KAnonymity> out = new ArrayList<>();
        for (Judgement.QuasiIdentifier quasi : judgement.quasiIdentifiers()) {
            schema.table(quasi.table()).flatMap(table -> sizes.of(quasi, table)).ifPresent(found -> {
                found.judge(quasi.stops(), findings);
                out.add(found);
            });
        }
        return out;
    }

    private static Map<TableId, List<BatchManifest>> byTable(List<BatchManifest> batches) {
        return batches.stream()
                .sorted(Comparator.comparingInt(BatchManifest::part))
                .collect(Collectors.groupingBy(BatchManifest::table));
    }

    private void report(
            ValidateSet command,
            List<BatchManifest> batches,
            Findings findings,
            SetScan.@Nullable Tally leaks,
            List<ColumnCount> columns,
            List<KAnonymity> groups,
            boolean sealed) {
        runFiles.putReport(
                command.run(),
                REPORT,
                new ValidationReport(
                        command.run(),
                        command.attempt(),
                        command.district(),
                        sealed,
                        clock.instant(),
                        batches.size(),
                        batches.stream().mapToLong(BatchManifest::rows).sum(),
                        ValidationReport.lines(findings, Check.Stage.BATCH, Check.Stage.SET),
                        leaks == null
                                ? null
                                : new ValidationReport.LeakScan(
                                        leaks.compared(),
                                        leaks.values(),
                                        leaks.names(),
                                        leaks.leaks(),
                                        leaks.suspects()),
                        columns,
                        groups,
                        findings.list()));
    }
}
