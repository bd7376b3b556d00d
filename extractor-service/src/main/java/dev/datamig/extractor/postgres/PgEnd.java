package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a reference across stores that lies in PostgreSQL; {@code when} restricts the rows that refer. */
public record PgEnd(
        PgTable table, List<PgColumn> columns, @Nullable String when) {

    public static PgEnd of(PgTable table, List<String> columns, @Nullable String when) {
        return new PgEnd(
                table,
                columns.stream().map(name -> table.column(name).orElseThrow()).toList(),
                when);
    }

    String whenOrTrue() {
        return when == null ? "true" : "(" + when + ")";
    }
}
