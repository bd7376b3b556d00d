package dev.datamig.coordinator.flow;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.key.RunKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the coordinator stands on. Without a sound landscape, a staging area and its key it does not start. */
public class Ground {

    @Produces
    @Singleton
    Landscape landscape(CoordinatorConfig config) {
        return switch (LandscapeFile.read(config.landscape())) {
            case LandscapeFile.Reading.Sound sound -> sound.landscape();
            case LandscapeFile.Reading.Faulty faulty ->
                throw new CannotStartException(
                        "the landscape " + config.landscape() + " has mistakes:\n" + faulty.text());
        };
    }

    @Produces
    @Singleton
    StagingArea staging(CoordinatorConfig config) {
        try {
            return StagingArea.open(config.staging());
        } catch (StagingException e) {
            throw new CannotStartException("the staging area cannot be used: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    DataKey stagingKey(CoordinatorConfig config) {
        try {
            return KeyText.require("DATAMIG_STAGING_KEY", config.stagingKey(), config.stagingKeyFile());
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    RunKeys keys(StagingArea area, DataKey stagingKey) {
        return new RunKeys(area, stagingKey);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
