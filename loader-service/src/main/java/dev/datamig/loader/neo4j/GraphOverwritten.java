package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.neo4j.KeyLabels.Unique;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Nodes of others that the runs before a refresh have overwritten. Those that the new run has too go on being the district's, and its
 * ledger takes over what they held before the first of these runs; the others are given that back. To the new run's ledger these are
 * nodes that it has overwritten: its undo leads back to what the previous run made of them.
 */
final class GraphOverwritten {

    private static final EnumSet<Kind> FIRST = EnumSet.of(Kind.HELD_BEFORE, Kind.HELD_RELABELLED);
    private static final EnumSet<Kind> THEN = EnumSet.of(Kind.BEFORE, Kind.RELABELLED);

    private final NeoTransaction transaction;
    private final int batch;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> met = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<Unique, Map<Value, Set<String>>> values = new HashMap<>();

    /** @param chunk tells table and key, and by its kind how {@link Entry#before} is written */
    private record Node(GraphChunk chunk, Entry entry) {
        private boolean relabelled() {
            return chunk.kind().relabelled();
        }

        private Map<String, Value> before() {
            String image = entry.before();
            return GraphImage.read(relabelled() ? RemovedImage.parse(image).properties() : image);
        }
    }

    /** Nodes that are handled alike. */
    private record Alike(String table, List<String> names, boolean relabelled) {
        private static Alike of(Node node) {
            return new Alike(node.chunk().table(), node.chunk().names(), node.relabelled());
        }

        private GraphChunk chunk(Kind plain, Kind relabelled, List<Entry> entries) {
            return GraphChunk.of(table, this.relabelled ? relabelled : plain, names, entries);
        }
    }

    /** @param brought by the previous run, which are no others' */
    GraphOverwritten(
            NeoTransaction transaction, NeoLedger ledger, RunId previous, Collection<String> brought, int batch) {
        this.transaction = transaction;
        this.batch = batch;
        for (EnumSet<Kind> kinds : List.of(FIRST, THEN)) {
            for (GraphChunk chunk : ledger.chunks(previous, kinds)) {
                chunk.entries().forEach(entry -> nodes.putIfAbsent(entry.id(), new Node(chunk, entry)));
            }
        }
        nodes.keySet().removeAll(Set.copyOf(brought));
        if (!nodes.isEmpty()) {
            ledger.sharedByOthers(previous).keySet().forEach(this::meets);
        }
    }

    /** The new run has the node too, or a run of another district counts on it as it is now: then it is not given back yet. */
    void meets(String node) {
        if (nodes.containsKey(node)) {
            met.add(node);
        }
    }

    /** The new run leaves in the node what it has sealed. */
    void takes(String node) {
        taken.add(node);
    }

    /** Tells a backup of the nodes. */
    void meets(GraphBackup backup, Map<TableId, GraphTable> tables, String store) {
        nodes.forEach((id, node) -> {
            var name = new TableId(store, node.chunk().table());
            GraphTable table = tables.getOrDefault(
                    name, GraphTable.ofKey(name, node.chunk().names()));
            backup.meets(table, id);
        });
    }

    /** Whether the previous run has overwritten the node, or taken it over as overwritten, and nobody has changed it since. */
    boolean isUntouched(String node, long contents) {
        Node known = nodes.get(node);
        return known != null && known.entry().contents() == contents;
    }

    /** Whether the node, which has a unique value, gets another one. Only after all nodes were met. */
    boolean frees(String node, Unique constraint, @Nullable Value wanted) {
        Node known = met.contains(node) ? null : nodes.get(node);
        return known != null && !Objects.equals(UniqueValues.value(constraint, known.before()), wanted);
    }

    /** The nodes that held a unique value, which they get back unless they are met. */
    Set<String> wantingBack(Unique constraint, Value value) {
        return values.computeIfAbsent(constraint, unique -> {
                    Map<Value, Set<String>> held = new HashMap<>();
                    nodes.forEach((id, node) -> Optional.ofNullable(UniqueValues.value(unique, node.before()))
                            .ifPresent(before -> held.computeIfAbsent(before, v -> new HashSet<>())
                                    .add(id)));
                    return held;
                })
                .getOrDefault(value, Set.of());
    }

    /** How many nodes of each table {@link #giveBack} gives back what they held. Only after all nodes were met. */
    Map<String, Long> returning() {
        Map<String, Long> counts = new LinkedHashMap<>();
        nodes.forEach((id, node) -> {
            if (!met.contains(id)) {
                counts.merge(node.chunk().table(), 1L, Long::sum);
            }
        });
        return counts;
    }

