package dev.datamig.extractor.catalog;

import dev.datamig.contracts.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * A column, with what only SQL has to know of it.
 *
 * @param schema as it travels
 * @param sql its name as SQL writes it
 * @param collation the collation's qualified name, absent for types without
 * @param deterministic whether strings that are equal have the same bytes (true for what is no string)
 * @param indexed whether an index on all rows begins with it
 * @param textCast whether {@code ::text} runs something else than the type's output function
 * @param defaultText the default's or generation's expression, for analysis
 */
public record PgColumn(
        ColumnSchema schema,
        String sql,
        @Nullable String collation,
        boolean deterministic,
        boolean indexed,
        boolean textCast,
        @Nullable String defaultText) {

    public String name() {
        return schema.name();
    }
}
