package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;

/**
 * What of a run that goes other runs have found there and count on. It stays, and from now on is theirs: the run that was loaded first of
 * them takes it away when it is undone, or gives nodes back what they held before they were overwritten. Runs that have taken its place
 * since know of it too, so that the next refresh may let go of it.
 */
final class GraphInheritance {

    private static final EnumSet<Kind> OVERWRITTEN = EnumSet.of(Kind.BEFORE, Kind.RELABELLED);

    /** Brought or overwritten by runs before, so that an undo leads back to these. */
    private static final EnumSet<Kind> NOT_ITS_OWN =
            EnumSet.of(Kind.HELD, Kind.HELD_REFERENCE, Kind.HELD_BEFORE, Kind.HELD_RELABELLED, Kind.TAKEN);

    private final NeoLedger ledger;
    private final OwnNodes own;
    private final GraphPassedOn passed;
    private final Map<String, RunId> heirs;
    private final Map<String, RunId> since;
    private final Set<String> given = new HashSet<>();
    private final ObjLongConsumer<String> told;

    /** @param own reads the run's nodes @param told how many of a table stay */
    GraphInheritance(NeoLedger ledger, OwnNodes own, RunId run, ObjLongConsumer<String> told) {
        this.told = told;
        this.ledger = ledger;
        this.own = own;
        this.passed = new GraphPassedOn(ledger, run);
        this.heirs = ledger.sharedByOthers(run);
        this.since = heirs.isEmpty() ? Map.of() : ledger.sharedSince(run);
        if (!since.isEmpty()) {
            since.keySet()
                    .removeAll(ledger.chunks(run, NOT_ITS_OWN).stream()
                            .flatMap(chunk -> chunk.entries().stream())
                            .map(Entry::id)
                            .collect(Collectors.toSet()));
        }
    }

    /** Element ids of overwritten nodes to which the undo gives nothing back. */
    Set<String> passed() {
        return passed.nodes();
    }

    /** Writes what stays into the ledgers of the runs whose it is from now on. @return the rest */
    List<Entry> handOver(GraphChunk chunk) {
        List<Entry> mine = new ArrayList<>();
        Map<RunId, List<Entry>> theirs = new LinkedHashMap<>();
        Map<String, RunId> heirs = heirs(chunk);
        for (Entry entry : passed.pass(chunk)) {
            RunId heir = heirs.get(entry.id());
            if (heir == null) {
                mine.add(entry);
            } else if (!OVERWRITTEN.contains(chunk.kind()) || given.add(entry.id())) {
                theirs.computeIfAbsent(heir, run -> new ArrayList<>()).add(entry);
            }
        }
        theirs.forEach((heir, all) -> {
            List<Entry> entries = passed.succeed(chunk, all);
            told.accept(chunk.table(), entries.size());
            ledger.write(heir, List.of(GraphChunk.of(chunk.table(), chunk.kind(), chunk.names(), entries)));
            Set<String> ids = entries.stream().map(Entry::id).collect(Collectors.toSet());
            ledger.release(heir, ids);
            Kind held = chunk.kind().held();
            for (RunId successor : ledger.after(heir)) {
                List<Entry> known = passed.known(successor, entries);
                ledger.write(successor, List.of(GraphChunk.of(chunk.table(), held, chunk.names(), known)));
                ledger.release(successor, ids);
            }
        });
        return mine;
    }

    private Map<String, RunId> heirs(GraphChunk chunk) {
        if (!GraphBefore.KINDS.contains(chunk.kind())) {
            return heirs;
        }
        return OVERWRITTEN.contains(chunk.kind()) && !since.isEmpty() ? unchanged(chunk) : Map.of();
    }

    /** Nodes that the run was the first of its district to overwrite, that others have found so, and that nobody has changed since. */
    private Map<String, RunId> unchanged(GraphChunk chunk) {
        List<Entry> candidates = chunk.entries().stream()
                .filter(entry -> since.containsKey(entry.id()))
                .toList();
        Map<String, Entry> byId = OwnNodes.byId(candidates);
        Map<String, RunId> heirs = new LinkedHashMap<>();
        for (Record row : candidates.isEmpty() ? List.<Record>of() : own.read(chunk, candidates)) {
            Entry entry = OwnNodes.entry(byId, row);
            if (GraphRefresh.contents(row) == entry.contents()) {
                heirs.put(entry.id(), since.get(entry.id()));
            }
        }
        return heirs;
    }
}
