package dev.datamig.loader.wiring;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.flow.Policies;
import dev.datamig.loader.seal.SealedLoad;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies of the landscape's stores. */
public final class LandscapePolicies implements Policies {

    private final Landscape landscape;

    public LandscapePolicies(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public LoadPolicy of(SealedLoad sealed, LoadStrategy strategy, Map<String, LoadStrategy> tables) {
        String store = sealed.store();
        var names = new TableNames(sealed.tables());
        LoadRules said = landscape.store(store).map(Store::load).orElse(LoadRules.NONE);
        LoadRules rules = new LoadRules(said.settings(), names.full(said.tables()), said.json());
        List<JsonReference> inbound = landscape.stores().stream()
                .filter(other -> !other.name().equals(store))
                .flatMap(other -> other.load().json().stream())
                .filter(reference -> reference.to().store().equals(store))
                .toList();
        return new LoadPolicy(strategy, ordered(store, tables, names), rules, inbound);
    }

    /** What a run says about tables of the store, by their full names. */
    private static Map<String, LoadStrategy> ordered(String store, Map<String, LoadStrategy> tables, TableNames names) {
        Map<String, LoadStrategy> ordered = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        String prefix = store + ":";
        tables.forEach((text, strategy) -> {
            if (text.startsWith(prefix)) {
                names.find(text.substring(prefix.length()))
                        .ifPresentOrElse(id -> ordered.put(id.text(), strategy), () -> unknown.add(text));
            }
        });
        if (!unknown.isEmpty()) {
            throw LoadException.of(
                    LoaderCode.UNKNOWN_TABLE,
                    String.join(", ", unknown.stream().sorted().toList()));
        }
        return ordered;
    }
}
