package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Lets a run take the place of the district's previous one: nodes and relationships that both have in the same form are not touched,
 * nodes that differ are overwritten, what only the previous one had goes, and nodes of others that only the previous one had overwritten
 * get back what they held. The previous run's ledger stays, so that an undo of the new run leads back to it.
 */
final class GraphRefresh {

    /** Nodes that a run brought, or has taken over from the run before it. */
    static final EnumSet<Kind> NODES = EnumSet.of(Kind.NODE, Kind.REFERENCE_NODE, Kind.HELD, Kind.HELD_REFERENCE);

    /** Everything that a run wrote and that is still there. */
    static final EnumSet<Kind> WRITTEN = EnumSet.of(
            Kind.NODE,
            Kind.REFERENCE_NODE,
            Kind.RELATIONSHIP,
            Kind.BEFORE,
            Kind.RELABELLED,
            Kind.HELD_BEFORE,
            Kind.HELD_RELABELLED,
            Kind.HELD,
            Kind.HELD_REFERENCE,
            Kind.HELD_RELATIONSHIP);

    /** What was taken away, and its ids are given anew, or was given back. */
    static final EnumSet<Kind> REMOVED =
            EnumSet.of(Kind.REMOVED_NODE, Kind.REMOVED_RELATIONSHIP, Kind.RETURNED, Kind.RETURNED_RELABELLED);

    private static final EnumSet<Kind> RELATIONSHIPS = EnumSet.of(Kind.RELATIONSHIP, Kind.HELD_RELATIONSHIP);
    private static final EnumSet<Kind> REFERENCES = EnumSet.of(Kind.REFERENCE_NODE, Kind.HELD_REFERENCE);

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final RunId previous;
    private final int batch;
    private final Map<String, Claim> nodes = new HashMap<>();
    private final Map<String, Claim> relationships = new HashMap<>();
    private final Map<Alike, Deque<String>> alike = new HashMap<>();
    private final Map<String, String> anonymous = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private final Map<String, Claim> kept = new LinkedHashMap<>();
    private final GraphOverwritten overwritten;
    private final GraphPassed passed;

    private record Claim(GraphChunk chunk, boolean reference, Entry entry) {
        private String table() {
            return chunk.table();
        }
    }

    /** Nodes without a business key that have the same contents. */
    private record Alike(String table, long contents) {}

    private GraphRefresh(NeoTransaction transaction, NeoLedger ledger, String district, RunId previous, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.previous = previous;
        this.batch = batch;
        claim(NODES, nodes);
        claim(RELATIONSHIPS, relationships);
        this.passed = new GraphPassed(transaction, ledger, nodes.keySet(), district, previous);
        passed.regain().forEach(this::regain);
        nodesWithoutKeys();
        Set<String> notOverwritten = new HashSet<>(nodes.keySet());
        notOverwritten.addAll(passed.ours());
        this.overwritten = new GraphOverwritten(transaction, ledger, previous, notOverwritten, batch);
    }

    private void regain(String node, long contents) {
        Claim claim = Objects.requireNonNull(nodes.get(node));
        if (claim.entry().contents() != contents) {
            Entry entry = claim.entry();
            nodes.put(
                    node,
                    new Claim(
                            claim.chunk(), claim.reference(), new Entry(node, entry.key(), contents, entry.before())));
            passed.regained(node);
        }
    }

    /** Those that are there as they were brought: others that somebody has changed or deleted stand for none of the new ones. */
    private void nodesWithoutKeys() {
        List<Claim> all = nodes.values().stream()
                .filter(claim -> claim.entry().key() == 0)
                .toList();
        for (int at = 0; at < all.size(); at += batch) {
            Map<String, Claim> some = new LinkedHashMap<>();
            all.subList(at, Math.min(all.size(), at + batch))
                    .forEach(claim -> some.put(claim.entry().id(), claim));
            for (Record row : read("nodes without keys", some.keySet())) {
                Claim claim = Objects.requireNonNull(some.get(row.get("id").asString()));
                if (contents(row) == claim.entry().contents()) {
                    alike.computeIfAbsent(
                                    new Alike(claim.table(), claim.entry().contents()), contents -> new ArrayDeque<>())
                            .add(claim.entry().id());
                }
            }
        }
    }

