package dev.datamig.extractor.neo4j;

import dev.datamig.extractor.rows.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Which labels the nodes have that were found so far, a compressed set of nodes for each set of labels. A step from students then
 * asks the graph about the students alone, and about nothing when there are none among the nodes at hand.
 */
final class SeenNodes {

    /** What every query that finds nodes returns about a node {@code n}; {@link #add} reads it. */
    static String found(GraphSource source) {
        return "labels(n) AS labels, collect(" + source.name("n") + ") AS ids";
    }

    private final Map<Set<String>, RowSet> byLabels = new HashMap<>();

    /** Takes note of a record with {@code labels} and {@code ids}. @return the nodes */
    RowSet add(GraphSource source, Record row) {
        RowSet nodes = new RowSet();
        row.get("ids").values().forEach(id -> nodes.add(source.node(id)));
        add(row, nodes);
        return nodes;
    }

    /** Takes note of nodes that have the record's {@code labels}. */
    synchronized void add(Record row, RowSet nodes) {
        byLabels.computeIfAbsent(Set.copyOf(row.get("labels").asList(Value::asString)), labels -> new RowSet())
                .addAll(nodes);
    }

    /** The nodes, all of them found before, by their sets of labels; only sets that some of them have. */
    synchronized Map<Set<String>, RowSet> byLabels(RowSet nodes) {
        Map<Set<String>, RowSet> groups = new HashMap<>();
        RowSet left = nodes.copy();
        byLabels.forEach((labels, found) -> {
            RowSet group = left.intersect(found);
            if (!group.isEmpty()) {
                groups.put(labels, group);
                left.removeAll(group);
            }
        });
        return groups;
    }

    /** Those of the nodes, all of them found before, that have all of these labels. */
    synchronized RowSet having(List<String> labels, RowSet nodes) {
        if (labels.isEmpty()) {
            return nodes;
        }
        RowSet having = new RowSet();
        byLabels.forEach((seen, found) -> {
            if (seen.containsAll(labels)) {
                having.addAll(nodes.intersect(found));
            }
        });
        return having;
    }
}
