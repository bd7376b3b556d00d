package dev.datamig.extractor;

import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.analysis.OrderPlan;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.analysis.SchemaAnalysis.AnalyzedStore;
import dev.datamig.extractor.analysis.SchemaAnalysis.AnalyzedTable;
import dev.datamig.extractor.analysis.SchemaAnalysis.ColumnDefault;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.rows.RowSets;
import dev.datamig.extractor.territory.Place;
import dev.datamig.extractor.territory.Territory;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at every table of every store. */
final class StoreSurvey {

    private static final long BLOCK = 8192;

    private final Surroundings surroundings;
    private final boolean exact;

    StoreSurvey(Surroundings surroundings, boolean exact) {
        this.surroundings = surroundings;
        this.exact = exact;
    }

    SchemaAnalysis of(Territory territory) {
        RowSets nodes = new RowSets();
        territory
                .graphs()
                .forEach(graph -> nodes.add(graph.nodes(), graph.navigator().all()));
        SubsetTables graphTables = new SubsetTables(territory, new Subset(nodes, new RowSets()));
        List<AnalyzedStore> stores = territory.places().stream()
                .map(place -> switch (place) {
                    case Place.Postgres database -> analyzed(database);
                    case Place.Graph graph -> analyzed(graph, graphTables);
                })
                .toList();
        List<TableSchema> tables = stores.stream()
                .flatMap(store -> store.tables().stream())
                .map(AnalyzedTable::schema)
                .toList();
        var references = graphTables.references();
        return new SchemaAnalysis(
                surroundings.clock().instant(),
                surroundings.landscape().name(),
                stores,
                references,
                new OrderPlan(tables, references).order());
    }

    private AnalyzedStore analyzed(Place.Postgres place) {
        List<AnalyzedTable> tables = place.catalog().tables().stream()
                .map(table -> analyzed(place, table))
                .toList();
        return new AnalyzedStore(
                place.store().name(),
                place.store().kind(),
                tables,
                place.catalog().warnings());
    }

    private AnalyzedTable analyzed(Place.Postgres place, PgTable table) {
        long rows = exact ? place.navigator().count(table) : Math.round(table.estimatedRows());
        return new AnalyzedTable(
                SubsetTables.schema(table),
                rows,
                exact,
                table.leaves().stream().mapToLong(PgLeaf::pages).sum() * BLOCK,
                table.partitioned() ? table.leaves().stream().map(PgLeaf::sql).toList() : List.of(),
                table.inherits(),
                defaults(table));
    }

    private static List<ColumnDefault> defaults(PgTable table) {
        return table.columns().stream()
                .flatMap(column -> Stream.ofNullable(column.defaultText())
                        .map(text -> new ColumnDefault(column.name(), Objects.requireNonNull(text))))
                .toList();
    }

    private static AnalyzedStore analyzed(Place.Graph place, SubsetTables graphTables) {
        List<AnalyzedTable> tables = graphTables.all().stream()
                .filter(table ->
                        table.schema().id().store().equals(place.store().name()))
                .map(table -> new AnalyzedTable(table.schema(), table.size(), true, null, List.of(), false, List.of()))
                .toList();
        return new AnalyzedStore(place.store().name(), place.store().kind(), tables, List.of());
    }
}