    private List<Record> read(String what, Collection<String> ids) {
        return read(transaction, what, ids);
    }

    /** Nodes with {@code id}, {@code labels}, {@code properties} and {@code degree}. */
    static List<Record> read(NeoTransaction transaction, String what, Collection<String> ids) {
        return transaction.run(
                "reading " + what,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x RETURN elementId(n) AS id, labels(n) AS labels,"
                        + " properties(n) AS properties, COUNT { (n)--() } AS degree",
                Map.of("ids", List.copyOf(ids)));
    }

    static long contents(Record row) {
        return GraphDigest.of(GraphDigest.text(
                row.get("labels").asList(Value::asString), row.get("properties").asMap(value -> value)));
    }

    /** Empty when the strategy is another one, or the district has no run here that could give way. */
    static Optional<GraphRefresh> of(NeoTransaction transaction, NeoLedger ledger, LoadJob job, int batch) {
        return job.policy().refreshes()
                ? ledger.current(job.district(), job.sealed().run())
                        .map(previous -> new GraphRefresh(transaction, ledger, job.district(), previous, batch))
                : Optional.empty();
    }

    private void claim(EnumSet<Kind> kinds, Map<String, Claim> claims) {
        for (GraphChunk chunk : ledger.chunks(previous, kinds)) {
            boolean reference = REFERENCES.contains(chunk.kind());
            chunk.entries().forEach(entry -> claims.put(entry.id(), new Claim(chunk, reference, entry)));
        }
    }

    RunId previous() {
        return previous;
    }

    /** Nodes of others that the runs before have overwritten. */
    GraphOverwritten overwritten() {
        return overwritten;
    }

    /** Nodes that other districts have brought and left. */
    GraphPassed passed() {
        return passed;
    }

    /** Tells a backup of the nodes of the previous run, whose place sealed nodes take or that go, whether the new one has such or not. */
    void meets(GraphBackup backup, Map<TableId, GraphTable> tables, String store) {
        Map<TableId, GraphTable> gone = new HashMap<>();
        nodes.forEach((id, claim) -> {
            var name = new TableId(store, claim.table());
            GraphTable table = tables.get(name);
            if (table == null && !claim.chunk().names().isEmpty()) {
                table = gone.computeIfAbsent(
                        name, n -> GraphTable.ofKey(n, claim.chunk().names()));
            }
            if (table != null && claim.entry().key() != 0) {
                backup.meets(table, id);
            }
        });
        overwritten.meets(backup, tables, store);
    }

    /** The new run has the node too. @return whether the previous run brought it */
    boolean meets(String node) {
        overwritten.meets(node);
        passed.meets(node);
        return nodes.containsKey(node) && (met.add(node) || true);
    }

    /** Whether the previous run brought the node and nobody has changed it since. */
    boolean isUntouched(String node, long contents) {
        Claim claim = nodes.get(node);
        return claim != null && claim.entry().contents() == contents && !passed.isTheirs(node);
    }

    /** Digest of what the runs before have left in a node that they brought. @param now of what it holds, for any other */
    long left(String node, long now) {
        Claim claim = nodes.get(node);
        return claim == null ? now : claim.entry().contents();
    }

    /** A node of the previous run that takes the place of one without a business key; each takes the place of one alone. */
    Optional<String> inPlaceOf(GraphTable table, GraphRow row, long contents) {
        String known = anonymous.get(row.source());
        if (known == null) {
            Deque<String> free = alike.get(new Alike(table.id().name(), contents));
            known = free == null ? null : free.poll();
            if (known != null) {
                anonymous.put(row.source(), known);
                met.add(known);
            }
        }
        return Optional.ofNullable(known);
    }

