package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.anonymizer.AnonymizerConfig;
import dev.datamig.anonymizer.AnonymizerException;
import dev.datamig.anonymizer.policy.Planner;
import dev.datamig.anonymizer.policy.Rules;
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
import org.jboss.logging.Logger;

/** The plan and the names of the runs in hand; a few runs are remembered, since both never change once they are there. */
@Singleton
public final class RunPolicies {

    private static final Logger LOG = Logger.getLogger(RunPolicies.class);
    private static final String RULES = "anonymization-rules.yaml";

    private final StagingArea area;
    private final NamesFiles namesFiles;
    private final Map<Attempt, RunPlan> plans;
    private final Map<Attempt, KnownNames> names;

    private record Attempt(RunId run, int attempt) {}

    public RunPolicies(StagingArea area, NamesFiles namesFiles, AnonymizerConfig config) {
        this.area = area;
        this.namesFiles = namesFiles;
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
        RunPlan plan = Planner.plan(rules(run), schema(run, attempt));
        plan.warnings().forEach(warning -> LOG.infof("Rules of %s: %s", run, warning));
        plans.put(key, plan);
        return plan;
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

    private Rules rules(RunId run) {
        byte[] pinned = area.get(StagingLayout.pinned(run, RULES)).orElse(null);
        if (pinned == null) {
            return RulesFile.k12();
        }
        return switch (RulesFile.parse(new String(pinned, StandardCharsets.UTF_8))) {
            case RulesFile.Reading.Sound sound -> sound.rules();
            case RulesFile.Reading.Faulty faulty ->
                throw new AnonymizerException(AnonymizerCode.FAULTY_RULES, faulty.text());
        };
    }

    private RunSchema schema(RunId run, int attempt) {
        String path = StagingLayout.schema(run, attempt);
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
