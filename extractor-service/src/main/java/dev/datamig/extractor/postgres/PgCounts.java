package dev.datamig.extractor.postgres;

import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.List;
import java.util.OptionalLong;

/** Counts rows, for whoever asks for exact numbers. */
public final class PgCounts {

    private final PgSource source;

    public PgCounts(PgSource source) {
        this.source = source;
    }

    /** How many rows of its own a table has; unknown when the account may not read it. */
    public OptionalLong of(TableShape table) {
        String rows = table.kind() == TableShape.Kind.PARTITIONED
                ? table.id().name()
                : "only " + table.id().name();
        return source
                .with(session -> session.queryIfAllowed(
                        "counting " + table.id().name(),
                        "select count(*) from " + rows,
                        List.of(),
                        row -> row.getLong(1)))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
