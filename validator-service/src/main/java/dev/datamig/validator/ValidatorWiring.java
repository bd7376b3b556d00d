package dev.datamig.validator;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.validator.flow.AuditFlow;
import dev.datamig.validator.flow.Heartbeat;
import dev.datamig.validator.flow.LeakScan;
import dev.datamig.validator.flow.ReuseFlow;
import dev.datamig.validator.flow.TargetConstraints;
import dev.datamig.validator.flow.ValidateBatchFlow;
import dev.datamig.validator.flow.ValidateSetFlow;
import dev.datamig.validator.messaging.HeartbeatTimer;
import dev.datamig.validator.messaging.ProgressEvents;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.staging.RecordedOriginals;
import dev.datamig.validator.staging.RunFiles;
import dev.datamig.validator.staging.SchemaCache;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Puts the flows together. Everything is made at the start, so that a missing key or a faulty landscape ends it. */
@Singleton
public class ValidatorWiring {

    private final ValidatorConfig config;
    private final StagingArea area;
    private final BatchFiles batchFiles;
    private final RunFiles runFiles;
    private final RecordedOriginals recorded;
    private final RunKeys keys;
    private final Seal seal;

    public ValidatorWiring(ValidatorConfig config) {
        this.config = config;
        this.keys = new RunKeys(
                StagingArea.open(config.staging()),
                KeyText.require("DATAMIG_STAGING_KEY", config.stagingKey(), config.stagingKeyFile()));
        this.seal = new Seal(KeyText.require("DATAMIG_SEAL_KEY", config.sealKey(), config.sealKeyFile())
                .bytes());
        this.area = StagingArea.open(config.staging());
        this.batchFiles = new BatchFiles(area);
        this.runFiles = new RunFiles(area);
        this.recorded = new RecordedOriginals(area, batchFiles);
    }

    @Produces
    @Singleton
    @Startup
    ValidateBatchFlow batchFlow() {
        String instance = config.instance()
                .orElseGet(() -> "validator-" + UUID.randomUUID().toString().substring(0, 8));
        Landscape landscape = LandscapeFile.require(Path.of(config.landscape()));
        return new ValidateBatchFlow(
                area,
                runFiles,
                new SchemaCache(runFiles),
                batchFiles,
                recorded,
                keys,
                new TargetConstraints(landscape, Secrets.ofProcess(), runFiles),
                instance,
                Clock.systemUTC());
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(HeartbeatTimer timer, ProgressEvents progress) {
        return new Heartbeat(timer, progress::publish);
    }

    @Produces
    @Singleton
    @Startup
    ValidateSetFlow setFlow(Heartbeat heartbeat) {
        return new ValidateSetFlow(
                area,
                runFiles,
                batchFiles,
                keys,
                new LeakScan(recorded, batchFiles),
                seal,
                config.setMemory(),
                heartbeat,
                Clock.systemUTC());
    }

    @Produces
    @Singleton
    @Startup
    ReuseFlow reuseFlow(Heartbeat heartbeat) {
        return new ReuseFlow(area, runFiles, batchFiles, seal, heartbeat, Clock.systemUTC());
    }

    @Produces
    @Singleton
    @Startup
    AuditFlow auditFlow(Heartbeat heartbeat) {
        Landscape landscape = LandscapeFile.require(Path.of(config.landscape()));
        return new AuditFlow(
                landscape,
                Secrets.ofProcess(),
                area,
                runFiles,
                batchFiles,
                keys,
                new LeakScan(recorded, batchFiles),
                seal,
                heartbeat,
                Clock.systemUTC());
    }
}
