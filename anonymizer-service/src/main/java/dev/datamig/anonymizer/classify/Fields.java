package dev.datamig.anonymizer.classify;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a composite column that have none of their own, each as a column of a table that is called after the type around it. */
public final class Fields {

    /**
     * @param path names of fields from the column on
     * @param around the type as a table
     */
    public record Field(List<String> path, TableSchema around, ColumnSchema column, ColumnSample sample) {}

    private final TableSchema table;
    private final Map<List<String>, List<String>> values = new LinkedHashMap<>();
    private final List<Field> out = new ArrayList<>();

    private Fields(TableSchema table) {
        this.table = table;
    }

    /** All of them, in the type's order, with what the sampled values hold; values that were cut tell nothing. */
    public static List<Field> of(TableSchema table, ColumnSchema column, ColumnSample sample) {
        var fields = new Fields(table);
        sample.values()
                .forEach(value -> CompositeText.map(column, value, (path, field, text) -> {
                    fields.values
                            .computeIfAbsent(path, key -> new ArrayList<>())
                            .add(text);
                    return text;
                }));
        fields.collect(column, List.of());
        return List.copyOf(fields.out);
    }

    private void collect(ColumnSchema of, List<String> path) {
        TableSchema around = around(of);
        for (ColumnSchema field : of.fields()) {
            var own = new ArrayList<>(path);
            own.add(field.name());
            if (field.composite()) {
                collect(field, own);
            } else {
                List<String> sampled = values.getOrDefault(own, List.of());
                out.add(new Field(List.copyOf(own), around, field, ColumnSample.of(sampled)));
            }
        }
    }

    /** Called after the type where that says whom or what it is about, else after table and column. */
    private TableSchema around(ColumnSchema of) {
        String type = of.baseType().startsWith("_") ? of.baseType().substring(1) : of.baseType();
        List<String> words = NameTokens.of(type);
        boolean telling = Vocabulary.anyPerson(words) || Vocabulary.anyThing(words);
        String local = table.id()
                .name()
                .substring(table.id().name().lastIndexOf('.') + 1)
                .replace("\"", "");
        return new TableSchema(
                new TableId(table.id().store(), telling ? type : local + "_" + of.name() + "_" + type),
                TableKind.TABLE,
                of.fields(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
