package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Looks whether a run could be taken out of a graph, by reading alone: what testers changed or attached. */
final class NeoUndoCheck {

    private static final EnumSet<Kind> GOING_OR_RESTORED = goingOrRestored();

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final int batch;
    private final Map<String, Long> changed = new LinkedHashMap<>();
    private final Map<String, Long> used = new LinkedHashMap<>();
    private final DigestBag relationships = new DigestBag();

    NeoUndoCheck(NeoTransaction transaction, NeoLedger ledger, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.batch = batch;
    }

    private static EnumSet<Kind> goingOrRestored() {
        EnumSet<Kind> kinds = EnumSet.of(Kind.NODE, Kind.REFERENCE_NODE);
        kinds.addAll(GraphBefore.KINDS);
        return kinds;
    }

    /** Empty when nothing stands in the way. */
    Optional<LoadException> refusal(RunId run) {
        Set<String> shared = ledger.sharedByOthers(run).keySet();
        each(run, Kind.RELATIONSHIP, shared, this::relationships);
        Set<String> passed = new GraphPassedOn(ledger, run).nodes();
        GraphBefore.KINDS.forEach(
                kind -> each(run, kind, passed, (chunk, entries) -> nodes(chunk, entries, Role.RESTORED)));
        each(run, Kind.NODE, shared, (chunk, entries) -> nodes(chunk, entries, Role.GOING));
        each(run, Kind.REFERENCE_NODE, shared, (chunk, entries) -> nodes(chunk, entries, Role.GOING_UNLESS_USED));
        Set<String> but = new HashSet<>();
        for (GraphChunk chunk : ledger.chunks(run, GOING_OR_RESTORED)) {
            boolean restored = GraphBefore.KINDS.contains(chunk.kind());
            chunk.entries().stream()
                    .map(Entry::id)
                    .filter(id -> restored ? !passed.contains(id) : !shared.contains(id))
                    .forEach(but::add);
        }
        but.addAll(new GraphBroughtAgain(transaction, ledger, batch).of(run).values());
        List<String> reasons =
                reasons(changed, used, new GraphInTheWay(transaction, ledger, batch).of(run, but, passed));
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(LoadException.of(LoaderCode.UNDO_REFUSED, String.join(", ", reasons)));
    }

    /** In words, with tables and numbers. */
    static List<String> reasons(Map<String, Long> changed, Map<String, Long> used, Map<String, Long> inTheWay) {
        List<String> reasons = new ArrayList<>();
        changed.forEach((table, count) -> reasons.add(count + " of " + table + " changed since"));
        used.forEach((table, count) -> reasons.add(count + " of " + table + " with relationships of others"));
        inTheWay.forEach((table, count) -> reasons.add(count + " of " + table + " in the way of nodes that come back"));
        return reasons;
    }

    private interface Look {
        void at(GraphChunk chunk, Map<String, Entry> entries);
    }

    private void each(RunId run, Kind kind, Set<String> shared, Look look) {
        for (GraphChunk chunk : ledger.chunks(run, EnumSet.of(kind))) {
            Map<String, Entry> some = new HashMap<>();
            for (Entry entry : chunk.entries()) {
                if (!shared.contains(entry.id())) {
                    some.put(entry.id(), entry);
                }
                if (some.size() == batch) {
                    look.at(chunk, some);
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                look.at(chunk, some);
            }
        }
    }

    /** One of another type or between other nodes has only got the id. */
    private void relationships(GraphChunk chunk, Map<String, Entry> entries) {
        for (Record row : transaction.run(
                "reading " + chunk.table(),
                "UNWIND $ids AS x MATCH (a)-[r]->(b) WHERE elementId(r) = x RETURN elementId(r) AS id,"
                        + " type(r) AS type, properties(r) AS properties, elementId(a) AS a, elementId(b) AS b",
                Map.of("ids", List.copyOf(entries.keySet())))) {
            String start = row.get("a").asString();
            String end = row.get("b").asString();
            List<String> ends = entry(entries, row).ends();
            if (!ends.isEmpty()
                    && !(ends.equals(List.of(start, end))
                            && chunk.names().contains(row.get("type").asString()))) {
                continue;
            }
            relationships.add(start);
            if (!end.equals(start)) {
                relationships.add(end);
            }
            compare(chunk.table(), entries, row, List.of());
        }
    }

    private static Entry entry(Map<String, Entry> entries, Record row) {
        return Objects.requireNonNull(entries.get(row.get("id").asString()));
    }

    /** What becomes of nodes. Those that something is put back into have to be there. */
    private enum Role {
        GOING,
        GOING_UNLESS_USED,
        RESTORED
    }

    private void nodes(GraphChunk chunk, Map<String, Entry> entries, Role role) {
        String table = chunk.table();
        long missing = entries.size();
        for (Record row : transaction.run(
                "reading " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x RETURN elementId(n) AS id, labels(n) AS labels,"
                        + " properties(n) AS properties, COUNT { (n)--() } AS degree",
                Map.of("ids", List.copyOf(entries.keySet())))) {
            Whose whose = Whose.of(chunk, entry(entries, row), row);
            if (whose == Whose.OTHERS) {
                continue;
            }
            missing--;
            boolean attached = row.get("degree").asLong()
                    > relationships.count(row.get("id").asString());
            if (whose == Whose.UNSURE) {
                changed.merge(table, 1L, Long::sum);
                continue;
            }
            if (attached && role == Role.GOING_UNLESS_USED) {
                continue;
            }
            compare(table, entries, row, row.get("labels").asList(Value::asString));
            if (attached && role == Role.GOING) {
                used.merge(table, 1L, Long::sum);
            }
        }
        if (role == Role.RESTORED && missing > 0) {
            changed.merge(table, missing, Long::sum);
        }
    }

    private void compare(String table, Map<String, Entry> entries, Record row, List<String> labels) {
        String contents = GraphDigest.text(labels, row.get("properties").asMap(value -> value));
        if (GraphDigest.of(contents) != entry(entries, row).contents()) {
            changed.merge(table, 1L, Long::sum);
        }
    }
}
