package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Puts back what a refresh took away. The graph gives new element ids to what is created anew, so that the ledgers of the runs
 * before are told of them: they can be undone as well.
 */
final class GraphPutBack {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final int batch;
    private final Map<String, String> moved = new HashMap<>();

    GraphPutBack(NeoTransaction transaction, NeoLedger ledger, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.batch = batch;
    }

    /**
     * @param again by the element ids that they had nodes that are there again, with those that they have now
     * @param tally is told how many of which table were put back
     */
    void putBack(RunId run, Map<String, String> again, ObjLongConsumer<String> tally) {
        moved.putAll(again);
        each(
                run,
                Kind.REMOVED_NODE,
                (chunk, written, some) -> tally.accept(
                        chunk.table(),
                        nodes(
                                chunk.table(),
                                written,
                                some.stream()
                                        .filter(entry -> !again.containsKey(entry.id()))
                                        .toList())));
        each(
                run,
                Kind.REMOVED_RELATIONSHIP,
                (chunk, written, some) -> tally.accept(chunk.table(), relationships(chunk.table(), written, some)));
        if (!moved.isEmpty()) {
            List<RunId> before = ledger.before(run);
            Set<String> there = Set.copyOf(again.values());
            ledger.move(before, renamed(run, moved, there));
            before.forEach(earlier -> ledger.share(earlier, there));
        }
    }

    /**
     * The new ids for the runs before. Where these speak of something else under one of them, that was deleted long ago and the graph
     * has given its id anew: it gets a name that nothing in the graph has.
     *
     * @param there those that others have brought
     */
    static Map<String, String> renamed(RunId run, Map<String, String> moved, Set<String> there) {
        Map<String, String> all = new HashMap<>(moved);
        moved.values().stream().filter(id -> !there.contains(id)).forEach(id -> all.putIfAbsent(id, id + "~" + run));
        return all;
    }

    private interface Step {
        void take(GraphChunk chunk, String written, List<Entry> some);
    }

    private void each(RunId run, Kind kind, Step step) {
        for (GraphChunk chunk : ledger.chunks(run, EnumSet.of(kind))) {
            Map<String, List<Entry>> alike = new LinkedHashMap<>();
            chunk.entries()
                    .forEach(entry -> alike.computeIfAbsent(
                                    RemovedImage.parse(entry.before()).written(), written -> new ArrayList<>())
                            .add(entry));
            alike.forEach((written, entries) -> {
                for (int i = 0; i < entries.size(); i += batch) {
                    step.take(chunk, written, entries.subList(i, Math.min(entries.size(), i + batch)));
                }
            });
        }
    }

    private long nodes(String table, String labels, List<Entry> some) {
        if (some.isEmpty()) {
            return 0;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        some.forEach(entry -> rows.add(
                Map.of("p", GraphImage.read(RemovedImage.parse(entry.before()).properties()))));
        List<Record> created = transaction.run(
                "putting back " + table,
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x CREATE (n" + labels
                        + ") SET n = x.p RETURN i, elementId(n) AS id, labels(n) AS labels, properties(n) AS properties"
                        + " ORDER BY i",
                Map.of("rows", rows));
        return settled(table, some, created);
    }

    private long relationships(String table, String type, List<Entry> some) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry entry : some) {
            RemovedImage image = RemovedImage.parse(entry.before()).moved(moved);
            rows.add(Map.of("a", image.start(), "b", image.end(), "p", GraphImage.read(image.properties())));
        }
        List<Record> created = transaction.run(
                "putting back " + table,
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x MATCH (a) WHERE elementId(a) = x.a"
                        + " MATCH (b) WHERE elementId(b) = x.b CREATE (a)-[r" + type + "]->(b) SET r = x.p"
                        + " RETURN i, elementId(r) AS id, [] AS labels, properties(r) AS properties ORDER BY i",
                Map.of("rows", rows));
        return settled(table, some, created);
    }

    /** All are there, as they were. */
    private long settled(String table, List<Entry> some, List<Record> created) {
        boolean right = created.size() == some.size();
        for (int i = 0; right && i < some.size(); i++) {
            Record row = created.get(i);
            String text = GraphDigest.text(
                    row.get("labels").asList(Value::asString),
                    row.get("properties").asMap(value -> value));
            right = GraphDigest.of(text) == some.get(i).contents();
            moved.put(some.get(i).id(), row.get("id").asString());
        }
        if (!right) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    table + ": " + created.size() + " of " + some.size()
                            + " that a refresh took away were put back as they were");
        }
        return created.size();
    }
}
