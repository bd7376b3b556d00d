package dev.datamig.loader.target;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.seal.SealedLoad;

/**
 * What is to be loaded.
 *
 * @param sealed the store's part of the sealed set
 * @param rows its rows
 * @param attempt the order's number
 * @param district the district's id
 * @param policy how rows meet rows of the target
 * @param keys what the stores' plans say about keys
 */
public record LoadJob(
        SealedLoad sealed, RowSource rows, int attempt, String district, LoadPolicy policy, KeyExchange keys) {

    /** Every table alike, and the store by itself. */
    public LoadJob(SealedLoad sealed, RowSource rows, int attempt, String district, LoadStrategy strategy) {
        this(sealed, rows, attempt, district, LoadPolicy.of(strategy), KeyExchange.NONE);
    }

    /** What the run says in general. */
    public LoadStrategy strategy() {
        return policy.run();
    }
}
