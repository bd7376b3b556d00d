package dev.datamig.extractor.territory;

import dev.datamig.extractor.closure.Journey;
import dev.datamig.extractor.closure.Traveller;
import dev.datamig.extractor.rows.RowSet;
import java.util.List;

/** Makes the journeys of a round at the same time, each in its store. */
public final class StoresTraveller implements Traveller {

    private final Territory territory;
    private final Workers workers;

    public StoresTraveller(Territory territory, Workers workers) {
        this.territory = territory;
        this.workers = workers;
    }

    @Override
    public List<RowSet> travel(List<Journey> journeys) {
        return workers.all(journeys, this::travel);
    }

    private RowSet travel(Journey journey) {
        Way way = territory.way(journey.move().link());
        return journey.move().forward() ? way.forward(journey.rows()) : way.backward(journey.rows());
    }
}
