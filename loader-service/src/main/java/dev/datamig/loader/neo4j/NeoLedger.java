package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** The ledger of a graph: nodes with the label {@code DatamigLedger}, written in the transaction that they tell of. */
final class NeoLedger {

    /** Run on its own before the first transaction; without it two loaders could both make the node that they queue for. */
    static final String CONSTRAINT =
            "CREATE CONSTRAINT datamig_ledger IF NOT EXISTS FOR (l:DatamigLedger) REQUIRE l.id IS UNIQUE";

    private final NeoTransaction transaction;
    private final String store;

    NeoLedger(NeoTransaction transaction, String store) {
        this.transaction = transaction;
        this.store = store;
    }

    static final List<String> UNFINISHED = List.of("loading", "undoing");

    /**
     * @param newest the order that has loaded the run, found it loaded, or works on it
     * @param unfinished loaded or undone in several transactions, of which some are missing
     */
    record Entry(
            int newest,
            boolean undone,
            boolean dropped,
            boolean unfinished,
            List<TableLoad> tallies,
            List<TableLoad> undoTallies) {

        /** Whether the graph holds all of the run. */
        boolean loaded() {
            return !undone && !unfinished;
        }

        long rows() {
            return tallies.stream().mapToLong(t -> t.inserted() + t.updated()).sum();
        }
    }

    /** The run is loaded in several transactions from now on. */
    void loading(LoadJob job, Instant started) {
        loaded(job, started, started, List.of(), null);
        unfinished(job.sealed().run(), job.attempt(), "loading");
    }

    /** The run is undone in several transactions from now on. */
    void undoing(RunId run, int attempt) {
        unfinished(run, attempt, "undoing");
    }

    private void unfinished(RunId run, int attempt, String state) {
        transaction.run(
                "writing the ledger",
                "MATCH (l:DatamigLedger {id: $id}) SET l.state = $state, l.order = $attempt, l.delivery = $delivery",
                Map.of("id", id("load", run), "state", state, "attempt", attempt, "delivery", transaction.delivery()));
    }

    /** What a chunk tells of is undone. */
    void settled(RunId run, GraphChunk chunk) {
        transaction.run(
                "writing the ledger",
                "MATCH (l:DatamigLedger {changeOf: $load}) WHERE l.sha256 = $sha256 AND l.kind = $kind AND l.table ="
                        + " $table DELETE l",
                Map.of(
                        "load", id("load", run),
                        "sha256", chunk.sha256(),
                        "kind", chunk.kind().name(),
                        "table", chunk.table()));
    }

    /** Whose turn it is. */
    NeoOrders orders() {
        return new NeoOrders(transaction, this, store);
    }

    Optional<Entry> find(RunId run) {
        return transaction
                .run(
                        "reading the ledger",
                        "MATCH (l:DatamigLedger {id: $id}) RETURN l.state AS state, l.tallies AS tallies, l.undone AS"
                                + " undone, CASE WHEN l.order > l.attempt THEN l.order ELSE l.attempt END AS newest",
                        Map.of("id", id("load", run)))
                .stream()
                .map(NeoLedger::entry)
                .findFirst();
    }

    private static Entry entry(Record row) {
        return new Entry(
                row.get("newest").asInt(),
                row.get("state").asString().equals("undone"),
                row.get("state").asString().equals("dropped"),
                UNFINISHED.contains(row.get("state").asString()),
                List.of(Json.read(row.get("tallies").asString(), TableLoad[].class)),
                row.get("undone").isNull()
                        ? List.of()
                        : List.of(Json.read(row.get("undone").asString(), TableLoad[].class)));
    }

