package dev.datamig.anonymizer.classify;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of composite types, and arrays of these, split into their fields as the type has them, through any nesting. What a text looks like decides
 * nothing: a field of text that reads like a row value is a text.
 */
public final class CompositeText {

    /** Sees each field that is not NULL and has no fields of its own. */
    @FunctionalInterface
    public interface FieldMapper {

        /**
         * @param path names of fields from the column on
         * @return what is to stand there, null for NULL
         */
        @Nullable
        String map(List<String> path, ColumnSchema field, String value);
    }

    private final FieldMapper mapper;
    private boolean whole = true;

    private CompositeText(FieldMapper mapper) {
        this.mapper = mapper;
    }

    /** The value with its fields mapped, and nothing else changed; nothing at all where its text has not the form of the column's type. */
    public static Optional<String> map(ColumnSchema column, String text, FieldMapper mapper) {
        var composite = new CompositeText(mapper);
        String mapped = composite.value(column, List.of(), text);
        return composite.whole && mapped != null ? Optional.of(mapped) : Optional.empty();
    }

    private @Nullable String value(ColumnSchema column, List<String> path, String text) {
        if (!column.composite()) {
            return mapper.map(path, column, text);
        }
        return column.baseType().startsWith("_")
                ? ArrayText.map(text, element -> row(column, path, element))
                : row(column, path, text);
    }

    private String row(ColumnSchema column, List<String> path, String text) {
        List<@Nullable String> fields = RecordText.fields(text).orElse(List.of());
        List<ColumnSchema> types = column.fields();
        if (fields.size() != types.size()) {
            whole = false;
            return text;
        }
        var mapped = new ArrayList<@Nullable String>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            mapped.add(field == null ? null : value(types.get(i), below(path, types.get(i)), field));
        }
        return mapped.equals(fields) ? text : RecordText.of(mapped);
    }

    private static List<String> below(List<String> path, ColumnSchema field) {
        var out = new ArrayList<>(path);
        out.add(field.name());
        return List.copyOf(out);
    }
}
