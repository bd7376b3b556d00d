package dev.datamig.extractor.territory;

import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.Explanation;
import dev.datamig.extractor.closure.Move;
import dev.datamig.extractor.rows.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as people name them: by their keys. */
public final class RowKeys {

    private final Territory territory;
    private final Map<String, Map<String, List<String>>> graphKeys = new HashMap<>();

    /** A row as the closure names it. */
    public record Row(TableId table, long row) {}

    public RowKeys(Territory territory) {
        this.territory = territory;
    }

    /**
     * The row with this key, one text per key column; for a graph the table is a label or labels joined by {@code &}.
     *
     * @throws ExtractionException when there is no such store, table or row, or this cannot be a key of it
     */
    public Row find(String store, String table, List<String> key) {
        Place place = territory.places().stream()
                .filter(each -> each.store().name().equals(store))
                .findFirst()
                .orElseThrow(() -> unknown("there is no store " + store));
        return switch (place) {
            case Place.Postgres database -> find(database, table, key);
            case Place.Graph graph -> find(graph, table, key);
        };
    }

    private static ExtractionException unknown(String what) {
        return new ExtractionException(ExtractorCode.UNKNOWN_TABLE, what);
    }

    private static ExtractionException malformed(String what) {
        return new ExtractionException(ExtractorCode.MALFORMED_KEY, what);
    }

    private static Row find(Place.Postgres place, String name, List<String> key) {
        PgTable table = table(place, name);
        List<String> columns = keyColumns(table);
        String where = "store " + place.store().name() + ", " + table.id().name();
        if (columns.isEmpty()) {
            throw malformed(where + " has neither a primary nor a unique key, so none of its rows can be named");
        }
        if (columns.size() != key.size()) {
            throw malformed(where + " has a key of " + columns.size() + " columns (" + String.join(", ", columns)
                    + "), not of " + key.size());
        }
        if (!place.navigator().admits(table, columns, key)) {
            throw malformed(where + ": the key (" + String.join(", ", columns) + ") cannot have such a value");
        }
        return first(table.id(), place.navigator().find(table, columns, key), where);
    }

    private static PgTable table(Place.Postgres place, String name) {
        SqlName wanted = SqlName.parse(name);
        List<PgTable> exact = place.catalog().tables().stream()
                .filter(table -> table.id().name().equals(name))
                .toList();
        List<PgTable> found = exact.isEmpty()
                ? place.catalog().tables().stream()
                        .filter(table -> table.isCalled(wanted))
                        .toList()
                : exact;
        if (found.size() != 1) {
            throw unknown("store " + place.store().name()
                    + (found.isEmpty() ? " has no table " : " has more than one table called ") + name
                    + (found.isEmpty() ? beyond(place) : ""));
        }
        return found.get(0);
    }

    private static String beyond(Place.Postgres place) {
        boolean all =
                place.store().exclude().isEmpty() && place.store().schemas().isEmpty();
        return all ? "" : ", or the landscape does not let it in (schemas, exclude)";
    }

    /** The primary key, else the first unique one. */
    private static List<String> keyColumns(PgTable table) {
        return table.primaryKey().isEmpty() && !table.uniqueKeys().isEmpty()
                ? table.uniqueKeys().get(0)
                : table.primaryKey();
    }

    private static Row first(TableId table, RowSet rows, String where) {
        if (rows.isEmpty()) {
            throw new ExtractionException(ExtractorCode.UNKNOWN_ROW, where + " has no row with this key");
        }
        return new Row(table, rows.iterator().nextLong());
    }

    private Row find(Place.Graph place, String labels, List<String> key) {
        Map<String, List<String>> keys = keys(place);
        List<String> named = LabelNames.split(labels);
        String where = "store " + place.store().name() + ", " + labels;
        List<List<String>> properties = named.stream()
                .filter(keys::containsKey)
                .map(label -> keys.getOrDefault(label, List.of()))
                .toList();
        if (properties.isEmpty()) {
            throw unknown("store " + place.store().name() + " has no key for nodes called " + labels);
        }
        if (properties.stream().noneMatch(each -> each.size() == key.size())) {
            throw malformed(where + " has a key of " + properties.get(0).size() + " properties ("
                    + String.join(", ", properties.get(0)) + "), not of " + key.size());
        }
        return first(place.nodes(), place.navigator().find(keys, named, key), where);
    }

    private Map<String, List<String>> keys(Place.Graph place) {
        return graphKeys.computeIfAbsent(
                place.store().name(),
                store -> place.navigator().keys(place.store().keys()));
    }

    /** A row of a chain with its key. */
    public Outcome.Step describe(Explanation.Step step) {
        return describe(step, how(step.by(), "the row before refers to it", "it refers to the row before"));
    }

    /** A row that was reached from the row below it, with its key. */
    public Outcome.Step describeAbove(Explanation.Step step) {
        return describe(step, how(step.by(), "the row refers to it", "it refers to the row"));
    }

    private Outcome.Step describe(Explanation.Step step, @Nullable String how) {
        String because = step.because();
        for (Place place : territory.places()) {
            if (place instanceof Place.Graph graph && graph.nodes().equals(step.table())) {
                var named = graph.navigator().describe(keys(graph), step.row());
                return new Outcome.Step(new TableId(step.table().store(), named.labels()), named.key(), because, how);
            }
            if (place instanceof Place.Postgres database
                    && database.store().name().equals(step.table().store())) {
                PgTable found = database.catalog().table(step.table()).orElseThrow();
                List<String> key = database.navigator().key(found, keyColumns(found), step.row());
                return new Outcome.Step(step.table(), key, because, how);
            }
        }
        throw new IllegalStateException("not a table of this territory: " + step.table());
    }

    private @Nullable String how(@Nullable Move by, String forward, String back) {
        if (by == null) {
            return null;
        }
        String way = by.forward() ? forward : back;
        return switch (territory.way(by.link())) {
            case Way.Inside inside -> words(way, inside.reference().reference());
            case Way.Across across -> words(way, across.reference());
            case Way.Stepping step ->
                "at the other end of the step " + by.link().name();
        };
    }

    private static String words(String way, Reference reference) {
        return way + ": " + reference.from() + "(" + String.join(", ", reference.fromColumns()) + ") → "
                + reference.to() + "(" + String.join(", ", reference.toColumns()) + ")";
    }
}