    /** @param refreshed the run whose place was taken; null for none */
    void loaded(LoadJob job, Instant started, Instant finished, List<TableLoad> tallies, @Nullable RunId refreshed) {
        Map<String, Object> values = new HashMap<>();
        RunId run = job.sealed().run();
        values.put("id", id("load", run));
        values.put("store", store);
        values.put("run", run.value());
        values.put("attempt", job.attempt());
        values.put("district", job.district());
        values.put("strategy", job.strategy().text());
        values.put("state", "loaded");
        values.put("started", started.toString());
        values.put("finished", finished.toString());
        values.put("sealSha256", job.sealed().sealSha256());
        values.put("tallies", Json.write(tallies));
        if (refreshed != null) {
            values.put("refreshes", refreshed.value());
        }
        transaction.run(
                "writing the ledger",
                "MERGE (l:DatamigLedger {id: $id}) SET l = $values",
                Map.of("id", id("load", run), "values", values));
    }

    /** The district's run that counts: loaded, and none has refreshed it. */
    Optional<RunId> current(String district, RunId but) {
        return transaction
                .run("reading the ledger", """
                        MATCH (l:DatamigLedger {state: 'loaded', store: $store, district: $district})
                        WHERE l.run <> $run AND NOT EXISTS {
                          MATCH (n:DatamigLedger {state: 'loaded', store: $store, refreshes: l.run}) }
                        RETURN l.run AS run ORDER BY datetime(l.finished) DESC LIMIT 1""", Map.of("store", store, "district", district, "run", but.value()))
                .stream()
                .map(row -> new RunId(row.get("run").asString()))
                .findFirst();
    }

    /** The loaded run that has taken the place of this one. */
    Optional<RunId> refreshedBy(RunId run) {
        return transaction
                .run(
                        "reading the ledger",
                        "MATCH (n:DatamigLedger {state: 'loaded', store: $store, refreshes: $run}) RETURN n.run AS run",
                        Map.of("store", store, "run", run.value()))
                .stream()
                .map(row -> new RunId(row.get("run").asString()))
                .findFirst();
    }

    /** The runs whose place a run has taken, the last first. */
    List<RunId> before(RunId run) {
        List<RunId> all = new ArrayList<>();
        RunId at = run;
        while (at != null) {
            at = transaction
                    .run(
                            "reading the ledger",
                            "MATCH (l:DatamigLedger {id: $id}) WHERE l.refreshes IS NOT NULL RETURN l.refreshes AS run",
                            Map.of("id", id("load", at)))
                    .stream()
                    .map(row -> new RunId(row.get("run").asString()))
                    .filter(previous -> !all.contains(previous))
                    .findFirst()
                    .orElse(null);
            if (at != null) {
                all.add(at);
            }
        }
        return all;
    }

    /** The loaded runs that have taken a run's place, the first first. */
    List<RunId> after(RunId run) {
        List<RunId> all = new ArrayList<>();
        for (Optional<RunId> next = refreshedBy(run); next.isPresent(); next = refreshedBy(next.get())) {
            all.add(next.get());
        }
        return all;
    }

    /** Nodes and relationships have got other element ids. */
    void move(List<RunId> runs, Map<String, String> ids) {
        runs.forEach(run -> rewrite(run, EnumSet.allOf(GraphChunk.Kind.class), chunk -> chunk.moved(ids)));
    }

    /** Changes entries of a run. */
    void rewrite(RunId run, Collection<GraphChunk.Kind> kinds, UnaryOperator<GraphChunk> change) {
        for (Record row : rows(run, kinds)) {
            GraphChunk chunk = chunk(row);
            requireIntact(run, chunk);
            GraphChunk changed = change.apply(chunk);
            if (!changed.sha256().equals(chunk.sha256())) {
                rewrite(row, changed);
            }
        }
    }

    /** What a run has found there is its own now. */
    void release(RunId run, Set<String> ids) {
        rewrite(
                run,
                EnumSet.of(GraphChunk.Kind.SHARED),
                chunk -> GraphChunk.of(
                        chunk.table(),
                        chunk.kind(),
                        chunk.names(),
                        chunk.entries().stream()
                                .filter(entry -> !ids.contains(entry.id()))
                                .toList()));
    }