    boolean met(String node) {
        return met.contains(node);
    }

    /**
     * Gives nodes back what they held. Those that somebody has deleted stay away.
     *
     * @return what the ledger has to know
     * @throws LoadException {@code LOD-015} when testers have changed them since
     */
    List<GraphChunk> giveBack() {
        Map<String, Long> changed = new LinkedHashMap<>();
        var before = new GraphBefore(
                transaction,
                new OwnNodes(transaction, changed),
                changed,
                new ForeignContents(Set::of, "nodes of", Long.MAX_VALUE));
        Map<GraphChunk, List<Entry>> images = new LinkedHashMap<>();
        Map<GraphChunk, Alike> alike = new HashMap<>();
        each(false, (like, some) -> {
            Map<String, Record> there = read(like.table(), some);
            List<Entry> entries =
                    some.stream().filter(entry -> there.containsKey(entry.id())).toList();
            GraphChunk chunk = like.chunk(Kind.BEFORE, Kind.RELABELLED, entries);
            before.look(chunk, entries);
            List<Entry> now = new ArrayList<>();
            for (Entry entry : entries) {
                Record row = Objects.requireNonNull(there.get(entry.id()));
                Map<String, Value> properties = row.get("properties").asMap(value -> value);
                String image = like.relabelled()
                        ? RemovedImage.of(row.get("labels").asList(Value::asString), properties)
                                .text()
                        : GraphImage.write(properties);
                now.add(new Entry(entry.id(), entry.key(), entry.contents(), image));
            }
            images.put(chunk, now);
            alike.put(chunk, like);
        });
        if (!changed.isEmpty()) {
            throw LoadException.of(
                    LoaderCode.UNDO_REFUSED,
                    "overwritten by an earlier run: "
                            + String.join(", ", NeoUndoCheck.reasons(changed, Map.of(), Map.of())));
        }
        images.forEach((chunk, now) -> before.release(chunk, chunk.entries()));
        images.forEach((chunk, now) -> before.restore(chunk, chunk.entries()));
        List<GraphChunk> returned = new ArrayList<>();
        images.forEach((chunk, now) -> {
            Alike like = Objects.requireNonNull(alike.get(chunk));
            List<Entry> entries = asTheyAre(like, now);
            if (!entries.isEmpty()) {
                returned.add(like.chunk(Kind.RETURNED, Kind.RETURNED_RELABELLED, entries));
            }
        });
        return returned;
    }

    /** Another node may have got the id by now. */
    private static boolean isStillThere(GraphChunk chunk, Entry entry, @Nullable Record row) {
        return row != null && Whose.of(chunk, entry, row) != Whose.OTHERS;
    }

    /** For the refresh after this one: the nodes that go on being the district's, once all are written. */
    List<GraphChunk> held() {
        List<GraphChunk> held = new ArrayList<>();
        each(true, (like, some) -> {
            List<Entry> entries = asTheyAre(like, some);
            if (!entries.isEmpty()) {
                held.add(like.chunk(Kind.HELD_BEFORE, Kind.HELD_RELABELLED, entries));
            }
        });
        return held;
    }

    /** Those that are there, with what they hold now unless somebody else has changed them. */
    private List<Entry> asTheyAre(Alike like, List<Entry> some) {
        Map<String, Record> there = read(like.table(), some);
        return some.stream()
                .filter(entry -> there.containsKey(entry.id()))
                .map(entry -> new Entry(
                        entry.id(),
                        entry.key(),
                        met.contains(entry.id()) && !taken.contains(entry.id())
                                ? entry.contents()
                                : GraphRefresh.contents(Objects.requireNonNull(there.get(entry.id()))),
                        entry.before()))
                .toList();
    }

    private interface Step {
        void take(Alike like, List<Entry> some);
    }

    private void each(boolean held, Step step) {
        Map<Alike, List<Entry>> all = new LinkedHashMap<>();
        nodes.forEach((id, node) -> {
            if (met.contains(id) == held) {
                all.computeIfAbsent(Alike.of(node), like -> new ArrayList<>()).add(node.entry());
            }
        });
        all.forEach((like, entries) -> {
            for (int i = 0; i < entries.size(); i += batch) {
                step.take(like, entries.subList(i, Math.min(entries.size(), i + batch)));
            }
        });
    }

    private Map<String, Record> read(String table, List<Entry> entries) {
        Map<String, Record> rows = new HashMap<>();
        GraphRefresh.read(transaction, table, entries.stream().map(Entry::id).toList())
                .forEach(row -> rows.put(row.get("id").asString(), row));
        return rows;
    }
}
