package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.Classifier;
import dev.datamig.anonymizer.classify.ColumnSample;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.Fields;
import dev.datamig.anonymizer.classify.Fields.Field;
import dev.datamig.anonymizer.classify.JsonLeaves;
import dev.datamig.anonymizer.classify.JsonLeaves.Leaf;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands inside the JSON documents and composite values of a column, as far as it looks personal. */
final class Leaves {

    /**
     * @param path keys from the document's top, or names of fields
     * @param type what the values are, for people to read
     * @param column the values as a column: inside JSON unlimited text
     */
    record Found(List<String> path, String type, ColumnSchema column, Classification what) {}

    private static final int NAMED = 5;

    private Leaves() {}

    /** The personal paths; none where the column holds neither JSON nor fields. */
    static List<Found> of(Classifier classifier, TableSchema table, ColumnSchema column, ColumnSample sample) {
        if (column.composite()) {
            return inFields(classifier, Fields.of(table, column, sample));
        }
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
                String type = "json " + leaf.kind().name().toLowerCase(Locale.ROOT);
                out.add(new Found(leaf.path(), type, PathRules.text(column.name()), what));
            }
        }
        return List.copyOf(out);
    }

    private static List<Found> inFields(Classifier classifier, List<Field> fields) {
        var out = new ArrayList<Found>();
        for (Field field : fields) {
            Classification what = classifier.classify(field.around(), field.column(), field.sample());
            if (what.dataClass() != null) {
                out.add(new Found(field.path(), field.column().sourceType(), field.column(), what));
            }
        }
        return List.copyOf(out);
    }

    /** The column's own class: a text that holds documents with personal values is JSON, a value with personal fields composite. */
    static Classification ofColumn(ColumnSchema schema, Classification column, List<Found> found) {
        if (schema.composite()) {
            return found.isEmpty() ? column : inside(DataClass.COMPOSITE, "fields; personal: ", column, found);
        }
        boolean open = column.dataClass() == null || column.dataClass() == DataClass.FREE_TEXT;
        if (found.isEmpty() || !open && column.dataClass() != DataClass.JSON) {
            return column;
        }
        return inside(DataClass.JSON, "JSON documents; personal inside: ", column, found);
    }

    private static Classification inside(DataClass dataClass, String what, Classification column, List<Found> found) {
        String paths = found.stream()
                .limit(NAMED)
                .map(leaf -> LeafPlan.shown("", leaf.path()) + " " + leaf.what().dataClass())
                .collect(Collectors.joining(", "));
        String more = found.size() > NAMED ? " and " + (found.size() - NAMED) + " more" : "";
        return new Classification(dataClass, 0.9, what + paths + more, column.sampled());
    }
}
