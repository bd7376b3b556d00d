package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.ExtractCommand.SampleStores;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.rows.RowSets;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Place;
import dev.datamig.extractor.territory.Territory;

/** Writes the shape of all stores and a sample of their values into the staging area, for columns to be classified without a run. */
final class SampleFlow {

    private final Surroundings surroundings;

    SampleFlow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Outcome sample(SampleStores request, Expedition expedition) {
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        int rows = surroundings.config().extractor().sampleRows();
        SubsetTables tables = new SubsetTables(territory, new Subset(chosen(territory, rows), new RowSets()));
        surroundings
                .area()
                .put(
                        StagingLayout.classification(request.requestId(), StagingLayout.SCHEMA),
                        // the shape belongs to no run; 0 is no run's number
                        Json.writePretty(
                                tables.runSchema(RunId.of(surroundings.clock().instant(), 0), 0)));
        new Sampling(surroundings.samples(request.requestId()), rows).take(tables, expedition.workers());
        return new Outcome.StoresSampled(request.requestId(), tables.all().size());
    }

    private static RowSets chosen(Territory territory, int rows) {
        RowSets chosen = new RowSets();
        for (Place place : territory.places()) {
            switch (place) {
                case Place.Postgres database -> {
                    for (PgTable table : database.catalog().tables()) {
                        chosen.add(table.id(), database.navigator().some(table, rows));
                    }
                }
                case Place.Graph graph ->
                    chosen.add(graph.nodes(), graph.navigator().all());
            }
        }
        return chosen;
    }
}