    /** Nodes of the previous run that the new one does not have and that no other run needs. Only after all nodes were met. */
    Set<String> leaving() {
        Set<String> shared = ledger.sharedByOthers(previous).keySet();
        return nodes.keySet().stream()
                .filter(node -> !met.contains(node) && !shared.contains(node))
                .collect(Collectors.toSet());
    }

    /** How many nodes or relationships of each table {@link #remove} takes away. Only after all were met. */
    Map<String, Long> going() {
        Set<String> shared = ledger.sharedByOthers(previous).keySet();
        Map<String, Long> counts = new LinkedHashMap<>();
        each(nodes, shared, (table, some) -> counts.merge(table, (long) some.size(), Long::sum));
        each(relationships, shared, (table, some) -> counts.merge(table, (long) some.size(), Long::sum));
        return counts;
    }

    /** Whether the previous run brought the relationship. */
    boolean brought(String relationship) {
        return relationships.containsKey(relationship);
    }

    /** The new run has the relationship too. @return the ledger's entry when the previous run brought it */
    @Nullable
    Entry meetsRelationship(String relationship) {
        Claim claim = relationships.get(relationship);
        if (claim != null) {
            met.add(relationship);
        }
        return claim == null ? null : claim.entry();
    }

    /**
     * Removes what only the previous run had, with everything noted for an undo.
     *
     * @throws LoadException {@code LOD-015} when testers changed it or attached something to it
     */
    List<GraphChunk> remove() {
        Set<String> shared = ledger.sharedByOthers(previous).keySet();
        Map<String, Long> changed = new LinkedHashMap<>();
        Map<String, Long> used = new LinkedHashMap<>();
        List<GraphChunk> removed = new ArrayList<>();
        keepShared(relationships, shared);
        keepShared(nodes, shared);
        each(relationships, shared, (table, some) -> removed.addAll(removeRelationships(table, some, changed)));
        each(nodes, shared, (table, some) -> removed.addAll(removeNodes(table, some, changed, used)));
        List<String> reasons = NeoUndoCheck.reasons(changed, used, Map.of());
        if (!reasons.isEmpty()) {
            throw LoadException.of(
                    LoaderCode.UNDO_REFUSED,
                    "of run " + previous + ", which is refreshed: " + String.join(", ", reasons));
        }
        return removed;
    }

    private void keepShared(Map<String, Claim> claims, Set<String> shared) {
        claims.forEach((id, claim) -> {
            if (!met.contains(id) && shared.contains(id)) {
                kept.put(id, claim);
            }
        });
    }

    /** For the refresh after this one, once all is removed: what the new run does not have, and stays because others need it. */
    List<GraphChunk> kept() {
        Map<GraphChunk, List<Entry>> kept = new LinkedHashMap<>();
        this.kept
                .values()
                .forEach(claim -> kept.computeIfAbsent(claim.chunk(), chunk -> new ArrayList<>())
                        .add(claim.entry()));
        List<GraphChunk> chunks = new ArrayList<>(passed.kept());
        kept.forEach((of, entries) -> {
            chunks.add(GraphChunk.of(of.table(), of.kind().held(), of.names(), entries));
            if (NODES.contains(of.kind())) {
                chunks.add(GraphChunk.of(of.table(), Kind.KEPT, of.names(), entries));
            }
        });
        return chunks;
    }

    private interface Step {
        void take(String table, Map<String, Claim> some);
    }