    /** Nodes that a run has brought count as found there from now on. */
    void share(RunId run, Set<String> ids) {
        List<GraphChunk> shared = new ArrayList<>();
        for (Record row : ids.isEmpty() ? List.<Record>of() : rows(run, GraphRefresh.NODES)) {
            GraphChunk chunk = chunk(row);
            Map<Boolean, List<GraphChunk.Entry>> entries =
                    chunk.entries().stream().collect(Collectors.partitioningBy(entry -> ids.contains(entry.id())));
            List<GraphChunk.Entry> theirs = entries.getOrDefault(true, List.of());
            if (!theirs.isEmpty()) {
                rewrite(
                        row,
                        GraphChunk.of(
                                chunk.table(), chunk.kind(), chunk.names(), entries.getOrDefault(false, List.of())));
                shared.add(GraphChunk.of(
                        chunk.table(),
                        GraphChunk.Kind.SHARED,
                        chunk.names(),
                        theirs.stream()
                                .map(each -> new GraphChunk.Entry(each.id(), 0, 0, ""))
                                .toList()));
            }
        }
        write(run, shared);
    }

    private List<Record> rows(RunId run, Collection<GraphChunk.Kind> kinds) {
        return transaction.run(
                "reading the ledger",
                "MATCH (l:DatamigLedger {changeOf: $load}) WHERE l.kind IN $kinds RETURN l.id AS id, l.table AS table,"
                        + " l.kind AS kind, l.names AS names, l.data AS data, l.sha256 AS sha256 ORDER BY l.number",
                Map.of(
                        "load", id("load", run),
                        "kinds", kinds.stream().map(Enum::name).toList()));
    }

    private void rewrite(Record row, GraphChunk chunk) {
        transaction.run(
                "writing the ledger",
                "MATCH (l:DatamigLedger {id: $id}) SET l.data = $data, l.sha256 = $sha256",
                Map.of("id", row.get("id").asString(), "data", chunk.data(), "sha256", chunk.sha256()));
    }

    private static GraphChunk chunk(Record row) {
        return new GraphChunk(
                row.get("table").asString(),
                GraphChunk.Kind.valueOf(row.get("kind").asString()),
                row.get("names").isNull() ? List.of() : row.get("names").asList(Value::asString),
                row.get("data").asByteArray(),
                row.get("sha256").asString());
    }

    private void requireIntact(RunId run, GraphChunk chunk) {
        if (!chunk.intact()) {
            throw LoadException.of(LoaderCode.LEDGER_DAMAGED, "run " + run + ", store " + store + ", " + chunk.table());
        }
    }

    void undone(RunId run, Instant finished, List<TableLoad> tallies) {
        transaction.run(
                "writing the ledger",
                "MATCH (l:DatamigLedger {id: $id}) SET l.state = 'undone', l.finished = $finished, l.undone = $undone",
                Map.of("id", id("load", run), "finished", finished.toString(), "undone", Json.write(tallies)));
        transaction.run(
                "writing the ledger",
                "MATCH (l:DatamigLedger {changeOf: $id}) DELETE l",
                Map.of("id", id("load", run)));
    }

    /** Drops what runs changed that were loaded before a time, when a newer run of the same district is loaded. */
    void drop(Instant before) {
        transaction.run("dropping old ledgers", """
                MATCH (l:DatamigLedger {state: 'loaded', store: $store})
                WHERE datetime(l.finished) < datetime($before) AND EXISTS {
                  MATCH (n:DatamigLedger {state: 'loaded', store: $store, district: l.district})
                  WHERE datetime(n.finished) > datetime(l.finished) }
                SET l.state = 'dropped'
                WITH l MATCH (c:DatamigLedger {changeOf: l.id}) DELETE c""", Map.of("store", store, "before", before.toString()));
    }

