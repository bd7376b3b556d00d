package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.neo4j.KeyLabels.Unique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;

/**
 * Nodes that are there and keep an undo from putting others back as they were: with the key of one that a refresh took away, or with a
 * value that the target allows once and that such a node, or one that was overwritten, gets back.
 */
final class GraphInTheWay {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final int batch;
    private final List<Unique> unique;

    GraphInTheWay(NeoTransaction transaction, NeoLedger ledger, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.batch = batch;
        this.unique = new KeyLabels(transaction, Map.of()).unique();
    }

    /**
     * How many of which table.
     *
     * @param but element ids of nodes that the undo takes away or gives other values
     * @param passed of overwritten nodes to which it gives nothing back
     */
    Map<String, Long> of(RunId run, Set<String> but, Set<String> passed) {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        for (GraphChunk chunk : ledger.chunks(run, GraphBefore.RETURNING)) {
            Map<Unique, List<Map<String, Object>>> asked = new HashMap<>();
            chunk.entries().stream()
                    .filter(entry -> chunk.kind() == Kind.REMOVED_NODE || !passed.contains(entry.id()))
                    .forEach(entry -> ask(chunk, entry, asked));
            asked.forEach((values, rows) -> {
                for (int i = 0; i < rows.size(); i += batch) {
                    Set<String> there = there(values, rows.subList(i, Math.min(rows.size(), i + batch)));
                    there.removeAll(but);
                    all.computeIfAbsent(chunk.table(), table -> new HashSet<>()).addAll(there);
                }
            });
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        all.forEach((table, nodes) -> {
            if (!nodes.isEmpty()) {
                counts.put(table, (long) nodes.size());
            }
        });
        return counts;
    }

    private void ask(GraphChunk chunk, Entry entry, Map<Unique, List<Map<String, Object>>> asked) {
        boolean comes = chunk.kind() == Kind.REMOVED_NODE;
        GraphBefore.Then then = GraphBefore.Then.of(chunk, entry);
        List<Unique> values = new ArrayList<>(unique);
        values.removeIf(each -> !comes && chunk.names().containsAll(each.properties())
                || !then.labels().isEmpty() && !then.labels().contains(each.label()));
        if (comes && !chunk.names().isEmpty()) {
            then.labels().stream().findFirst().ifPresent(label -> values.add(new Unique(label, chunk.names())));
        }
        for (Unique each : values) {
            Value value = UniqueValues.value(each, then.properties());
            if (value != null) {
                asked.computeIfAbsent(each, unique -> new ArrayList<>())
                        .add(Map.of("id", comes ? "" : entry.id(), "v", value));
            }
        }
    }

    /** A node that was overwritten has the label still, where labels were not changed. */
    private Set<String> there(Unique values, List<Map<String, Object>> rows) {
        String label = GraphTable.quoted(values.label());
        Set<String> ids = new HashSet<>();
        transaction
                .run(
                        "looking for nodes in the way of those that come back",
                        "UNWIND $rows AS x MATCH (n:" + label + " {" + values.pattern("x.v")
                                + "}) WHERE elementId(n) <> x.id"
                                + " AND (x.id = '' OR EXISTS { MATCH (m) WHERE elementId(m) = x.id AND m:" + label
                                + " }) RETURN elementId(n) AS id",
                        Map.of("rows", rows))
                .forEach(row -> ids.add(row.get("id").asString()));
        return ids;
    }
}