    private void each(Map<String, Claim> claims, Set<String> shared, Step step) {
        Map<String, Map<String, Claim>> byTable = new LinkedHashMap<>();
        claims.forEach((id, claim) -> {
            if (!met.contains(id) && !shared.contains(id)) {
                byTable.computeIfAbsent(claim.table(), table -> new LinkedHashMap<>())
                        .put(id, claim);
            }
        });
        byTable.forEach((table, all) -> {
            Map<String, Claim> some = new LinkedHashMap<>();
            all.forEach((id, claim) -> {
                some.put(id, claim);
                if (some.size() == batch) {
                    step.take(table, some);
                    some.clear();
                }
            });
            if (!some.isEmpty()) {
                step.take(table, some);
            }
        });
    }

    private List<GraphChunk> removeRelationships(String table, Map<String, Claim> some, Map<String, Long> changed) {
        List<Entry> images = new ArrayList<>();
        for (Record row : transaction.run(
                "reading " + table,
                "UNWIND $ids AS x MATCH (a)-[r]->(b) WHERE elementId(r) = x RETURN elementId(r) AS id, type(r) AS type,"
                        + " elementId(a) AS a, elementId(b) AS b, properties(r) AS properties",
                Map.of("ids", List.copyOf(some.keySet())))) {
            Map<String, Value> properties = row.get("properties").asMap(value -> value);
            String id = row.get("id").asString();
            Claim claim = Objects.requireNonNull(some.get(id));
            List<String> ends = claim.entry().ends();
            if (!ends.isEmpty()
                    && !(ends.equals(List.of(
                                    row.get("a").asString(), row.get("b").asString()))
                            && claim.chunk().names().contains(row.get("type").asString()))) {
                continue;
            }
            long contents = GraphDigest.of(GraphDigest.text(List.of(), properties));
            count(claim, contents, changed);
            images.add(
                    new Entry(id, 0, contents, RemovedImage.of(row, properties).text()));
        }
        transaction.run(
                "deleting " + table,
                "UNWIND $ids AS x MATCH ()-[r]->() WHERE elementId(r) = x DELETE r",
                Map.of("ids", images.stream().map(Entry::id).toList()));
        return images.isEmpty()
                ? List.of()
                : List.of(GraphChunk.of(table, Kind.REMOVED_RELATIONSHIP, List.of(), images));
    }

    private List<GraphChunk> removeNodes(
            String table, Map<String, Claim> some, Map<String, Long> changed, Map<String, Long> used) {
        Map<List<String>, List<Entry>> images = new LinkedHashMap<>();
        for (Record row : read(table, some.keySet())) {
            String id = row.get("id").asString();
            Claim claim = Objects.requireNonNull(some.get(id));
            Whose whose = Whose.of(claim.chunk(), claim.entry(), row);
            boolean attached = row.get("degree").asLong() > 0;
            if (whose == Whose.OTHERS) {
                continue;
            }
            if (attached && claim.reference()) {
                kept.put(id, claim);
                continue;
            }
            if (whose == Whose.UNSURE) {
                changed.merge(table, 1L, Long::sum);
                continue;
            }
            if (attached) {
                used.merge(table, 1L, Long::sum);
                continue;
            }
            List<String> labels = row.get("labels").asList(Value::asString);
            Map<String, Value> properties = row.get("properties").asMap(value -> value);
            long contents = contents(row);
            count(claim, contents, changed);
            images.computeIfAbsent(claim.chunk().names(), key -> new ArrayList<>())
                    .add(new Entry(
                            id,
                            claim.entry().key(),
                            contents,
                            RemovedImage.of(labels, properties).text()));
        }
        transaction.run(
                "deleting " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x DELETE n",
                Map.of(
                        "ids",
                        images.values().stream()
                                .flatMap(List::stream)
                                .map(Entry::id)
                                .toList()));
        return images.entrySet().stream()
                .map(of -> GraphChunk.of(table, Kind.REMOVED_NODE, of.getKey(), of.getValue()))
                .toList();
    }

    private static void count(Claim claim, long contents, Map<String, Long> changed) {
        if (claim.entry().contents() != contents) {
            changed.merge(claim.table(), 1L, Long::sum);
        }
    }
}
