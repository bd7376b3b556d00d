package dev.datamig.staging.key;

import dev.datamig.contracts.RunId;
import dev.datamig.staging.StagingArea;
import java.util.Optional;

/**
 * The data keys of runs: random, one per run, wrapped by the staging key (AES-256-GCM, random nonce, the run's id as additional
 * data) in {@code runs/{run}/keys/run.key}. Without that file the raw extracts of the run are noise.
 */
public final class RunKeys {

    private final StagingArea area;
    private final DataKey stagingKey;

    public RunKeys(StagingArea area, DataKey stagingKey) {
        this.area = area;
        this.stagingKey = stagingKey;
    }

    /** The run's key, made when there is none yet. */
    public DataKey getOrCreate(RunId run) {
        throw new IllegalStateException("being written: " + run + area + stagingKey);
    }

    /** The run's key, empty when it was destroyed or never made. @throws dev.datamig.staging.StagingException when it cannot be unwrapped */
    public Optional<DataKey> find(RunId run) {
        throw new IllegalStateException("being written: " + run);
    }

    /** Destroys the run's key. */
    public void destroy(RunId run) {
        throw new IllegalStateException("being written: " + run);
    }
}
