package dev.datamig.staging.key;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingCode;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The data keys of runs: random, one per run, wrapped by the staging key (AES-256-GCM, random nonce, the run's id as additional
 * data) in {@code runs/{run}/keys/run.key}. Without that file the raw extracts of the run are noise.
 */
public final class RunKeys {

    private final StagingArea area;
    private final KeyWrap wrap;
    private final SecureRandom random = new SecureRandom();

    public RunKeys(StagingArea area, DataKey stagingKey) {
        this.area = area;
        this.wrap = new KeyWrap(stagingKey, random);
    }

    /** The run's key, made when there is none yet; of several callers at once all get the same. */
    public DataKey getOrCreate(RunId run) {
        return find(run).orElseGet(() -> create(run.value(), StagingLayout.wrappedKey(run)));
    }

    /** The run's key, empty when it was destroyed or never made. @throws dev.datamig.staging.StagingException when it cannot be unwrapped */
    public Optional<DataKey> find(RunId run) {
        return find(run.value(), StagingLayout.wrappedKey(run));
    }

    /** Destroys the run's key. */
    public void destroy(RunId run) {
        area.delete(StagingLayout.wrappedKey(run));
    }

    /** As {@link #getOrCreate(RunId)}, for the samples of a request that belongs to no run. */
    public DataKey getOrCreateForRequest(String requestId) {
        return findForRequest(requestId).orElseGet(() -> create(requestId, requestKey(requestId)));
    }

    /** The request's key, empty when it was destroyed or never made. */
    public Optional<DataKey> findForRequest(String requestId) {
        return find(requestId, requestKey(requestId));
    }

    /** Destroys the request's key. */
    public void destroyForRequest(String requestId) {
        area.delete(requestKey(requestId));
    }

    private static String requestKey(String requestId) {
        return StagingLayout.classification(requestId, "samples.key");
    }

    private Optional<DataKey> find(String owner, String path) {
        return area.get(path).map(wrapped -> wrap.unwrap(wrapped, owner, path));
    }

    private DataKey create(String owner, String path) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        var key = new DataKey(bytes);
        if (area.putIfAbsent(path, wrap.wrap(key, owner))) {
            return key;
        }
        return find(owner, path)
                .orElseThrow(() -> StagingCode.MISSING_FILE.at(path, "was destroyed while it was being made", null));
    }
}