    void write(RunId run, List<GraphChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        transaction.run(
                "writing the ledger",
                """
                OPTIONAL MATCH (o:DatamigLedger {changeOf: $load}) WITH coalesce(max(o.number), 0) AS before
                UNWIND range(0, size($chunks) - 1) AS i WITH before + 1 + i AS number, $chunks[i] AS chunk
                CREATE (l:DatamigLedger {id: $prefix + toString(number), changeOf: $load, number: number,
                  store: $store, run: $run}) SET l += chunk""",
                Map.of(
                        "load", id("load", run),
                        "prefix", id("change", run) + "/",
                        "store", store,
                        "run", run.value(),
                        "chunks", chunks.stream().map(NeoLedger::properties).toList()));
    }

    private static Map<String, Object> properties(GraphChunk chunk) {
        return Map.of(
                "table", chunk.table(),
                "kind", chunk.kind().name(),
                "names", chunk.names(),
                "data", chunk.data(),
                "sha256", chunk.sha256());
    }

    /** @throws LoadException {@code LOD-016} when it was changed */
    List<GraphChunk> chunks(RunId run, Collection<GraphChunk.Kind> kinds) {
        List<GraphChunk> chunks =
                rows(run, kinds).stream().map(NeoLedger::chunk).toList();
        chunks.forEach(chunk -> requireIntact(run, chunk));
        return chunks;
    }

    /** Element ids of nodes that loaded runs of other districts brought, or have as others had left them. */
    Set<String> broughtByOthers(String district) {
        Set<String> ids = idsOfOthers(district, GraphRefresh.NODES);
        loaded().stream()
                .filter(run -> run.counts() && !run.district().equals(district))
                .flatMap(run -> ids(run.run(), EnumSet.of(GraphChunk.Kind.TAKEN)))
                .forEach(ids::add);
        return ids;
    }

    /** Element ids of nodes and relationships that loaded runs of other districts brought, and of nodes that they overwrote. */
    Set<String> writtenByOthers(String district) {
        return idsOfOthers(district, GraphRefresh.WRITTEN);
    }

    private Set<String> idsOfOthers(String district, Set<GraphChunk.Kind> kinds) {
        Set<String> ids = new HashSet<>();
        Map<RunId, Optional<RunId>> others = othersOf(district);
        Set<RunId> refreshed =
                others.values().stream().flatMap(Optional::stream).collect(Collectors.toSet());
        for (RunId newest : others.keySet()) {
            if (!refreshed.contains(newest)) {
                Set<String> removed = new HashSet<>();
                for (Optional<RunId> run = Optional.of(newest);
                        run.isPresent();
                        run = others.getOrDefault(run.get(), Optional.empty())) {
                    ids(run.get(), kinds).filter(id -> !removed.contains(id)).forEach(ids::add);
                    ids(run.get(), GraphRefresh.REMOVED).forEach(removed::add);
                }
            }
        }
        return ids;
    }

