package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerConfig;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what hangs on configuration: the staging area and the keys. Without its keys the service does not start. */
@ApplicationScoped
public final class Keys {

    @Produces
    @Singleton
    MaskingKey maskingKey(AnonymizerConfig config) {
        return new MaskingKey(KeyText.require("DATAMIG_MASKING_KEY", config.maskingKey(), config.maskingKeyFile())
                .bytes());
    }

    @Produces
    @Singleton
    StagingArea stagingArea(AnonymizerConfig config) {
        return StagingArea.open(config.staging());
    }

    @Produces
    @Singleton
    RunKeys runKeys(AnonymizerConfig config, StagingArea area) {
        return new RunKeys(area, KeyText.require("DATAMIG_STAGING_KEY", config.stagingKey(), config.stagingKeyFile()));
    }

    @Produces
    @Singleton
    BatchFiles batchFiles(StagingArea area) {
        return new BatchFiles(area);
    }
}
