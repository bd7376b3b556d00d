package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.neo4j.NeoLedger.Loaded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.neo4j.driver.Record;

/**
 * Nodes that one district has brought and no longer has itself, while another counts on them: a pupil who has moved. They stay for the
 * other ({@link Kind#KEPT}), whose next refresh overwrites them with what it has ({@link Kind#TAKEN}); so do the runs after it, until
 * they leave the node in turn. Only nodes are overwritten that are as some loaded run has left them.
 */
final class GraphPassed {

    private static final EnumSet<Kind> PASSING = EnumSet.of(Kind.KEPT, Kind.TAKEN);
    private static final EnumSet<Kind> BROUGHT =
            EnumSet.of(Kind.NODE, Kind.REFERENCE_NODE, Kind.HELD, Kind.HELD_REFERENCE, Kind.TAKEN);
    private static final EnumSet<Kind> WITH_CONTENTS = EnumSet.of(
            Kind.NODE,
            Kind.REFERENCE_NODE,
            Kind.HELD,
            Kind.HELD_REFERENCE,
            Kind.TAKEN,
            Kind.KEPT,
            Kind.BEFORE,
            Kind.RELABELLED);

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final Set<String> own;
    private final Set<String> shared = new HashSet<>();

    /** Overwritten by the previous run, or left by it, with the chunks that say so. */
    private final Map<String, GraphChunk> ours = new LinkedHashMap<>();

    private final Map<String, GraphChunk> given = new LinkedHashMap<>();

    /** By runs of other districts that count: left, overwritten, there and not left. */
    private final Set<String> left = new HashSet<>();

    private final Set<String> theirs = new HashSet<>();
    private final Set<String> claimed = new HashSet<>();

    private final Set<String> taken = new HashSet<>();
    private final Set<String> regained = new HashSet<>();
    private final Set<String> met = new HashSet<>();
    private final Map<String, Set<Long>> known = new HashMap<>();

    /** @param own element ids of nodes that the previous run has brought */
    GraphPassed(NeoTransaction transaction, NeoLedger ledger, Set<String> own, String district, RunId previous) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.own = Set.copyOf(own);
        List<Loaded> runs = ledger.loaded();
        Map<RunId, Set<String>> leaving = new HashMap<>();
        runs.forEach(run -> read(run, district, previous, leaving));
        if (taken.isEmpty() && leaving.isEmpty()) {
            return;
        }
        entries(previous, EnumSet.of(Kind.SHARED), (chunk, entry) -> shared.add(entry.id()));
        Set<String> asked = new HashSet<>(left);
        asked.removeIf(node -> !shared.contains(node) && !given.containsKey(node));
        asked.addAll(ours.keySet());
        asked.addAll(given.keySet());
        this.own.stream()
                .filter(node -> taken.contains(node) || given.containsKey(node))
                .forEach(asked::add);
        if (asked.isEmpty()) {
            return;
        }
        for (Loaded run : runs) {
            entries(run.run(), WITH_CONTENTS, (chunk, entry) -> {
                if (asked.contains(entry.id())) {
                    known.computeIfAbsent(entry.id(), node -> new HashSet<>()).add(entry.contents());
                }
            });
            if (run.counts() && !run.district().equals(district)) {
                Set<String> but = leaving.getOrDefault(run.run(), Set.of());
                entries(run.run(), BROUGHT, (chunk, entry) -> {
                    if (asked.contains(entry.id()) && !but.contains(entry.id())) {
                        claimed.add(entry.id());
                    }
                });
            }
        }
    }

    private void read(Loaded run, String district, RunId previous, Map<RunId, Set<String>> leaving) {
        boolean others = run.counts() && !run.district().equals(district);
        entries(run.run(), PASSING, (chunk, entry) -> {
            String node = entry.id();
            boolean takes = chunk.kind() == Kind.TAKEN;
            if (takes) {
                taken.add(node);
            } else {
                leaving.computeIfAbsent(run.run(), r -> new HashSet<>()).add(node);
            }
            if (run.run().equals(previous)) {
                (takes ? ours : given).put(node, chunk);
            } else if (others) {
                (takes ? theirs : left).add(node);
            }
        });
    }

    private void entries(RunId run, EnumSet<Kind> kinds, BiConsumer<GraphChunk, Entry> taker) {
        ledger.chunks(run, kinds).forEach(chunk -> chunk.entries().forEach(entry -> taker.accept(chunk, entry)));
    }

    /** What nodes of the previous run hold now, as others have left them: the district takes them back. @return by element id */
    Map<String, Long> regain() {
        List<String> nodes = own.stream()
                .filter(node -> known.containsKey(node) && !theirs.contains(node))
                .toList();
        Map<String, Long> contents = new HashMap<>();
        for (Record row : nodes.isEmpty() ? List.<Record>of() : GraphRefresh.read(transaction, "nodes", nodes)) {
            long now = GraphRefresh.contents(row);
            String node = row.get("id").asString();
            if (isKnown(node, now)) {
                contents.put(node, now);
            }
        }
        return contents;
    }

    /** The previous run's node is no longer as that run knows it. */
    void regained(String node) {
        regained.add(node);
    }

    private boolean isKnown(String node, long contents) {
        return known.getOrDefault(node, Set.of()).contains(contents);
    }

    /** Whether the run may overwrite the node although others have brought it. @param contents what it holds */
    boolean mayBeOverwritten(String node, long contents) {
        return !own.contains(node) && isKnown(node, contents) && isLeft(node);
    }

    private boolean isLeft(String node) {
        return ours.containsKey(node)
                || (shared.contains(node) || given.containsKey(node)) && left.contains(node) && !claimed.contains(node);
    }

    /** Whether a run of another district overwrites the node. */
    boolean isTheirs(String node) {
        return theirs.contains(node);
    }

    /** Nodes that the previous run has overwritten after others had left them. */
    Collection<String> ours() {
        return ours.keySet();
    }

    /** The new run has the node too. */
    void meets(String node) {
        met.add(node);
    }

    /** Whether what the run has overwritten is noted as taken: one that it did not bring itself, or not as it is. */
    boolean isTaken(String node) {
        return !own.contains(node) && isLeft(node) || regained.contains(node);
    }

    /** The same of a node that the run has found as it has it. */
    boolean staysTaken(String node, long contents) {
        return ours.containsKey(node) && mayBeOverwritten(node, contents);
    }

    /** Once all nodes were met: what the previous run did not bring, but had, and the new run leaves. */
    List<GraphChunk> kept() {
        Map<String, GraphChunk> all = new LinkedHashMap<>(given);
        all.putAll(ours);
        all.keySet().removeIf(node -> own.contains(node) || met.contains(node));
        Map<GraphChunk, List<Entry>> kept = new LinkedHashMap<>();
        if (!all.isEmpty()) {
            GraphRefresh.read(transaction, "nodes", all.keySet()).forEach(row -> {
                String node = row.get("id").asString();
                GraphChunk chunk = all.get(node);
                if (chunk != null) {
                    long now = GraphRefresh.contents(row);
                    kept.computeIfAbsent(chunk, c -> new ArrayList<>())
                            .add(new Entry(node, 0, isKnown(node, now) ? now : 0, ""));
                }
            });
        }
        return kept.entrySet().stream()
                .map(some -> GraphChunk.of(
                        some.getKey().table(), Kind.KEPT, some.getKey().names(), some.getValue()))
                .toList();
    }
}
