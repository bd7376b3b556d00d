package dev.datamig.validator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.command.ValidateCommand.ReuseSet;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingArea.LocalFile;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.seal.ValidationReport;
import dev.datamig.validator.staging.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the sealed set of an earlier run over into a new one: same rows, same checks passed, another run.
 *
 * <ol>
 *   <li>The earlier seal must hold, under this installation's key and for this district, and so must every file's checksum.
 *   <li>Schema, files and manifests are copied under the new run's names. Nothing is masked or checked anew: the originals that
 *       leaks were looked for against are destroyed when a run ends, so the earlier verdict counts.
 *   <li>The set is sealed for the new run. Whoever seals is the one who may say that a seal still holds, hence this is done here.
 * </ol>
 */
public final class ReuseFlow {

    private final StagingArea area;
    private final RunFiles runFiles;
    private final BatchFiles batchFiles;
    private final Seal seal;
    private final Heartbeat heartbeat;
    private final Clock clock;

    public ReuseFlow(
            StagingArea area, RunFiles runFiles, BatchFiles batchFiles, Seal seal, Heartbeat heartbeat, Clock clock) {
        this.area = area;
        this.runFiles = runFiles;
        this.batchFiles = batchFiles;
        this.seal = seal;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /**
     * @return what the phases would have answered; nothing when the attempt was given up
     * @throws ValidatorException {@code VAL-008} when the earlier set cannot be used
     */
    public List<Outcome.OfRun> reuse(ReuseSet order) {
        if (runFiles.stopped(order.run(), order.attempt())) {
            return List.of();
        }
        SealedManifest earlier = earlier(order.from());
        RunFiles.Schema schema = runFiles.schema(order.from(), earlier.attempt());
        if (!schema.sha256().equals(earlier.schemaSha256())) {
            throw refused(order.from(), "its schema was changed after the seal");
        }
        ExtractionManifest extraction = runFiles.extraction(order.from(), earlier.attempt());
        if (!extraction.district().id().equals(order.district().id())) {
            throw refused(order.from(), "it is of another district");
        }
        try (var beating = heartbeat.during(order.run(), order.attempt(), Phase.VALIDATE, earlier.batches())) {
            takeOver(order, earlier, schema.schema(), extraction);
        }
        return answers(order, earlier, extraction);
    }

    private SealedManifest earlier(RunId from) {
        return runFiles.sealed(from)
                .filter(manifest -> manifest.run().equals(from) && seal.holds(manifest))
                .orElseThrow(() -> refused(from, "it has no sealed manifest under this installation's key"));
    }

    private void takeOver(ReuseSet order, SealedManifest earlier, RunSchema schema, ExtractionManifest extraction) {
        runFiles.putSchema(
                new RunSchema(order.run(), order.attempt(), schema.stores(), schema.references(), schema.keysInside()));
        runFiles.putExtraction(new ExtractionManifest(
                order.run(),
                order.attempt(),
                order.district(),
                extraction.snapshots(),
                extraction.tables(),
                extraction.batches(),
                extraction.finishedAt(),
                extraction.findings()));
        List<BatchManifest> batches =
                earlier.batches().stream().map(batch -> takeOver(order, batch)).toList();
        batches.forEach(runFiles::putValidated);
        area.get(StagingLayout.classification(order.from(), earlier.attempt()))
                .ifPresent(found -> area.put(StagingLayout.classification(order.run(), order.attempt()), found));
        report(order);
        String schemaSha256 = runFiles.schema(order.run(), order.attempt()).sha256();
        runFiles.putSealed(seal.sign(new SealedManifest(
                order.run(),
                order.attempt(),
                clock.instant(),
                schemaSha256,
                earlier.tables(),
                batches,
                earlier.invented(),
                earlier.searched(),
                "")));
    }

    private BatchManifest takeOver(ReuseSet order, BatchManifest batch) {
        if (!area.exists(batch.file()) || !batchFiles.sha256(batch.file()).equals(batch.sha256())) {
            throw refused(order.from(), "a file of " + batch.table() + " is gone or was changed");
        }
        String place = StagingLayout.anonymized(order.run(), order.attempt(), batch.table(), batch.part());
        copy(batch.file(), place);
        return new BatchManifest(
                order.run(),
                order.attempt(),
                batch.table(),
                batch.part(),
                batch.membership(),
                place,
                batch.rows(),
                batch.bytes(),
                batch.sha256(),
                batch.columns(),
                false,
                batch.history());
    }

    private void copy(String from, String to) {
        Path scratch = area.scratch();
        try (LocalFile file = area.local(from)) {
            Files.copy(file.path(), scratch);
        } catch (IOException e) {
            throw new ValidatorException(ValidatorCode.STAGING, from + " cannot be copied", e);
        }
        area.adopt(scratch, to);
    }

    /** The earlier verdict, under the new run's name. */
    private void report(ReuseSet order) {
        ValidationReport report = runFiles.report(order.from(), ValidateSetFlow.REPORT, ValidationReport.class)
                .orElseThrow(() -> refused(order.from(), "its validation report is gone"));
        runFiles.putReport(
                order.run(),
                ValidateSetFlow.REPORT,
                new ValidationReport(
                        order.run(),
                        order.attempt(),
                        order.district(),
                        report.sealed(),
                        report.finishedAt(),
                        report.batches(),
                        report.rows(),
                        report.checks(),
                        report.leakScan(),
                        report.columns(),
                        report.kAnonymity(),
                        report.findings()));
    }

    private static List<Outcome.OfRun> answers(ReuseSet order, SealedManifest earlier, ExtractionManifest extraction) {
        RunId run = order.run();
        int attempt = order.attempt();
        List<Outcome.OfRun> answers = new ArrayList<>();
        answers.add(new Outcome.ExtractionStarted(
                run, attempt, extraction.snapshots(), earlier.tables(), extraction.findings()));
        for (BatchManifest batch : earlier.batches()) {
            answers.add(new Outcome.BatchExtracted(run, attempt, batch.ref()));
            answers.add(new Outcome.BatchAnonymized(run, attempt, batch.ref(), List.of()));
            answers.add(new Outcome.BatchValidated(run, attempt, batch.ref(), List.of()));
        }
        answers.add(new Outcome.ExtractionCompleted(run, attempt, extraction.tables()));
        return answers;
    }

    private static ValidatorException refused(RunId from, String why) {
        return new ValidatorException(
                ValidatorCode.NOT_REUSABLE, "the set of " + from + " cannot be used again: " + why);
    }
}
