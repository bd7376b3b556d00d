package dev.datamig.loader.neo4j;

import dev.datamig.loader.neo4j.GraphChunk.Entry;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Whose a node is that is found under an element id of the ledger. The graph gives the ids of what was deleted to what is made later:
 * where a tester has deleted a node of the run, one of the tester's own may have its id by now.
 */
enum Whose {
    /** The ledger's own, changed or not. */
    OURS,
    /** Its key is another one but it has a label of the table: the ledger's own with another key, or another one in its place. */
    UNSURE,
    /** Another one that has got the id. The ledger's own is gone. */
    OTHERS;

    /** @param row with {@code labels} and {@code properties} */
    static Whose of(GraphChunk chunk, Entry entry, Record row) {
        return of(
                chunk,
                entry,
                row.get("labels").asList(Value::asString),
                row.get("properties").asMap(value -> value));
    }

    static Whose of(GraphChunk chunk, Entry entry, List<String> labels, Map<String, Value> properties) {
        boolean keyed = entry.key() != 0;
        boolean known = !keyed || !chunk.names().isEmpty();
        if (!known || keyed && GraphDigest.of(GraphDigest.key(chunk.names(), properties)) == entry.key()) {
            return OURS;
        }
        if (!alike(chunk.table(), labels)) {
            return OTHERS;
        }
        return keyed ? UNSURE : OURS;
    }

    /** Whether one of the labels is among those that the table's name is made of. */
    private static boolean alike(String table, List<String> labels) {
        String names = "&" + table + "&";
        return labels.isEmpty()
                ? table.equals("~")
                : labels.stream()
                        .anyMatch(label -> names.contains("&" + label + "&")
                                || names.contains("&" + GraphTable.quoted(label) + "&"));
    }
}
