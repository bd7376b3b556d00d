package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.target.UndoJob;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Takes a run out of a graph inside an open transaction: its relationships, then its nodes, then previous properties. Anything that
 * testers changed or attached makes it refuse, unless it is forced.
 */
final class NeoUndo {

    private static final Logger LOG = Logger.getLogger(NeoUndo.class);
    private static final EnumSet<Kind> BEFORE = GraphBefore.KINDS;

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final UndoJob job;
    private final String store;
    private final int batch;
    private final NeoPieces pieces;
    private final ForeignContents foreign;
    private final Map<String, GraphTally> tallies = new LinkedHashMap<>();
    private final Map<String, Long> changed = new LinkedHashMap<>();
    private final Map<String, Long> used = new LinkedHashMap<>();
    private final Map<String, Long> inTheWay = new LinkedHashMap<>();
    private final OwnNodes own;
    private final GraphInheritance inheritance;
    private Map<String, String> again = Map.of();

    /** @param most that runs of other districts brought and that a forced undo may take along */
    NeoUndo(
            NeoTransaction transaction,
            NeoLedger ledger,
            UndoJob job,
            String store,
            int batch,
            NeoPieces pieces,
            long most) {
        this.foreign = new ForeignContents(() -> ledger.writtenByOthers(ledger.district(job.run())), "with", most);
        this.pieces = pieces;
        this.transaction = transaction;
        this.ledger = ledger;
        this.job = job;
        this.store = store;
        this.batch = batch;
        this.own = new OwnNodes(transaction, changed);
        this.inheritance =
                new GraphInheritance(ledger, own, job.run(), (table, count) -> tally(table).matched += count);
    }

    List<TableLoad> undo() {
        each(Kind.RELATIONSHIP, this::deleteRelationships);
        each(Kind.NODE, this::deleteNodes);
        each(Kind.REFERENCE_NODE, this::deleteReferenceNodes);
        putBack();
        new GraphPutBack(transaction, ledger, batch)
                .putBack(job.run(), again, (table, count) -> tally(table).updated += count);
        List<TableLoad> all = new ArrayList<>();
        tallies.forEach((table, tally) -> all.add(tally.of(new TableId(store, table))));
        return all;
    }

    private void putBack() {
        var before = new GraphBefore(transaction, own, changed, foreign);
        if (pieces.divisible()) {
            inTheWay(ledger.chunks(job.run(), BEFORE).stream()
                    .flatMap(chunk -> chunk.entries().stream())
                    .map(Entry::id)
                    .collect(Collectors.toSet()));
            each(BEFORE, (chunk, entries) -> {
                before.look(chunk, entries);
                before.release(chunk, entries);
                tally(chunk.table()).updated += before.restore(chunk, entries);
            });
            return;
        }
        Set<String> restored = new HashSet<>();
        each(BEFORE, (chunk, entries) -> {
            before.look(chunk, entries);
            restored.addAll(ids(entries));
        });
        inTheWay(restored);
        each(BEFORE, before::release);
        each(BEFORE, (chunk, entries) -> tally(chunk.table()).updated += before.restore(chunk, entries));
    }

    /** Before anything is put back: the graph asks for unique values at each statement. */
    private void inTheWay(Set<String> restored) {
        again = new GraphBroughtAgain(transaction, ledger, batch).of(job.run());
        Set<String> but = new HashSet<>(restored);
        but.addAll(again.values());
        inTheWay.putAll(new GraphInTheWay(transaction, ledger, batch).of(job.run(), but, inheritance.passed()));
        refuseIfInUse();
    }

    private interface Step {
        void take(GraphChunk chunk, List<Entry> entries);
    }

    private void each(Kind kind, Step step) {
        each(EnumSet.of(kind), step);
    }

    private void each(EnumSet<Kind> kinds, Step step) {
        for (GraphChunk chunk : ledger.chunks(job.run(), kinds)) {
            List<Entry> mine = inheritance.handOver(chunk);
            for (int i = 0; i < mine.size(); i += batch) {
                step.take(chunk, mine.subList(i, Math.min(mine.size(), i + batch)));
            }
            if (pieces.divisible()) {
                refuseIfInUse();
                ledger.settled(job.run(), chunk);
                pieces.wrote(mine.size());
            }
        }
    }

