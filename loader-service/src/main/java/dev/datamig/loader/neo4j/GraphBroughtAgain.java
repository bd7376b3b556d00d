package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Nodes that a refresh took away and that a run of another district has brought again since, with the same key, labels and properties: a
 * pupil who has moved. When the refresh is undone they are there already and stay the other's; the runs to which the undo leads back count
 * on them from then on, as if they had found them there.
 */
final class GraphBroughtAgain {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final int batch;

    GraphBroughtAgain(NeoTransaction transaction, NeoLedger ledger, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.batch = batch;
    }

    /** By the element ids that they had those that they have now. */
    Map<String, String> of(RunId run) {
        Map<String, String> there = new HashMap<>();
        for (GraphChunk chunk : ledger.chunks(run, EnumSet.of(Kind.REMOVED_NODE))) {
            if (!chunk.names().isEmpty()) {
                Map<String, List<Entry>> alike = new HashMap<>();
                chunk.entries()
                        .forEach(entry -> alike.computeIfAbsent(
                                        RemovedImage.parse(entry.before()).written(), labels -> new ArrayList<>())
                                .add(entry));
                alike.forEach((labels, entries) -> {
                    for (int i = 0; i < entries.size(); i += batch) {
                        there(chunk, labels, entries.subList(i, Math.min(entries.size(), i + batch)), there);
                    }
                });
            }
        }
        if (!there.isEmpty()) {
            Set<String> theirs = ledger.broughtByOthers(ledger.district(run));
            there.values().removeIf(id -> !theirs.contains(id));
        }
        return there;
    }

    private void there(GraphChunk chunk, String labels, List<Entry> some, Map<String, String> into) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Map<String, Value> properties =
                    GraphImage.read(RemovedImage.parse(some.get(i).before()).properties());
            if (properties.keySet().containsAll(chunk.names())) {
                rows.add(Map.of(
                        "i", i, "v", chunk.names().stream().map(properties::get).toList()));
            }
        }
        String key = new KeyLabels.Unique(labels, chunk.names()).pattern("x.v");
        for (Record row : transaction.run(
                "looking for nodes that others have brought again",
                "UNWIND $rows AS x MATCH (n" + labels + " {" + key
                        + "}) RETURN x.i AS i, elementId(n) AS id, labels(n) AS labels, properties(n) AS properties",
                Map.of("rows", rows))) {
            Entry entry = some.get(row.get("i").asInt());
            if (GraphRefresh.contents(row) == entry.contents()) {
                into.put(entry.id(), row.get("id").asString());
            }
        }
    }
}
