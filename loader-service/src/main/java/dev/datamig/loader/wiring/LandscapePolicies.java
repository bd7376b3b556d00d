package dev.datamig.loader.wiring;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.loader.flow.Policies;
import dev.datamig.loader.target.LoadPolicy;
import java.util.List;
import java.util.Map;

/** Policies of the landscape's stores. */
public final class LandscapePolicies implements Policies {

    private final Landscape landscape;

    public LandscapePolicies(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public LoadPolicy of(String store, LoadStrategy strategy, Map<String, LoadStrategy> tables) {
        LoadRules rules = landscape.store(store).map(Store::load).orElse(LoadRules.NONE);
        List<JsonReference> inbound = landscape.stores().stream()
                .filter(other -> !other.name().equals(store))
                .flatMap(other -> other.load().json().stream())
                .filter(reference -> reference.to().store().equals(store))
                .toList();
        return new LoadPolicy(strategy, tables, rules, inbound);
    }
}
