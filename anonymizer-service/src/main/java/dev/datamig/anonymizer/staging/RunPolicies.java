package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.anonymizer.AnonymizerConfig;
import dev.datamig.anonymizer.AnonymizerException;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.policy.ClassificationTable;
import dev.datamig.anonymizer.policy.Planner;
import dev.datamig.anonymizer.policy.Rules;
import dev.datamig.anonymizer.policy.RulesDraft;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The plan and the names of the runs in hand; a few runs are remembered, since both never change once they are there. */
@Singleton
public final class RunPolicies {

    private static final Logger LOG = Logger.getLogger(RunPolicies.class);
    private static final String RULES = "anonymization-rules.yaml";

    private final StagingArea area;
    private final NamesFiles namesFiles;
    private final SampleFiles sampleFiles;
    private final String keyId;
    private final Map<Attempt, RunPlan> plans;
    private final Map<Attempt, KnownNames> names;

    private record Attempt(RunId run, int attempt) {}

    public RunPolicies(
            StagingArea area, NamesFiles namesFiles, SampleFiles sampleFiles, AnonymizerConfig config, MaskingKey key) {
        this.area = area;
        this.namesFiles = namesFiles;
        this.sampleFiles = sampleFiles;
        this.keyId = key.id();
        this.plans = recent(config.cachedRuns());
        this.names = recent(Math.max(1, config.cachedRuns() / 4));
    }

    /** What the run's rules mean for its schema. @throws AnonymizerException when either cannot be read */
    public synchronized RunPlan plan(RunId run, int attempt) {
        var key = new Attempt(run, attempt);
        RunPlan known = plans.get(key);
        if (known != null) {
            return known;
        }
        RunPlan plan = Planner.plan(rules(run), schema(run, attempt), sampleFiles.ofRun(run, attempt));
        plan.warnings().forEach(warning -> LOG.infof("Rules of %s: %s", run, warning));
        writeDown(key, plan);
        plans.put(key, plan);
        return plan;
    }

    /** For whoever checks and reports what was done; there before the first batch is masked. */
    private void writeDown(Attempt attempt, RunPlan plan) {
        String path = StagingLayout.classification(attempt.run(), attempt.attempt());
        if (!area.exists(path)) {
            area.put(path, Json.writePretty(table(plan)));
        }
    }

    /** What a plan does, as it is shown. */
    public ClassificationTable table(RunPlan plan) {
        return ClassificationTable.of(plan, keyId);
    }

    /** All name words of the run, to be asked for only when its extraction is complete. */
    public synchronized KnownNames names(RunId run, int attempt, DataKey runKey) {
        var key = new Attempt(run, attempt);
        KnownNames known = names.get(key);
        if (known == null) {
            known = namesFiles.read(run, attempt, runKey);
            names.put(key, known);
        }
        return known;
    }

    /** The pinned rules; what was decided for this run at a checkpoint comes before them. */
    private Rules rules(RunId run) {
        Rules rules = read(StagingLayout.pinned(run, RULES), AnonymizerCode.FAULTY_RULES)
                .orElseGet(RulesFile::k12);
        return read(StagingLayout.pinned(run, StagingLayout.DECISIONS), AnonymizerCode.FAULTY_DECISIONS)
                .map(decisions -> decisions.before(rules))
                .orElse(rules);
    }

    private Optional<Rules> read(String path, AnonymizerCode ifFaulty) {
        return area.get(path).map(yaml -> switch (RulesFile.parse(new String(yaml, StandardCharsets.UTF_8))) {
            case RulesFile.Reading.Sound sound -> sound.rules();
            case RulesFile.Reading.Faulty faulty -> throw new AnonymizerException(ifFaulty, faulty.text());
        });
    }

    /** A request's classification: its rules, schema and samples put together. */
    public Study study(String requestId) {
        RunSchema schema = schemaAt(StagingLayout.classification(requestId, StagingLayout.SCHEMA));
        Rules rules = read(StagingLayout.classification(requestId, RULES), AnonymizerCode.FAULTY_RULES)
                .orElseGet(RulesFile::k12);
        Samples samples = sampleFiles.ofRequest(requestId);
        return new Study(Planner.plan(rules, schema, samples), RulesDraft.of(schema, samples));
    }

    /** Forgets a request's samples for good. */
    public void forget(String requestId) {
        sampleFiles.destroy(requestId);
    }

    /** What became of the columns of all stores. @param draft a rules file for them */
    public record Study(RunPlan plan, String draft) {}

    private RunSchema schema(RunId run, int attempt) {
        return schemaAt(StagingLayout.schema(run, attempt));
    }

    private RunSchema schemaAt(String path) {
        return area.get(path)
                .map(json -> Json.read(json, RunSchema.class))
                .orElseThrow(() -> new AnonymizerException(AnonymizerCode.SCHEMA_MISSING, path));
    }

    private static <V> Map<Attempt, V> recent(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Attempt, V> eldest) {
                return size() > most;
            }
        };
    }
}
