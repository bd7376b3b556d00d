package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.GraphColumn;
import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * The selected part of a graph as tables: one per exact set of labels, and one per relationship type and pair of these. A graph has
 * no schema that could be read; the properties and their types are those that the selected nodes and relationships have.
 */
public final class GraphShape {

    /** The code under which a report tells of nodes that lack their key. */
    public static final String KEYLESS = "EXT-KEYLESS";

    private static final String SHAPE = "[k IN keys(%1$s) | [k, valueType(%1$s[k])]]";

    private final GraphNavigator navigator;
    private final GraphSource source;
    private final Store.Neo4j store;
    private final GraphKeys keys;
    private final Map<String, Found> nodes = new TreeMap<>();
    private final Map<String, Found> relationships = new TreeMap<>();
    private final Map<String, Ends> ends = new LinkedHashMap<>();

    /** Rows of one table while it is being found out. */
    private record Found(List<String> labels, Properties properties, RowSet owned, RowSet reference) {
        Found(List<String> labels) {
            this(labels, new Properties(), new RowSet(), new RowSet());
        }

        boolean has(long row) {
            return owned.contains(row) || reference.contains(row);
        }
    }

    private record Ends(String start, String end) {}

    private GraphShape(GraphNavigator navigator, Store.Neo4j store) {
        this.navigator = navigator;
        this.source = navigator.source();
        this.store = store;
        this.keys = new GraphKeys(source, store.keys());
    }

    /** The tables of the selected nodes and of all relationships between two of them. */
    public static List<GraphTable> of(GraphNavigator navigator, Store.Neo4j store, RowSet owned, RowSet reference) {
        GraphShape shape = new GraphShape(navigator, store);
        shape.readNodes(owned, true);
        shape.readNodes(reference, false);
        shape.readRelationships(owned, owned, reference);
        shape.readRelationships(reference, owned, reference);
        return shape.tables();
    }

    /** The references of relationships to the nodes at their ends. */
    public static List<Reference> references(List<GraphTable> tables) {
        List<Reference> references = new ArrayList<>();
        for (GraphTable table : tables) {
            TableSchema schema = table.schema();
            TableId start = schema.start();
            TableId end = schema.end();
            if (start != null && end != null) {
                references.add(reference(tables, schema, start, GraphColumn.START));
                references.add(reference(tables, schema, end, GraphColumn.END));
            }
        }
        return references;
    }

    private static Reference reference(List<GraphTable> tables, TableSchema schema, TableId node, String side) {
        List<String> key = tables.stream()
                .map(GraphTable::schema)
                .filter(each -> each.id().equals(node))
                .findFirst()
                .orElseThrow()
                .primaryKey();
        String name = schema.id().name() + " " + side.substring(0, side.length() - 1);
        return new Reference(
                name, schema.id(), key.stream().map(side::concat).toList(), node, key, true, null, false, false);
    }

    private void readNodes(RowSet rows, boolean owned) {
        String cypher = "UNWIND $ids AS x MATCH (n) WHERE " + source.name("n")
                + " = x UNWIND keys(n) AS k RETURN k, valueType(n[k]) AS type, count(*) AS c";
        navigator.byLabels(rows).forEach((labels, group) -> {
            List<String> sorted = labels.stream().sorted().toList();
            Found found = nodes.computeIfAbsent(LabelNames.join(sorted), name -> new Found(sorted));
            (owned ? found.owned() : found.reference()).addAll(group);
            found.properties().add(List.of(), group.size());
            source.readNodesAtOnce(
                    "reading the nodes' shape",
                    group,
                    cypher,
                    row -> found.properties()
                            .add(
                                    row.get("k").asString(),
                                    row.get("type").asString(),
                                    row.get("c").asLong()));
        });
    }

    private static List<List<String>> shape(Record row) {
        return row.get("shape").asList(pair -> pair.asList(Value::asString));
    }

