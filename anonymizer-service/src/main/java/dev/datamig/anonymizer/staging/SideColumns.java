package dev.datamig.anonymizer.staging;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;

/** The columns of the file with names beside a batch. */
final class SideColumns {

    static final List<ColumnSchema> NAMES = List.of(text("kind"), text("word"));

    private SideColumns() {}

    private static ColumnSchema text(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, false, false, false, null, List.of(), null);
    }
}