    private GraphTally tally(String table) {
        return tallies.computeIfAbsent(table, name -> new GraphTally());
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    /** One of another type or between other nodes has only got the id: the run's own is gone. */
    private void deleteRelationships(GraphChunk chunk, List<Entry> entries) {
        String table = chunk.table();
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        List<Record> found = transaction.run(
                "deleting " + table,
                "UNWIND $rows AS x MATCH (a)-[r]->(b) WHERE elementId(r) = x.id AND (x.ends = '' OR type(r) = $type AND"
                        + " elementId(a) + ' ' + elementId(b) = x.ends) WITH r, elementId(r) AS id, properties(r) AS"
                        + " properties DELETE r RETURN id, properties",
                Map.of(
                        "type",
                        String.join("", chunk.names()),
                        "rows",
                        entries.stream()
                                .map(entry -> Map.of("id", entry.id(), "ends", entry.before()))
                                .toList()));
        for (Record row : found) {
            String contents = GraphDigest.text(List.of(), row.get("properties").asMap(value -> value));
            if (GraphDigest.of(contents) != entry(byId, row).contents()) {
                changed.merge(table, 1L, Long::sum);
            }
        }
        tally(table).inserted += found.size();
    }

    private static Entry entry(Map<String, Entry> byId, Record row) {
        return Objects.requireNonNull(byId.get(row.get("id").asString()));
    }

    private void deleteNodes(GraphChunk chunk, List<Entry> entries) {
        String table = chunk.table();
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        Set<String> attached = new HashSet<>();
        List<Record> found = own.among(
                chunk,
                byId,
                transaction.run(
                        "reading " + table,
                        "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x RETURN elementId(n) AS id, labels(n) AS"
                                + " labels, properties(n) AS properties, [(n)-[r]-() | elementId(r)] AS attached",
                        Map.of("ids", ids(entries))));
        transaction.run(
                "deleting " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x DETACH DELETE n",
                Map.of(
                        "ids",
                        found.stream().map(row -> row.get("id").asString()).toList()));
        for (Record row : found) {
            List<String> others = row.get("attached").asList(Value::asString);
            if (!others.isEmpty()) {
                used.merge(table, 1L, Long::sum);
                attached.addAll(others);
            }
            if (contents(row) != entry(byId, row).contents()) {
                changed.merge(table, 1L, Long::sum);
            }
        }
        if (!attached.isEmpty()) {
            foreign.changes(table, attached);
        }
        tally(table).inserted += found.size();
    }

    /** Reference nodes stay while others have relationships with them. */
    private void deleteReferenceNodes(GraphChunk chunk, List<Entry> entries) {
        List<Entry> going = new ArrayList<>();
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        for (Record row : own.read(chunk, entries)) {
            if (row.get("degree").asLong() > 0) {
                tally(chunk.table()).matched++;
            } else {
                going.add(entry(byId, row));
            }
        }
        deleteNodes(chunk, going);
    }

    private static long contents(Record row) {
        return GraphDigest.of(GraphDigest.text(
                row.get("labels").asList(Value::asString), row.get("properties").asMap(value -> value)));
    }

    private void refuseIfInUse() {
        List<String> reasons = NeoUndoCheck.reasons(changed, used, inTheWay);
        if (!reasons.isEmpty() && !(job.force() && inTheWay.isEmpty())) {
            throw LoadException.of(LoaderCode.UNDO_REFUSED, String.join(", ", reasons));
        }
        foreign.problem().ifPresent(failure -> {
            throw LoadException.of(
                    new Failure(FailureCategory.BLOCKING, failure.code(), failure.message(), failure.hint()));
        });
        reasons.forEach(reason -> LOG.warnf("forced undo of %s in store %s takes along: %s", job.run(), store, reason));
    }
}