    private void readRelationships(RowSet starts, RowSet owned, RowSet reference) {
        String cypher = "UNWIND $ids AS x MATCH (a) WHERE " + source.name("a")
                + " = x MATCH (a)-[r]->(b) WITH type(r) AS type, " + SHAPE.formatted("r") + " AS shape, collect(["
                + source.name("a") + ", " + source.name("r") + ", " + source.name("b")
                + "]) AS ends RETURN type, shape, ends";
        source.readNodesAtOnce("reading the relationships' shape", starts, cypher, row -> {
            List<List<String>> shape = shape(row);
            String type = row.get("type").asString();
            for (Value each : row.get("ends").values()) {
                long start = source.node(each.get(0));
                long end = source.node(each.get(2));
                if (owned.contains(end) || reference.contains(end)) {
                    Found found = relationship(type, start, end);
                    found.properties().add(shape, 1);
                    (owned.contains(start) || owned.contains(end) ? found.owned() : found.reference())
                            .add(source.relationship(each.get(1)));
                }
            }
        });
    }

    private Found relationship(String type, long start, long end) {
        String from = labelsOf(start);
        String to = labelsOf(end);
        String name = "(" + from + ")-[" + type + "]->(" + to + ")";
        ends.putIfAbsent(name, new Ends(from, to));
        return relationships.computeIfAbsent(name, n -> new Found(List.of(type)));
    }

    private String labelsOf(long node) {
        for (Map.Entry<String, Found> each : nodes.entrySet()) {
            if (each.getValue().has(node)) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("a selected node has no labels that were read");
    }

    private List<GraphTable> tables() {
        List<GraphTable> tables = new ArrayList<>();
        nodes.forEach((name, found) -> tables.add(nodeTable(name, found)));
        relationships.forEach((name, found) -> tables.add(relationshipTable(name, found)));
        return tables;
    }

    private List<String> key(Found found) {
        return keys.of(found.labels(), found.properties());
    }

    /** One node without its key makes all of its table known by element ids. The loader recognises by the key those that have it. */
    private List<Finding> lacking(TableSchema schema, Found found) {
        return schema.primaryKey().equals(GraphKeys.ELEMENT_ID)
                ? keys.meant(found.labels()).stream()
                        .limit(1)
                        .map(
                                key -> new Finding(
                                        KEYLESS,
                                        Finding.Severity.WARNING,
                                        schema.id(),
                                        String.join(", ", key.properties()),
                                        found.properties().lacking(key.properties()),
                                        "nodes without the key of label " + key.label()
                                                + ", which are always new; those with it are still recognised by it; give them the"
                                                + " property in the source, or the label another key under keys in the landscape"))
                        .toList()
                : List.of();
    }

    private GraphTable nodeTable(String name, Found found) {
        List<String> key = key(found);
        List<ColumnSchema> columns = Stream.concat(
                        key.equals(GraphKeys.ELEMENT_ID)
                                ? Stream.of(Properties.column(GraphColumn.ELEMENT_ID, "neo4j:string", false))
                                : Stream.empty(),
                        found.properties().columns(UnaryOperator.identity()).stream())
                .toList();
        TableSchema schema = new TableSchema(
                new TableId(store.name(), name),
                TableKind.NODES,
                columns,
                key,
                List.of(),
                found.labels(),
                null,
                null,
                null);
        return new GraphTable(schema, found.owned(), found.reference(), lacking(schema, found));
    }

    private GraphTable relationshipTable(String name, Found found) {
        Ends nodesAtEnds = java.util.Objects.requireNonNull(ends.get(name));
        List<ColumnSchema> columns = Stream.of(
                        endColumns(nodesAtEnds.start(), GraphColumn.START),
                        endColumns(nodesAtEnds.end(), GraphColumn.END),
                        found.properties().columns(GraphColumn::ofRelationship))
                .flatMap(List::stream)
                .toList();
        TableSchema schema = new TableSchema(
                new TableId(store.name(), name),
                TableKind.RELATIONSHIPS,
                columns,
                List.of(),
                List.of(),
                found.labels(),
                new TableId(store.name(), nodesAtEnds.start()),
                new TableId(store.name(), nodesAtEnds.end()),
                null);
        return new GraphTable(schema, found.owned(), found.reference(), List.of());
    }

    private List<ColumnSchema> endColumns(String node, String side) {
        Found found = java.util.Objects.requireNonNull(nodes.get(node));
        return key(found).stream()
                .map(property -> found.properties().keyColumn(property, side + property))
                .toList();
    }
}
