package dev.datamig.anonymizer.staging;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;

/** The columns of the file with names beside a batch. */
final class SideColumns {

    static final List<ColumnSchema> NAMES =
            List.of(column("kind", "text", Physical.TEXT), column("word", "bytea", Physical.BYTES));

    private SideColumns() {}

    private static ColumnSchema column(String name, String type, Physical physical) {
        return new ColumnSchema(name, type, type, physical, false, false, false, null, List.of(), null);
    }
}
