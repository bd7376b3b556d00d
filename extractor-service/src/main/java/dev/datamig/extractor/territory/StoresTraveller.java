package dev.datamig.extractor.territory;

import dev.datamig.extractor.Workers;
import dev.datamig.extractor.closure.Journey;
import dev.datamig.extractor.closure.Link;
import dev.datamig.extractor.closure.Traveller;
import dev.datamig.extractor.postgres.KeptKeys;
import dev.datamig.extractor.postgres.KeyLimits;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the journeys of a round: those by keys together, the others at the same time, each in its store. */
public final class StoresTraveller implements Traveller {

    private final Territory territory;
    private final Workers workers;
    private final KeyLimits limits;
    private final KeptKeys kept;
    private final Map<Integer, Optional<KeyWay>> byKeys = new HashMap<>();

    public StoresTraveller(Territory territory, Workers workers) {
        this(territory, workers, KeyLimits.DEFAULT);
    }

    public StoresTraveller(Territory territory, Workers workers, KeyLimits limits) {
        this.territory = territory;
        this.workers = workers;
        this.limits = limits;
        this.kept = new KeptKeys(
                limits.kept(),
                territory.plan().links().stream()
                        .flatMap(link -> byKeys(link).stream())
                        .flatMap(way -> Stream.of(way.parent(), way.child()))
                        .toList());
    }

    @Override
    public List<RowSet> travel(List<Journey> journeys) {
        List<RowSet> ends =
                IntStream.range(0, journeys.size()).mapToObj(i -> new RowSet()).toList();
        List<KeyJourney> together = new ArrayList<>();
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < journeys.size(); i++) {
            int number = i;
            Journey journey = journeys.get(i);
            byKeys(journey.move().link())
                    .ifPresentOrElse(
                            way -> together.add(
                                    new KeyJourney(number, way, journey.move().forward(), journey.rows())),
                            () -> alone.add(number));
        }
        try (Workers.Begun<RowSet> begun = workers.begin(alone, number -> travel(journeys.get(number)))) {
            new KeyRound(
                            workers,
                            limits,
                            kept,
                            (number, rows) -> ends.get(number).addAll(rows))
                    .travel(together);
            List<RowSet> found = begun.results();
            for (int i = 0; i < alone.size(); i++) {
                ends.get(alone.get(i)).addAll(found.get(i));
            }
        }
        return ends;
    }

    private Optional<KeyWay> byKeys(Link link) {
        return byKeys.computeIfAbsent(link.id(), id -> territory.way(link).byKeys());
    }

    private RowSet travel(Journey journey) {
        Way way = territory.way(journey.move().link());
        return journey.move().forward() ? way.forward(journey.rows()) : way.backward(journey.rows());
    }
}
