package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nodes of a run that goes, and that runs of other districts have overwritten since, to whom they were left ({@link Kind#TAKEN}). They keep
 * what they hold: what the first of these runs would give back is from now on what this run would have given back, or nothing at all where
 * it is this run that has brought the node.
 */
final class GraphPassedOn {

    private static final EnumSet<Kind> OVERWRITTEN = EnumSet.of(Kind.BEFORE, Kind.RELABELLED);

    private final NeoLedger ledger;
    private final Map<String, Taking> first = new HashMap<>();

    private record Taking(RunId run, GraphChunk chunk, Entry entry) {}

    GraphPassedOn(NeoLedger ledger, RunId run) {
        this.ledger = ledger;
        for (RunId taker : ledger.takers(run)) {
            Set<String> taken = taken(taker).keySet();
            for (GraphChunk chunk : ledger.chunks(taker, OVERWRITTEN)) {
                chunk.entries().stream()
                        .filter(entry -> taken.contains(entry.id()))
                        .forEach(entry -> first.putIfAbsent(entry.id(), new Taking(taker, chunk, entry)));
            }
        }
    }

    private Map<String, Entry> taken(RunId run) {
        return ledger.chunks(run, EnumSet.of(Kind.TAKEN)).stream()
                .flatMap(chunk -> chunk.entries().stream())
                .collect(Collectors.toMap(Entry::id, entry -> entry, (one, other) -> other));
    }

    /** Element ids of nodes of which the run gives nothing back. */
    Set<String> nodes() {
        return Set.copyOf(first.keySet());
    }

    /** Lets nodes that the run has overwritten, and others since, stay as they are. @return the others */
    List<Entry> pass(GraphChunk chunk) {
        if (!OVERWRITTEN.contains(chunk.kind())) {
            return chunk.entries();
        }
        List<Entry> rest = new ArrayList<>();
        for (Entry entry : chunk.entries()) {
            Taking taking = first.get(entry.id());
            if (taking == null) {
                rest.add(entry);
            } else {
                drop(taking);
                ledger.write(taking.run(), List.of(instead(taking, chunk, entry)));
            }
        }
        return rest;
    }

    /** What the taker has found is what the run has found. */
    private static GraphChunk instead(Taking taking, GraphChunk chunk, Entry entry) {
        GraphChunk theirs = taking.chunk();
        boolean whole = chunk.kind().relabelled() || theirs.kind().relabelled();
        String before = chunk.kind().relabelled() || !theirs.kind().relabelled()
                ? entry.before()
                : new RemovedImage(RemovedImage.parse(taking.entry().before()).labels(), "", "", entry.before()).text();
        return GraphChunk.of(
                theirs.table(),
                whole ? Kind.RELABELLED : Kind.BEFORE,
                theirs.names(),
                List.of(new Entry(
                        entry.id(), taking.entry().key(), taking.entry().contents(), before)));
    }

    private void drop(Taking taking) {
        ledger.rewrite(
                taking.run(),
                OVERWRITTEN,
                chunk -> GraphChunk.of(
                        chunk.table(),
                        chunk.kind(),
                        chunk.names(),
                        chunk.entries().stream()
                                .filter(entry ->
                                        !entry.id().equals(taking.entry().id()))
                                .toList()));
    }

    /** Nodes that the run has brought are from now on as the first has left them who has overwritten them since. */
    List<Entry> succeed(GraphChunk chunk, List<Entry> brought) {
        if (!GraphRefresh.NODES.contains(chunk.kind())) {
            return brought;
        }
        return brought.stream()
                .map(entry -> {
                    Taking taking = first.get(entry.id());
                    if (taking == null) {
                        return entry;
                    }
                    drop(taking);
                    return with(entry, taking.entry().contents());
                })
                .toList();
    }

    /** As a run knows them that has overwritten some itself. */
    List<Entry> known(RunId run, List<Entry> brought) {
        Map<String, Entry> taken = taken(run);
        return brought.stream()
                .map(entry -> taken.containsKey(entry.id())
                        ? with(
                                entry,
                                Objects.requireNonNull(taken.get(entry.id())).contents())
                        : entry)
                .toList();
    }

    private static Entry with(Entry entry, long contents) {
        return new Entry(entry.id(), entry.key(), contents, entry.before());
    }
}
