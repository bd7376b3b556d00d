package dev.datamig.extractor;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.neo4j.GraphRows;
import dev.datamig.extractor.neo4j.GraphShape;
import dev.datamig.extractor.neo4j.GraphTable;
import dev.datamig.extractor.postgres.PgRowReader;
import dev.datamig.extractor.territory.Place;
import dev.datamig.extractor.territory.Territory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The subset as tables: those of the databases as they are, those of the graphs as the selected nodes make them. */
final class SubsetTables {

    private final Territory territory;
    private final List<SubsetTable> tables = new ArrayList<>();
    private final List<Reference> ends = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    SubsetTables(Territory territory, Subset subset) {
        this.territory = territory;
        for (Place place : territory.places()) {
            switch (place) {
                case Place.Postgres database -> add(database, subset);
                case Place.Graph graph -> add(graph, subset);
            }
        }
    }

    List<SubsetTable> all() {
        return tables;
    }

    /** The tables of databases with the comments of their columns, which belong to nothing but the samples. */
    List<TableSchema> commented() {
        return territory.places().stream()
                .flatMap(place -> place instanceof Place.Postgres database
                        ? database.catalog().tables().stream()
                        : Stream.empty())
                .map(SubsetTables::commented)
                .toList();
    }

    /** What a person should know of graphs. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void add(Place.Postgres place, Subset subset) {
        PgRowReader reader = new PgRowReader(place.source(), place.looseEnds());
        for (PgTable table : place.catalog().tables()) {
            tables.add(new SubsetTable(
                    schema(table),
                    subset.owned().of(table.id()),
                    subset.reference().of(table.id()),
                    (rows, taker) -> reader.read(table, rows, taker)));
        }
    }

    /** A table without the comments of its source. */
    static TableSchema schema(PgTable table) {
        return commented(table).commented(path -> null);
    }

    private static TableSchema commented(PgTable table) {
        return new TableSchema(
                table.id(),
                TableKind.TABLE,
                table.schemas(),
                table.primaryKey(),
                table.uniqueKeys(),
                List.of(),
                null,
                null,
                null,
                table.constraints().checks(),
                table.constraints().apart());
    }

    private void add(Place.Graph place, Subset subset) {
        GraphRows reader = new GraphRows(place.source());
        List<GraphTable> found = GraphShape.of(
                place.navigator(),
                place.store(),
                subset.owned().of(place.nodes()),
                subset.reference().of(place.nodes()));
        for (GraphTable table : found) {
            findings.addAll(table.findings());
            tables.add(new SubsetTable(
                    table.schema(),
                    table.owned(),
                    table.reference(),
                    (rows, taker) -> reader.read(table.schema(), rows, taker)));
        }
        ends.addAll(GraphShape.references(found));
    }

    /** The shape that everybody after the extractor reads. */
    RunSchema runSchema(RunId run, int attempt) {
        List<StoreSchema> stores = territory.places().stream()
                .map(place -> new StoreSchema(
                        place.store().name(),
                        place.store().kind(),
                        tables.stream()
                                .map(SubsetTable::schema)
                                .filter(schema ->
                                        schema.id().store().equals(place.store().name()))
                                .toList()))
                .toList();
        List<KeyInside> inside = territory.keysInside().stream()
                .filter(key ->
                        tables.stream().anyMatch(table -> table.schema().id().equals(key.table())))
                .toList();
        return new RunSchema(run, attempt, stores, references(), inside);
    }

    List<Reference> references() {
        return Stream.concat(territory.references().stream().flatMap(this::overNodes), ends.stream())
                .toList();
    }

    /** A reference from or to a label is one from or to every table of nodes with that label and these properties. */
    private Stream<Reference> overNodes(Reference reference) {
        return tablesFor(reference.from(), reference.fromColumns())
                .flatMap(from -> tablesFor(reference.to(), reference.toColumns())
                        .map(to -> new Reference(
                                reference.name(),
                                from,
                                reference.fromColumns(),
                                to,
                                reference.toColumns(),
                                reference.declared(),
                                reference.when(),
                                reference.children(),
                                reference.deferrable(),
                                reference.spellingsVary())));
    }

    private Stream<TableId> tablesFor(TableId named, List<String> columns) {
        boolean graph =
                territory.graphs().anyMatch(place -> place.store().name().equals(named.store()));
        return graph
                ? tables.stream()
                        .map(SubsetTable::schema)
                        .filter(schema -> schema.id().store().equals(named.store())
                                && schema.kind() == TableKind.NODES
                                && schema.labels().contains(named.name())
                                && columns.stream()
                                        .allMatch(
                                                column -> schema.column(column).isPresent()))
                        .map(TableSchema::id)
                : Stream.of(named);
    }
}
