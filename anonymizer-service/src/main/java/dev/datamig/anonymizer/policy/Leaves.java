package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.Classifier;
import dev.datamig.anonymizer.classify.ColumnSample;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.JsonLeaves;
import dev.datamig.anonymizer.classify.JsonLeaves.Leaf;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What stands inside the JSON documents of a column, as far as it looks personal. */
final class Leaves {

    /** @param path keys from the document's top */
    record Found(List<String> path, JsonLeaves.Kind kind, Classification what) {}

    private static final int NAMED = 5;

    private Leaves() {}

    /** The personal paths; none where the column holds no JSON. */
    static List<Found> of(Classifier classifier, TableSchema table, ColumnSchema column, ColumnSample sample) {
        ColumnShape shape = ColumnShape.of(column);
        boolean json = shape == ColumnShape.JSON || shape == ColumnShape.TEXT && JsonLeaves.documents(sample.values());
        if (!json) {
            return List.of();
        }
        List<Leaf> all = JsonLeaves.of(sample.values());
        var out = new ArrayList<Found>();
        for (Leaf leaf : all) {
            Classification what = classifier.classifyLeaf(table, column, leaf, all);
            if (what.dataClass() != null && !leaf.path().isEmpty()) {
                out.add(new Found(leaf.path(), leaf.kind(), what));
            }
        }
        return List.copyOf(out);
    }

    /** The column's own class: a text that holds documents with personal values is JSON. */
    static Classification ofColumn(Classification column, List<Found> found) {
        boolean open = column.dataClass() == null || column.dataClass() == DataClass.FREE_TEXT;
        if (found.isEmpty() || !open && column.dataClass() != DataClass.JSON) {
            return column;
        }
        String paths = found.stream()
                .limit(NAMED)
                .map(leaf -> LeafPlan.shown("", leaf.path()) + " " + leaf.what().dataClass())
                .collect(Collectors.joining(", "));
        String more = found.size() > NAMED ? " and " + (found.size() - NAMED) + " more" : "";
        return new Classification(
                DataClass.JSON, 0.9, "JSON documents; personal inside: " + paths + more, column.sampled());
    }
}
