package dev.datamig.extractor.territory;

import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.SqlName;
import java.util.List;
import java.util.Optional;

/** Rows as people name them: by their keys. */
public final class RowKeys {

    private final Territory territory;

    /** A row as the closure names it. */
    public record Row(TableId table, long row) {}

    public RowKeys(Territory territory) {
        this.territory = territory;
    }

    /** The row with this key, one text per key column; for a graph the table is a label or labels joined by {@code &}. */
    public Optional<Row> find(String store, String table, List<String> key) {
        for (Place place : territory.places()) {
            if (place.store().name().equals(store)) {
                return switch (place) {
                    case Place.Postgres database -> find(database, table, key);
                    case Place.Graph graph ->
                        graph.navigator().find(graph.store().keys(), List.of(table.split("&")), key).stream()
                                .mapToObj(row -> new Row(graph.nodes(), row))
                                .findFirst();
                };
            }
        }
        return Optional.empty();
    }

    private static Optional<Row> find(Place.Postgres place, String name, List<String> key) {
        SqlName wanted = SqlName.parse(name);
        return place.catalog().tables().stream()
                .filter(table -> table.id().name().equals(name) || wanted.names(table))
                .findFirst()
                .flatMap(table -> place.navigator().find(table, key).stream()
                        .mapToObj(row -> new Row(table.id(), row))
                        .findFirst());
    }

    /** A row of a chain with its key. */
    public Outcome.Step describe(TableId table, long row, String because) {
        for (Place place : territory.places()) {
            if (place instanceof Place.Graph graph && graph.nodes().equals(table)) {
                var named = graph.navigator().describe(graph.store().keys(), row);
                return new Outcome.Step(new TableId(table.store(), named.labels()), named.key(), because);
            }
            if (place instanceof Place.Postgres database
                    && database.store().name().equals(table.store())) {
                PgTable found = database.catalog().table(table).orElseThrow();
                return new Outcome.Step(table, database.navigator().key(found, row), because);
            }
        }
        throw new IllegalStateException("not a table of this territory: " + table);
    }
}
