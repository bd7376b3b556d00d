package dev.datamig.extractor.territory;

import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.ClosurePlan;
import dev.datamig.extractor.closure.LeftOut;
import dev.datamig.extractor.closure.Link;
import dev.datamig.extractor.closure.Traveller;
import dev.datamig.extractor.rows.RowSets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All stores with the links within and between them. Links and ways stand at the same places of their lists. */
public final class Territory {

    private final List<Place> places;
    private final List<Way> ways;
    private final ClosurePlan plan;
    private final List<KeyInside> keysInside;

    Territory(List<Place> places, List<Way> ways, ClosurePlan plan, List<KeyInside> keysInside) {
        this.keysInside = List.copyOf(keysInside);
        this.places = List.copyOf(places);
        this.ways = List.copyOf(ways);
        this.plan = plan;
    }

    public List<Place> places() {
        return places;
    }

    /** Keys of rows inside values, as the landscape says. */
    public List<KeyInside> keysInside() {
        return keysInside;
    }

    public ClosurePlan plan() {
        return plan;
    }

    Way way(Link link) {
        return ways.get(link.id());
    }

    public Stream<Place.Postgres> databases() {
        return places.stream().filter(Place.Postgres.class::isInstance).map(Place.Postgres.class::cast);
    }

    public Stream<Place.Graph> graphs() {
        return places.stream().filter(Place.Graph.class::isInstance).map(Place.Graph.class::cast);
    }

    /** The rows that no district's subset may have, as the landscape says. */
    public LeftOut leftOut(Traveller traveller) {
        RowSets loose = new RowSets();
        databases().forEach(place -> loose.addAll(place.looseEnds().leftOut()));
        return LeftOut.of(plan, traveller, loose);
    }

    public Optional<PgTable> table(TableId id) {
        return databases().flatMap(place -> place.catalog().table(id).stream()).findFirst();
    }

    /** References between tables of PostgreSQL stores, within and across. */
    public List<Reference> references() {
        return ways.stream()
                .flatMap(way -> switch (way) {
                    case Way.Inside inside -> Stream.of(inside.reference().reference());
                    case Way.Across across -> Stream.of(across.reference());
                    case Way.Stepping step -> Stream.<Reference>empty();
                })
                .toList();
    }
}
