package dev.datamig.loader.neo4j;

import dev.datamig.loader.neo4j.GraphChunk.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.neo4j.driver.Record;

/** Reads the nodes that the ledger speaks of. */
final class OwnNodes {

    private final NeoTransaction transaction;
    private final Map<String, Long> changed;
    private final Set<String> unsure = new HashSet<>();

    /** @param changed by table, is told of those that may be others' */
    OwnNodes(NeoTransaction transaction, Map<String, Long> changed) {
        this.transaction = transaction;
        this.changed = changed;
    }

    /** The ledger's own among the nodes that have their ids now: {@code id}, {@code labels}, {@code properties}, {@code degree}. */
    List<Record> read(GraphChunk chunk, List<Entry> entries) {
        return among(
                chunk,
                byId(entries),
                transaction.run(
                        "reading " + chunk.table(),
                        "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x RETURN elementId(n) AS id, labels(n) AS"
                                + " labels, properties(n) AS properties, COUNT { (n)--() } AS degree",
                        Map.of("ids", entries.stream().map(Entry::id).toList())));
    }

    /** The ledger's own among what was found. Those that may be others' count as changed, and stay even when an undo is forced. */
    List<Record> among(GraphChunk chunk, Map<String, Entry> byId, List<Record> found) {
        List<Record> ours = new ArrayList<>();
        for (Record row : found) {
            Whose whose = Whose.of(chunk, entry(byId, row), row);
            if (whose == Whose.OURS) {
                ours.add(row);
            } else if (whose == Whose.UNSURE && unsure.add(row.get("id").asString())) {
                changed.merge(chunk.table(), 1L, Long::sum);
            }
        }
        return ours;
    }

    /** Whether somebody else's node may have the id by now. */
    boolean unsure(String id) {
        return unsure.contains(id);
    }

    static Map<String, Entry> byId(List<Entry> entries) {
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return byId;
    }

    static Entry entry(Map<String, Entry> byId, Record row) {
        return Objects.requireNonNull(byId.get(row.get("id").asString()));
    }
}
