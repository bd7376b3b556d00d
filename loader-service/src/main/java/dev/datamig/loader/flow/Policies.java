package dev.datamig.loader.flow;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.target.LoadPolicy;
import java.util.Map;

/** How rows meet those of a store's target: what a run orders, beside what the landscape says. */
@FunctionalInterface
public interface Policies {

    /** @param tables by {@code store:table} */
    LoadPolicy of(String store, LoadStrategy strategy, Map<String, LoadStrategy> tables);
}
