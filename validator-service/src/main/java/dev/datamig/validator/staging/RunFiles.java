package dev.datamig.validator.staging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Digests;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.MalformedMessageException;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.check.Judgement;
import dev.datamig.validator.rules.RulesFile;
import dev.datamig.validator.rules.ValidationRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The small files of a run in the staging area. */
public final class RunFiles {

    private static final String RULES = "validation-rules.yaml";

    private final StagingArea area;

    public RunFiles(StagingArea area) {
        this.area = area;
    }

    /** A run's schema and the checksum of its file. */
    public record Schema(RunSchema schema, String sha256) {}

    /** @throws ValidatorException when it is missing or unreadable */
    public Schema schema(RunId run, int attempt) {
        byte[] bytes = require(StagingLayout.schema(run, attempt));
        return new Schema(read(bytes, RunSchema.class), Digests.sha256Hex(bytes));
    }

    /** The extraction's list of this attempt. @throws ValidatorException when it is missing or another attempt's */
    public ExtractionManifest extraction(RunId run, int attempt) {
        ExtractionManifest manifest = read(require(StagingLayout.extractionManifest(run)), ExtractionManifest.class);
        if (manifest.attempt() != attempt) {
            throw new ValidatorException(
                    ValidatorCode.NO_SCHEMA,
                    "the extraction manifest of " + run + " is of attempt " + manifest.attempt() + ", not " + attempt);
        }
        return manifest;
    }

    public void putSchema(RunSchema schema) {
        area.put(StagingLayout.schema(schema.run(), schema.attempt()), Json.writePretty(schema));
    }

    public void putExtraction(ExtractionManifest manifest) {
        area.put(StagingLayout.extractionManifest(manifest.run()), Json.writePretty(manifest));
    }

    /** The manifests of the batches of an attempt that passed their own checks. */
    public List<BatchManifest> validated(RunId run, int attempt) {
        return area.list(StagingLayout.phaseFolder(run, "validated")).stream()
                .filter(path -> path.endsWith(".json") && path.contains("/a" + attempt + "-part-"))
                .map(path -> read(require(path), BatchManifest.class))
                .toList();
    }

    public Optional<BatchManifest> validated(BatchManifest batch) {
        return area.get(validatedPath(batch)).map(bytes -> read(bytes, BatchManifest.class));
    }

    public void putValidated(BatchManifest batch) {
        area.put(validatedPath(batch), Json.writePretty(batch));
    }

    /** The rules pinned into the run, the shipped ones where there are none. @throws ValidatorException with all their mistakes */
    public ValidationRules rules(RunId run) {
        return area.get(StagingLayout.pinned(run, RULES))
                .map(bytes -> switch (RulesFile.parse(new String(bytes, StandardCharsets.UTF_8))) {
                    case RulesFile.Reading.Sound sound -> sound.rules();
                    case RulesFile.Reading.Faulty faulty ->
                        throw new ValidatorException(
                                ValidatorCode.RULES, RULES + " of " + run + " has mistakes:\n" + faulty.text());
                })
                .orElseGet(RulesFile::shipped);
    }

    /** What was decided about the columns of this attempt; nothing when that was not written down. */
    public Judgement judgement(RunId run, int attempt) {
        return area.get(StagingLayout.classification(run, attempt))
                .map(bytes -> read(bytes, Judgement.class))
                .orElse(Judgement.NONE);
    }

    public Optional<SealedManifest> sealed(RunId run) {
        return area.get(StagingLayout.sealedManifest(run)).map(bytes -> read(bytes, SealedManifest.class));
    }

    public void putSealed(SealedManifest manifest) {
        area.put(StagingLayout.sealedManifest(manifest.run()), Json.writePretty(manifest));
    }

    /** Takes an older seal away, so that nothing is loaded under it. */
    public void unseal(RunId run) {
        area.delete(StagingLayout.sealedManifest(run));
    }

    public void putReport(RunId run, String fileName, Object report) {
        area.put(StagingLayout.report(run, fileName), Json.writePretty(report));
    }

    public <T> Optional<T> report(RunId run, String fileName, Class<T> type) {
        return area.get(StagingLayout.report(run, fileName)).map(bytes -> read(bytes, type));
    }

    /** Whether work of this attempt is no longer wanted. */
    public boolean stopped(RunId run, int attempt) {
        return area.get(StagingLayout.stopMark(run))
                .map(bytes -> read(bytes, JsonNode.class).path("attempt").asInt(0) >= attempt)
                .orElse(false);
    }

    private static String validatedPath(BatchManifest batch) {
        return StagingLayout.validated(batch.run(), batch.attempt(), batch.table(), batch.part());
    }

    private byte[] require(String path) {
        return area.get(path).orElseThrow(() -> new ValidatorException(ValidatorCode.NO_SCHEMA, path + " is missing"));
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return Json.read(bytes, type);
        } catch (MalformedMessageException e) {
            throw new ValidatorException(ValidatorCode.STAGING, "a file of the run is damaged: " + e.getMessage(), e);
        }
    }
}
