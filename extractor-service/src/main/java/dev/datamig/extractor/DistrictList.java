package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.territory.Expedition;
import java.util.List;

/** The districts that the landscape's query lists. */
final class DistrictList {

    private final Landscape landscape;

    DistrictList(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Connects to the one store that knows the districts. */
    List<District> read(Expedition expedition) {
        String name = landscape.districts().store();
        Store store = landscape
                .store(name)
                .orElseThrow(() -> new ExtractionException(
                        ExtractorCode.LANDSCAPE_MISMATCH, "districts: there is no store " + name));
        expedition.connect(List.of(store));
        return switch (store) {
            case Store.Postgres postgres ->
                expedition.database(name).pairs(landscape.districts().query());
            case Store.Neo4j neo4j ->
                expedition.graph(name).pairs(landscape.districts().query());
        };
    }
}
