package dev.datamig.extractor.territory;

import dev.datamig.extractor.Workers;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.postgres.KeptKeys;
import dev.datamig.extractor.postgres.KeyEnd;
import dev.datamig.extractor.postgres.KeyLimits;
import dev.datamig.extractor.postgres.PgKeys;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The journeys of one round that go by keys. Those that share a set of keys share the reading: all references to one table look for
 * their parents with one set, all children of the same parents are found with one set, and each table is read at most twice, once
 * for its keys and once for rows that have one. What would take too much memory at once is done in several waves.
 */
final class KeyRound {

    private static final int ROWS_PER_BLOCK = 60;

    private final Workers workers;
    private final KeyLimits limits;
    private final KeptKeys kept;
    private final BiConsumer<Integer, RowSet> found;

    /** Rows whose keys are wanted. */
    private record Feed(Place.Postgres place, KeyEnd end, RowSet rows) {}

    /** Where rows with the keys are looked for, how many there are of a key on average, and for which journey. */
    private record Goal(Place.Postgres place, KeyEnd end, double perKey, int journey) {}

    /** A set of keys on its way. */
    private record Load(List<Feed> feeds, List<Goal> goals, KeySet keys) {
        static Load empty(KeyEnd end, KeyLimits limits) {
            return new Load(new ArrayList<>(), new ArrayList<>(), PgKeys.emptySet(end, limits));
        }

        long weight() {
            long rows = feeds.stream().mapToLong(feed -> feed.rows().size()).sum();
            return rows * feeds.get(0).end().weight();
        }
    }

    /** @param found takes what each journey found, by its number; called by one thread at a time */
    KeyRound(Workers workers, KeyLimits limits, KeptKeys kept, BiConsumer<Integer, RowSet> found) {
        this.kept = kept;
        this.workers = workers;
        this.limits = limits;
        this.found = found;
    }

    void travel(List<KeyJourney> journeys) {
        List<Load> wave = new ArrayList<>();
        long weight = 0;
        for (Load load : loads(journeys)) {
            if (!wave.isEmpty() && weight + weight(load) > limits.memory()) {
                carry(wave);
                wave.clear();
                weight = 0;
            }
            wave.add(load);
            weight += weight(load);
        }
        if (!wave.isEmpty()) {
            carry(wave);
        }
    }

    /** Of a shared set of parents' keys there are never more than the parents' table has rows. */
    private static long weight(Load load) {
        Goal goal = load.goals().get(0);
        double most = load.goals().size() == 1 ? 2 * rows(goal.end().table()) + 1_000 : Double.MAX_VALUE;
        return (long) Math.min(load.weight(), most * goal.end().weight());
    }

    /** Of a table that was never analysed the source knows the size alone. */
    private static double rows(PgTable table) {
        return Math.max(
                table.estimatedRows(),
                ROWS_PER_BLOCK
                        * (double)
                                table.leaves().stream().mapToLong(PgLeaf::pages).sum());
    }

    private List<Load> loads(List<KeyJourney> journeys) {
        Map<List<Object>, Load> shared = new LinkedHashMap<>();
        Map<RowSet, Integer> sets = new IdentityHashMap<>();
        for (KeyJourney journey : journeys) {
            int set = sets.computeIfAbsent(journey.rows(), rows -> sets.size());
            KeyWay way = journey.way();
            if (journey.forward()) {
                shared.computeIfAbsent(forwardKey(way), key -> toParents(way, journey.number()))
                        .feeds()
                        .add(new Feed(way.childPlace(), way.child(), journey.rows()));
            } else {
                shared.computeIfAbsent(backwardKey(way, set), key -> fromParents(way, journey.rows()))
                        .goals()
                        .add(new Goal(
                                way.childPlace(), way.child(), way.child().perKeyOf(way.parent()), journey.number()));
            }
        }
        return shared.values().stream().flatMap(load -> pieces(load).stream()).toList();
    }

    private static List<Object> forwardKey(KeyWay way) {
        return List.of(true, way.parentPlace().store().name(), way.parent().identity());
    }

    private static List<Object> backwardKey(KeyWay way, int set) {
        return List.of(false, way.parentPlace().store().name(), way.parent().identity(), set);
    }

    private Load toParents(KeyWay way, int journey) {
        Load load = Load.empty(way.parent(), limits);
        load.goals().add(new Goal(way.parentPlace(), way.parent(), 1, journey));
        return load;
    }

    private Load fromParents(KeyWay way, RowSet rows) {
        Load load = Load.empty(way.parent(), limits);
        load.feeds().add(new Feed(way.parentPlace(), way.parent(), rows));
        return load;
    }

    /** A load that is too heavy by itself goes in pieces. */
    private List<Load> pieces(Load load) {
        if (weight(load) <= limits.memory()) {
            return List.of(load);
        }
        int size =
                (int) (Math.max(1, limits.memory() / load.feeds().get(0).end().weight()));
        List<Load> pieces = new ArrayList<>();
        for (Feed feed : load.feeds()) {
            for (RowSet rows : feed.rows().chunks(size)) {
                pieces.add(new Load(
                        List.of(new Feed(feed.place(), feed.end(), rows)),
                        load.goals(),
                        PgKeys.emptySet(feed.end(), limits)));
            }
        }
        return pieces;
    }

    private void carry(List<Load> wave) {
        gather(wave);
        find(wave);
    }

    private void gather(List<Load> wave) {
        record Stop(Place.Postgres place, PgTable table, List<PgKeys.Gathering> gatherings) {}
        Map<Object, Stop> stops = new LinkedHashMap<>();
        for (Load load : wave) {
            for (Feed feed : load.feeds()) {
                PgTable table = feed.end().table();
                stops.computeIfAbsent(table.id(), id -> new Stop(feed.place(), table, new ArrayList<>()))
                        .gatherings()
                        .add(new PgKeys.Gathering(feed.end(), feed.rows(), load.keys()));
            }
        }
        workers.all(largestFirst(stops.values(), Stop::table), stop -> {
            stop.place().navigator().byKeys(workers, limits, kept).gather(stop.table(), stop.gatherings());
            return true;
        });
    }

    /** So that nobody begins with a large table when the others have nothing left to do. */
    private static <S> List<S> largestFirst(Collection<S> stops, Function<S, PgTable> table) {
        return stops.stream()
                .sorted(Comparator.comparingDouble((S stop) -> rows(table.apply(stop)))
                        .reversed())
                .toList();
    }

    private void find(List<Load> wave) {
        record Stop(Place.Postgres place, PgTable table, List<PgKeys.Finding> findings) {}
        record Result(int journey, RowSet rows) {}
        Map<List<Object>, Stop> stops = new LinkedHashMap<>();
        List<Result> results = new ArrayList<>();
        for (Load load : wave) {
            if (load.keys().isEmpty()) {
                continue;
            }
            for (Goal goal : load.goals()) {
                Result result = new Result(goal.journey(), new RowSet());
                results.add(result);
                stops.computeIfAbsent(
                                List.of(goal.end().table().id(), goal.end().relation()),
                                id -> new Stop(goal.place(), goal.end().table(), new ArrayList<>()))
                        .findings()
                        .add(new PgKeys.Finding(goal.end(), goal.perKey(), load.keys(), result.rows()));
            }
        }
        workers.all(largestFirst(stops.values(), Stop::table), stop -> {
            stop.place().navigator().byKeys(workers, limits, kept).find(stop.findings());
            return true;
        });
        results.forEach(result -> found.accept(result.journey(), result.rows()));
    }
}
