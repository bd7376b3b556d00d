package dev.datamig.extractor.catalog;

import dev.datamig.contracts.schema.CheckSchema;
import java.util.List;

/**
 * What a table holds its rows to beside keys and references, for whoever changes values.
 *
 * @param checks its own conditions and those of its columns' domains
 * @param apart the columns of each unique index that is no plain key and of each exclusion constraint
 */
public record PgConstraints(List<CheckSchema> checks, List<List<String>> apart) {

    public static final PgConstraints NONE = new PgConstraints(List.of(), List.of());
}
