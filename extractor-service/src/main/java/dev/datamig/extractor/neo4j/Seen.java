package dev.datamig.extractor.neo4j;

import dev.datamig.extractor.analysis.shape.ColumnShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** What was seen of one kind of nodes or relationships: which properties, of which types, in how many. */
final class Seen {

    private final List<String> labels;
    private final double scale;
    private final Map<String, TreeSet<String>> types = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long total;

    /** @param scale how many each one that was seen stands for */
    Seen(List<String> labels, double scale) {
        this.labels = labels;
        this.scale = scale;
    }

    /** Takes in a record of {@code shape} (pairs of name and {@code valueType()}) and {@code c}. */
    void add(Record row) {
        long count = row.get("c").asLong();
        total += count;
        for (List<String> property : row.get("shape").asList(pair -> pair.asList(Value::asString))) {
            types.computeIfAbsent(property.get(0), name -> new TreeSet<>())
                    .add(property.get(1).replace(" NOT NULL", ""));
            counts.merge(property.get(0), count, Long::sum);
        }
    }

    /** The one that was looked at more closely: nodes with several labels are sampled under each. */
    Seen closer(Seen other) {
        return other.scale < scale || (other.scale == scale && other.total > total) ? other : this;
    }

    List<String> labels() {
        return labels;
    }

    long rows() {
        return Math.round(total * scale);
    }

    /** Whether all were seen and not a sample. */
    boolean whole() {
        return scale == 1.0;
    }

    List<ColumnShape> columns() {
        return types.entrySet().stream()
                .map(each -> column(each.getKey(), String.join(" | ", each.getValue())))
                .toList();
    }

    private ColumnShape column(String name, String type) {
        boolean everywhere = counts.getOrDefault(name, 0L) == total;
        return new ColumnShape(name, type, type, type, null, !everywhere, null, null, null, null, List.of(), null);
    }
}
