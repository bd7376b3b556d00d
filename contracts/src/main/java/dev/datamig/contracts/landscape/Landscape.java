package dev.datamig.contracts.landscape;

import java.util.List;
import java.util.Optional;

/**
 * The stores, how to reach them, and what a district is in them. Read by {@link LandscapeFile}.
 *
 * @param name for people
 * @param environment what a target must declare itself to be before anything is written to it
 * @param districts where the list of districts lives
 * @param stores in the file's order
 * @param references across stores
 * @param sha256 of the file, lower-case hex: two services with the same digest read the same landscape
 */
public record Landscape(
        String name,
        String environment,
        DistrictQuery districts,
        List<Store> stores,
        List<ReferenceRule> references,
        String sha256) {

    public Optional<Store> store(String storeName) {
        return stores.stream().filter(store -> store.name().equals(storeName)).findFirst();
    }
}
