package dev.datamig.loader.target;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.seal.SealedLoad;
import org.jspecify.annotations.Nullable;

/**
 * What is to be loaded.
 *
 * @param sealed the store's part of the sealed set
 * @param rows its rows
 * @param attempt the order's number
 * @param district the district's id
 * @param policy how rows meet rows of the target
 * @param keys what the stores' plans say about keys
 * @param dryRun a plan that no load follows
 * @param backup where rows of the target are kept that the load may change; absent when they are not
 */
public record LoadJob(
        SealedLoad sealed,
        RowSource rows,
        int attempt,
        String district,
        LoadPolicy policy,
        KeyExchange keys,
        boolean dryRun,
        @Nullable BackupStore backup) {

    /** Every table alike, the store by itself, without a backup. */
    public LoadJob(SealedLoad sealed, RowSource rows, int attempt, String district, LoadStrategy strategy) {
        this(sealed, rows, attempt, district, LoadPolicy.of(strategy), KeyExchange.NONE, false, null);
    }

    /** Without a backup. */
    public LoadJob(
            SealedLoad sealed, RowSource rows, int attempt, String district, LoadPolicy policy, KeyExchange keys) {
        this(sealed, rows, attempt, district, policy, keys, false, null);
    }

    /** One that is meant. */
    public LoadJob(
            SealedLoad sealed,
            RowSource rows,
            int attempt,
            String district,
            LoadPolicy policy,
            KeyExchange keys,
            @Nullable BackupStore backup) {
        this(sealed, rows, attempt, district, policy, keys, false, backup);
    }

    /** The same as a plan that no load follows, or not. */
    public LoadJob withDryRun(boolean dry) {
        return new LoadJob(sealed, rows, attempt, district, policy, keys, dry, backup);
    }

    /** What the run says in general. */
    public LoadStrategy strategy() {
        return policy.run();
    }
}
