package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.RunId;
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
import org.jboss.logging.Logger;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Takes a run out of a graph inside an open transaction: its relationships, then its nodes, then previous properties. Anything that
 * testers changed or attached makes it refuse, unless it is forced.
 */
final class NeoUndo {

    private static final Logger LOG = Logger.getLogger(NeoUndo.class);

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
    private final Map<String, RunId> shared = new HashMap<>();
    private final List<KeyLabels.Unique> unique;

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
        this.unique = new KeyLabels(transaction, Map.of()).unique();
    }

    List<TableLoad> undo() {
        shared.putAll(ledger.sharedByOthers(job.run()));
        each(Kind.RELATIONSHIP, this::deleteRelationships);
        each(Kind.NODE, this::deleteNodes);
        each(Kind.REFERENCE_NODE, this::deleteReferenceNodes);
        if (pieces.divisible()) {
            each(Kind.BEFORE, (table, entries) -> {
                look(table, entries);
                release(table, entries);
                restore(table, entries);
            });
        } else {
            each(Kind.BEFORE, this::look);
            each(Kind.BEFORE, this::release);
            each(Kind.BEFORE, this::restore);
        }
        refuseIfInUse();
        new GraphPutBack(transaction, ledger, batch)
                .putBack(job.run(), (table, count) -> tally(table).updated += count);
        List<TableLoad> all = new ArrayList<>();
        tallies.forEach((table, tally) -> all.add(tally.of(new TableId(store, table))));
        return all;
    }

    private interface Step {
        void take(String table, List<Entry> entries);
    }

    private void each(Kind kind, Step step) {
        for (GraphChunk chunk : ledger.chunks(job.run(), EnumSet.of(kind))) {
            List<Entry> mine = handOver(chunk);
            for (int i = 0; i < mine.size(); i += batch) {
                step.take(chunk.table(), mine.subList(i, Math.min(mine.size(), i + batch)));
            }
            if (pieces.divisible()) {
                refuseIfInUse();
                ledger.settled(job.run(), chunk);
                pieces.wrote(mine.size());
            }
        }
    }

    /** What other runs count as theirs stays; from now on it is their undo that removes it. */
    private List<Entry> handOver(GraphChunk chunk) {
        List<Entry> mine = new ArrayList<>();
        Map<RunId, List<Entry>> theirs = new LinkedHashMap<>();
        for (Entry entry : chunk.entries()) {
            RunId heir = chunk.kind() == Kind.BEFORE ? null : shared.get(entry.id());
            if (heir == null) {
                mine.add(entry);
            } else {
                theirs.computeIfAbsent(heir, run -> new ArrayList<>()).add(entry);
                tally(chunk.table()).matched++;
            }
        }
        theirs.forEach(
                (run, entries) -> ledger.write(run, List.of(GraphChunk.of(chunk.table(), chunk.kind(), entries))));
        return mine;
    }

    private GraphTally tally(String table) {
        return tallies.computeIfAbsent(table, name -> new GraphTally());
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    private void deleteRelationships(String table, List<Entry> entries) {
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        List<Record> found = transaction.run(
                "deleting " + table,
                "UNWIND $ids AS x MATCH ()-[r]->() WHERE elementId(r) = x WITH r, elementId(r) AS id, properties(r) AS"
                        + " properties DELETE r RETURN id, properties",
                Map.of("ids", ids(entries)));
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

    private void deleteNodes(String table, List<Entry> entries) {
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        Set<String> attached = new HashSet<>();
        List<Record> found = transaction.run(
                "deleting " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x WITH n, elementId(n) AS id, labels(n) AS labels,"
                        + " properties(n) AS properties, [(n)-[r]-() | elementId(r)] AS attached DETACH DELETE n"
                        + " RETURN id, labels, properties, attached",
                Map.of("ids", ids(entries)));
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
    private void deleteReferenceNodes(String table, List<Entry> entries) {
        List<Entry> going = new ArrayList<>();
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        for (Record row : nodes(table, entries)) {
            if (row.get("degree").asLong() > 0) {
                tally(table).matched++;
            } else {
                going.add(entry(byId, row));
            }
        }
        deleteNodes(table, going);
    }

    private List<Record> nodes(String table, List<Entry> entries) {
        return transaction.run(
                "reading " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x RETURN elementId(n) AS id, labels(n) AS labels,"
                        + " properties(n) AS properties, COUNT { (n)--() } AS degree",
                Map.of("ids", ids(entries)));
    }

    private static long contents(Record row) {
        return GraphDigest.of(GraphDigest.text(
                row.get("labels").asList(Value::asString), row.get("properties").asMap(value -> value)));
    }

    /** Whether somebody has changed what is about to be put back. */
    private void look(String table, List<Entry> entries) {
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        List<String> others = new ArrayList<>();
        for (Record row : nodes(table, entries)) {
            if (contents(row) != entry(byId, row).contents()) {
                changed.merge(table, 1L, Long::sum);
                others.add(row.get("id").asString());
            }
        }
        if (!others.isEmpty()) {
            foreign.changes(table, others);
        }
    }

    /** Takes away unique values that will be other ones: who had them before gets them back, and the graph asks at each statement. */
    private void release(String table, List<Entry> entries) {
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        Map<String, List<String>> released = new LinkedHashMap<>();
        for (Record row : unique.isEmpty() ? List.<Record>of() : nodes(table, entries)) {
            Map<String, Value> then = GraphImage.read(entry(byId, row).before());
            List<String> labels = row.get("labels").asList(Value::asString);
            unique.stream()
                    .filter(each -> labels.contains(each.label()))
                    .flatMap(each -> each.properties().stream())
                    .distinct()
                    .filter(name -> !row.get("properties").get(name).equals(then.getOrDefault(name, Values.NULL)))
                    .forEach(name -> released.computeIfAbsent(name, property -> new ArrayList<>())
                            .add(row.get("id").asString()));
        }
        released.forEach((name, ids) -> transaction.run(
                "releasing unique values of " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x REMOVE n." + GraphTable.quoted(name),
                Map.of("ids", ids)));
    }

    private void restore(String table, List<Entry> entries) {
        List<Map<String, Object>> images = new ArrayList<>();
        entries.forEach(entry -> images.add(Map.of("id", entry.id(), "p", GraphImage.read(entry.before()))));
        List<Record> restored = transaction.run(
                "restoring " + table,
                "UNWIND $rows AS x MATCH (n) WHERE elementId(n) = x.id SET n = x.p RETURN properties(n) AS properties",
                Map.of("rows", images));
        for (int i = 0; i < restored.size(); i++) {
            Map<String, Value> now = restored.get(i).get("properties").asMap(value -> value);
            Map<String, Value> then = GraphImage.read(entries.get(i).before());
            if (restored.size() != entries.size()
                    || !GraphDigest.text(List.of(), now).equals(GraphDigest.text(List.of(), then))) {
                throw LoadException.of(LoaderCode.NOT_VERIFIED, table + ": previous properties could not be put back");
            }
        }
        tally(table).updated += restored.size();
    }

    private void refuseIfInUse() {
        List<String> reasons = NeoUndoCheck.reasons(changed, used);
        if (!reasons.isEmpty() && !job.force()) {
            throw LoadException.of(LoaderCode.UNDO_REFUSED, String.join(", ", reasons));
        }
        foreign.problem().ifPresent(failure -> {
            throw LoadException.of(
                    new Failure(FailureCategory.BLOCKING, failure.code(), failure.message(), failure.hint()));
        });
        reasons.forEach(reason -> LOG.warnf("forced undo of %s in store %s takes along: %s", job.run(), store, reason));
    }
}
