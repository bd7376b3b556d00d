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
 * @param backup where rows of the target are kept that the load may change; absent when they are not
 */
public record LoadJob(
        SealedLoad sealed,
        RowSource rows,
        int attempt,
        String district,
        LoadPolicy policy,
        KeyExchange keys,
        @Nullable BackupStore backup) {

    /** Every table alike, the store by itself, without a backup. */
    public LoadJob(SealedLoad sealed, RowSource rows, int attempt, String district, LoadStrategy strategy) {
        this(sealed, rows, attempt, district, LoadPolicy.of(strategy), KeyExchange.NONE, null);
    }

    /** Without a backup. */
    public LoadJob(
            SealedLoad sealed, RowSource rows, int attempt, String district, LoadPolicy policy, KeyExchange keys) {
        this(sealed, rows, attempt, district, policy, keys, null);
    }

    /** What the run says in general. */
    public LoadStrategy strategy() {
        return policy.run();
    }
}
