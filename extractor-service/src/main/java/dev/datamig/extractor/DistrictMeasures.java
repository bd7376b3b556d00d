package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.contracts.landscape.DistrictQuery.Measure;
import dev.datamig.extractor.neo4j.GraphMeasures;
import dev.datamig.extractor.postgres.PgMeasures;
import dev.datamig.extractor.selection.Measured;
import dev.datamig.extractor.selection.Measured.Value;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Place;
import dev.datamig.extractor.territory.Territory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the landscape's measures and priorities say of the districts. */
final class DistrictMeasures {

    private final DistrictQuery query;
    private final Expedition expedition;
    private final Territory territory;

    DistrictMeasures(DistrictQuery query, Expedition expedition, Territory territory) {
        this.query = query;
        this.expedition = expedition;
        this.territory = territory;
    }

    List<Measured> of(List<District> districts) {
        List<String> ids = districts.stream().map(District::id).toList();
        Map<String, Map<String, Value>> byMeasure = new HashMap<>();
        query.measures().forEach((name, measure) -> byMeasure.put(name, ask(name, measure, ids)));
        byMeasure.put(DistrictQuery.PRIORITY, priorities(ids));
        List<Measured> measured = new ArrayList<>();
        for (District district : districts) {
            Map<String, Value> values = new HashMap<>();
            byMeasure.forEach((name, all) -> {
                Value value = all.get(district.id());
                if (value != null) {
                    values.put(name, value);
                }
            });
            measured.add(new Measured(district, values, null));
        }
        return measured;
    }

    private Map<String, Value> priorities(List<String> ids) {
        Measure measure = query.priorityQuery();
        Map<String, Value> priorities =
                new HashMap<>(measure == null ? Map.of() : ask(DistrictQuery.PRIORITY, measure, ids));
        query.priorities().forEach((district, number) -> priorities.put(district, Value.of(number)));
        return priorities;
    }

    private Map<String, Value> ask(String name, Measure measure, List<String> ids) {
        boolean graph = territory.places().stream()
                .anyMatch(place ->
                        place instanceof Place.Graph && place.store().name().equals(measure.store()));
        return graph
                ? new GraphMeasures(expedition.graph(measure.store())).of(name, measure, ids)
                : new PgMeasures(expedition.database(measure.store())).of(name, measure, ids);
    }
}
