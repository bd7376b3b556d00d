package dev.datamig.anonymizer.staging;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;

/** The columns of the files beside a batch. */
final class SideColumns {

    static final List<ColumnSchema> FINGERPRINTS =
            List.of(number("row"), text("column"), text("kind"), number("fingerprint"));
    static final List<ColumnSchema> NAMES = List.of(text("kind"), text("word"));

    private SideColumns() {}

    private static ColumnSchema number(String name) {
        return new ColumnSchema(name, "bigint", "int8", Physical.INT64, false, false, false, null, List.of(), null);
    }

    private static ColumnSchema text(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, false, false, false, null, List.of(), null);
    }
}
