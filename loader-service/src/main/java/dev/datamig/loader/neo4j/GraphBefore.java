package dev.datamig.loader.neo4j;

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
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Puts previous properties, and labels where these were changed too, back into the nodes that a run overwrote. */
final class GraphBefore {

    static final EnumSet<Kind> KINDS =
            EnumSet.of(Kind.BEFORE, Kind.RELABELLED, Kind.RETURNED, Kind.RETURNED_RELABELLED);

    /** Of nodes that an undo puts back or gives what they held. */
    static final EnumSet<Kind> RETURNING =
            EnumSet.of(Kind.REMOVED_NODE, Kind.BEFORE, Kind.RELABELLED, Kind.RETURNED, Kind.RETURNED_RELABELLED);

    private final NeoTransaction transaction;
    private final OwnNodes own;
    private final Map<String, Long> changed;
    private final ForeignContents foreign;
    private final List<KeyLabels.Unique> unique;
    private final Map<String, List<String>> labels = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    /** @param changed by table, what somebody has changed since @param foreign is told of these as well */
    GraphBefore(NeoTransaction transaction, OwnNodes own, Map<String, Long> changed, ForeignContents foreign) {
        this.transaction = transaction;
        this.own = own;
        this.changed = changed;
        this.foreign = foreign;
        this.unique = new KeyLabels(transaction, Map.of()).unique();
    }

    /** What a node was. @param labels empty where they were not changed */
    record Then(List<String> labels, Map<String, Value> properties) {

        static Then of(GraphChunk chunk, Entry entry) {
            if (!chunk.kind().relabelled() && chunk.kind() != Kind.REMOVED_NODE) {
                return new Then(List.of(), GraphImage.read(entry.before()));
            }
            RemovedImage image = RemovedImage.parse(entry.before());
            return new Then(image.labels(), GraphImage.read(image.properties()));
        }
    }

    /** Whether somebody has changed or deleted what is about to be put back. */
    void look(GraphChunk chunk, List<Entry> entries) {
        Map<String, Entry> byId = OwnNodes.byId(entries);
        List<String> others = new ArrayList<>();
        Set<String> missing = new HashSet<>(byId.keySet());
        for (Record row : own.read(chunk, entries)) {
            String id = row.get("id").asString();
            missing.remove(id);
            List<String> now = row.get("labels").asList(Value::asString);
            long contents =
                    GraphDigest.of(GraphDigest.text(now, row.get("properties").asMap(value -> value)));
            if (contents != OwnNodes.entry(byId, row).contents()) {
                changed.merge(chunk.table(), 1L, Long::sum);
                others.add(id);
            }
            if (chunk.kind().relabelled()) {
                labels.put(id, now);
            }
        }
        if (!others.isEmpty()) {
            foreign.changes(chunk.table(), others);
        }
        gone.addAll(missing);
        missing.removeIf(own::unsure);
        if (!missing.isEmpty()) {
            changed.merge(chunk.table(), (long) missing.size(), Long::sum);
        }
    }

    /** A forced undo leaves it at that when somebody has deleted a node. */
    private List<Entry> there(List<Entry> entries) {
        return entries.stream().filter(entry -> !gone.contains(entry.id())).toList();
    }

    /** Takes away unique values that will be other ones: who had them before gets them back, and the graph asks at each statement. */
    void release(GraphChunk chunk, List<Entry> all) {
        List<Entry> entries = there(all);
        Map<String, Entry> byId = OwnNodes.byId(entries);
        Map<String, List<String>> released = new LinkedHashMap<>();
        for (Record row : unique.isEmpty() ? List.<Record>of() : own.read(chunk, entries)) {
            Map<String, Value> then = Then.of(chunk, OwnNodes.entry(byId, row)).properties();
            KeyLabels.given(
                            unique,
                            row.get("labels").asList(Value::asString),
                            row.get("properties").asMap(value -> value),
                            then)
                    .forEach(name -> released.computeIfAbsent(name, property -> new ArrayList<>())
                            .add(row.get("id").asString()));
        }
        KeyLabels.release(transaction, chunk.table(), released);
    }

    /** @return how many nodes are as they were */
    long restore(GraphChunk chunk, List<Entry> all) {
        Map<String, List<Entry>> bySetting = new LinkedHashMap<>();
        there(all)
                .forEach(entry -> bySetting
                        .computeIfAbsent(setting(chunk, entry), setting -> new ArrayList<>())
                        .add(entry));
        long restored = 0;
        for (Map.Entry<String, List<Entry>> some : bySetting.entrySet()) {
            restored += restore(chunk, some.getKey(), some.getValue());
        }
        return restored;
    }

    private String setting(GraphChunk chunk, Entry entry) {
        return !chunk.kind().relabelled()
                ? ""
                : GraphTable.relabel(
                        labels.getOrDefault(entry.id(), List.of()),
                        Then.of(chunk, entry).labels());
    }

    private long restore(GraphChunk chunk, String setting, List<Entry> entries) {
        List<Then> then = entries.stream().map(entry -> Then.of(chunk, entry)).toList();
        List<Map<String, Object>> images = new ArrayList<>();
        for (int i = 0; i < then.size(); i++) {
            images.add(Map.of("id", entries.get(i).id(), "p", then.get(i).properties()));
        }
        List<Record> restored = transaction.run(
                "restoring " + chunk.table(),
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x MATCH (n) WHERE elementId(n) = x.id"
                        + " SET n = x.p" + setting
                        + " RETURN i, labels(n) AS labels, properties(n) AS properties ORDER BY i",
                Map.of("rows", images));
        boolean right = restored.size() == entries.size();
        for (int i = 0; right && i < restored.size(); i++) {
            right = text(then.get(i), restored.get(i))
                    .equals(GraphDigest.text(then.get(i).labels(), then.get(i).properties()));
        }
        if (!right) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED, chunk.table() + ": previous properties could not be put back");
        }
        return restored.size();
    }

    /** Of what there is now, as much as is to be put back. */
    private static String text(Then then, Record row) {
        return GraphDigest.text(
                then.labels().isEmpty() ? List.of() : row.get("labels").asList(Value::asString),
                row.get("properties").asMap(value -> value));
    }
}
