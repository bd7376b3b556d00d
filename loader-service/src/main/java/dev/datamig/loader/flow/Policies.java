package dev.datamig.loader.flow;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.seal.SealedLoad;
import dev.datamig.loader.target.LoadPolicy;
import java.util.Map;

/** How rows meet those of a store's target: what a run orders, beside what the landscape says. */
@FunctionalInterface
public interface Policies {

    /**
     * @param sealed the store's part of the run
     * @param tables by {@code store:table}
     * @throws dev.datamig.loader.LoadException when the run names a table that the store does not have, or not only once
     */
    LoadPolicy of(SealedLoad sealed, LoadStrategy strategy, Map<String, LoadStrategy> tables);
}
