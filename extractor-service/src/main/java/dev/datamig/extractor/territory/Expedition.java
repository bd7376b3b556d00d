package dev.datamig.extractor.territory;

import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.ExtractorConfig;
import dev.datamig.extractor.Workers;
import dev.datamig.extractor.closure.Roots;
import dev.datamig.extractor.neo4j.GraphNavigator;
import dev.datamig.extractor.neo4j.GraphSource;
import dev.datamig.extractor.postgres.PgSource;
import dev.datamig.extractor.rows.RowSets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All sources of a landscape, open, frozen and mapped, for one piece of work. */
public final class Expedition implements AutoCloseable {

    private final Landscape landscape;
    private final Secrets secrets;
    private final ExtractorConfig.Reading limits;
    private final Clock clock;
    private final Workers workers;
    private final List<PgSource> databases = new ArrayList<>();
    private final List<GraphSource> graphs = new ArrayList<>();
    private boolean closed;

    public Expedition(Landscape landscape, Secrets secrets, ExtractorConfig.Reading limits, Clock clock) {
        this.landscape = landscape;
        this.secrets = secrets;
        this.limits = limits;
        this.clock = clock;
        this.workers = new Workers(limits.readers());
    }

    public Workers workers() {
        return workers;
    }

    /** Connects to all sources. */
    public void connect() {
        connect(landscape.stores());
    }

    /** Connects to some of the sources, to several at the same time. */
    public void connect(List<Store> stores) {
        workers.all(stores, store -> {
            open(store);
            return true;
        });
        List<String> order = landscape.stores().stream().map(Store::name).toList();
        synchronized (this) {
            databases.sort(Comparator.comparingInt(source -> order.indexOf(source.store())));
            graphs.sort(Comparator.comparingInt(source -> order.indexOf(source.store())));
        }
    }

    private void open(Store store) {
        switch (store) {
            case Store.Postgres postgres ->
                keep(PgSource.connect(postgres.name(), Login.to(postgres.name(), postgres.source(), secrets), limits));
            case Store.Neo4j neo4j ->
                keep(GraphSource.connect(
                        neo4j.name(),
                        Login.to(neo4j.name(), neo4j.source(), secrets),
                        limits.connectionsPerStore(),
                        limits.connectTimeout(),
                        limits.statementTimeout()));
        }
    }

    /** A source that was opened while the others failed does not outlive them. */
    private synchronized void keep(PgSource source) {
        databases.add(source);
        if (closed) {
            source.close();
        }
    }

    private synchronized void keep(GraphSource source) {
        graphs.add(source);
        if (closed) {
            source.close();
        }
    }

    /** Opens one source as another instance has frozen it, in the middle of the work. */
    public Place.Postgres join(Store.Postgres store, String snapshot) {
        PgSource source = PgSource.join(store.name(), secrets.resolve(store.source()), limits, snapshot);
        keep(source);
        return Place.Postgres.of(store, source);
    }

    /** Freezes all sources, one right after the other. */
    public List<SnapshotInfo> freeze() {
        List<SnapshotInfo> snapshots = new ArrayList<>();
        databases.forEach(source -> snapshots.add(source.freeze()));
        graphs.forEach(source -> snapshots.add(source.freeze(clock)));
        return snapshots;
    }

    /** Reads the shapes and lays the landscape over them. */
    public Territory map() {
        return TerritoryPlan.of(landscape, workers.all(landscape.stores(), this::place));
    }

    private Place place(Store store) {
        return switch (store) {
            case Store.Postgres postgres -> Place.Postgres.of(postgres, database(postgres.name()));
            case Store.Neo4j neo4j -> {
                GraphSource source = graph(neo4j.name());
                yield new Place.Graph(neo4j, source, new GraphNavigator(source));
            }
        };
    }

    public PgSource database(String store) {
        return databases.stream()
                .filter(source -> source.store().equals(store))
                .findFirst()
                .orElseThrow();
    }

    public GraphSource graph(String store) {
        return graphs.stream()
                .filter(source -> source.store().equals(store))
                .findFirst()
                .orElseThrow();
    }

    /** The rows from which the closure starts; the other districts' roots only where adoption asks what is foreign. */
    public static Roots roots(Territory territory, String district) {
        RowSets chosen = new RowSets();
        RowSets all = new RowSets();
        boolean others = territory.plan().adopts();
        territory.databases().forEach(place -> DistrictRoots.add(place, district, others, chosen, all));
        territory.graphs().forEach(place -> {
            TableId nodes = place.nodes();
            DistrictRoots.patterns(place).forEach(pattern -> {
                chosen.add(nodes, place.navigator().chosen(pattern, district));
                if (others) {
                    all.add(nodes, place.navigator().roots(pattern));
                }
            });
        });
        return new Roots(chosen, all.minus(chosen));
    }

    /** How long the statements of each source have taken so far, all of a source together. */
    public synchronized Map<String, Duration> busy() {
        Map<String, Duration> busy = new TreeMap<>();
        databases.forEach(source -> busy.put(source.store(), source.busy()));
        graphs.forEach(source -> busy.put(source.store(), source.busy()));
        return busy;
    }

    /** Stops what runs, from any thread. */
    public synchronized void cancel() {
        databases.forEach(PgSource::cancel);
        graphs.forEach(GraphSource::cancel);
    }

    @Override
    public synchronized void close() {
        closed = true;
        workers.close();
        databases.forEach(PgSource::close);
        graphs.forEach(GraphSource::close);
    }
}