    /** Element ids of what other loaded runs have, as a relationship or found there, each with the number of these runs. */
    Map<String, Long> countedOn(RunId but) {
        return transaction
                .run(
                        "reading the ledger",
                        "MATCH (l:DatamigLedger {state: 'loaded', store: $store}) WHERE l.run <> $run RETURN l.run AS run",
                        Map.of("store", store, "run", but.value()))
                .stream()
                .map(row -> new RunId(row.get("run").asString()))
                .flatMap(run -> ids(run, CountedOn.KINDS).distinct())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private Stream<String> ids(RunId run, Set<GraphChunk.Kind> kinds) {
        return chunks(run, kinds).stream()
                .flatMap(chunk -> chunk.entries().stream())
                .map(GraphChunk.Entry::id);
    }

    /**
     * A run that is loaded.
     *
     * @param counts whether no loaded run has taken its place
     */
    record Loaded(RunId run, String district, boolean counts) {}

    /** All of them, the newest first. */
    List<Loaded> loaded() {
        return transaction.run("reading the ledger", """
                        MATCH (l:DatamigLedger {state: 'loaded', store: $store})
                        RETURN l.run AS run, l.district AS district, NOT EXISTS {
                          MATCH (n:DatamigLedger {state: 'loaded', store: $store, refreshes: l.run}) } AS counts
                        ORDER BY datetime(l.finished) DESC, run DESC""", Map.of("store", store)).stream()
                .map(row -> new Loaded(
                        new RunId(row.get("run").asString()),
                        row.get("district").asString(),
                        row.get("counts").asBoolean()))
                .toList();
    }

    /** Runs of other districts that were loaded after this one and have overwritten nodes that others had left, the first first. */
    List<RunId> takers(RunId run) {
        return transaction.run("reading the ledger", """
                        MATCH (mine:DatamigLedger {id: $id}), (l:DatamigLedger {state: 'loaded', store: $store})
                        WHERE l.district <> mine.district AND datetime(l.finished) > datetime(mine.finished)
                          AND EXISTS { MATCH (c:DatamigLedger {changeOf: l.id, kind: 'TAKEN'}) }
                        RETURN l.run AS run ORDER BY datetime(l.finished), run""", Map.of("id", id("load", run), "store", store)).stream()
                .map(row -> new RunId(row.get("run").asString()))
                .toList();
    }

    /** The district that a run brought. */
    String district(RunId run) {
        return transaction
                .run(
                        "reading the ledger",
                        "MATCH (l:DatamigLedger {id: $id}) RETURN l.district AS district",
                        Map.of("id", id("load", run)))
                .get(0)
                .get("district")
                .asString();
    }

    /** Loaded runs of other districts with those whose place they took. */
    private Map<RunId, Optional<RunId>> othersOf(String district) {
        return transaction
                .run(
                        "reading the ledger",
                        "MATCH (l:DatamigLedger {state: 'loaded', store: $store}) WHERE l.district <> $district RETURN"
                                + " l.run AS run, l.refreshes AS refreshes",
                        Map.of("store", store, "district", district))
                .stream()
                .collect(Collectors.toMap(
                        row -> new RunId(row.get("run").asString()),
                        row -> Optional.ofNullable(row.get("refreshes"))
                                .filter(refreshed -> !refreshed.isNull())
                                .map(refreshed -> new RunId(refreshed.asString()))));
    }

    /**
     * Element ids that other loaded runs count as theirs, each with the one of these that was loaded first. Runs whose place this one has
     * taken are no others.
     */
    Map<String, RunId> sharedByOthers(RunId run) {
        return shared(run, "true");
    }

    /** The same of runs that were loaded after this one. */
    Map<String, RunId> sharedSince(RunId run) {
        return shared(run, "datetime(l.finished) > datetime(mine.finished)");
    }

    private Map<String, RunId> shared(RunId run, String which) {
        List<RunId> others = transaction
                .run(
                        "reading the ledger",
                        "MATCH (l:DatamigLedger {state: 'loaded', store: $store}) WHERE l.run <> $run OPTIONAL MATCH"
                                + " (mine:DatamigLedger {id: $id}) WITH l, mine WHERE " + which
                                + " RETURN l.run AS run ORDER BY datetime(l.finished), run",
                        Map.of("store", store, "run", run.value(), "id", id("load", run)))
                .stream()
                .map(row -> new RunId(row.get("run").asString()))
                .toList();
        Set<RunId> own = Set.copyOf(before(run));
        Map<String, RunId> shared = new HashMap<>();
        for (RunId other : others) {
            if (own.contains(other)) {
                continue;
            }
            chunks(other, EnumSet.of(GraphChunk.Kind.SHARED)).stream()
                    .flatMap(chunk -> chunk.entries().stream())
                    .forEach(entry -> shared.putIfAbsent(entry.id(), other));
        }
        return shared;
    }

    String id(String what, RunId run) {
        return what + "/" + store + "/" + run;
    }
}
