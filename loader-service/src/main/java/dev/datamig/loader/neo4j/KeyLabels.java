package dev.datamig.loader.neo4j;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Finds the label under which nodes are looked up by their key: one with an index where there is one. */
final class KeyLabels {

    private static final Logger LOG = Logger.getLogger(KeyLabels.class);

    private final Map<String, List<String>> landscape;
    private final List<Indexed> indexed;
    private final List<Unique> ofRelationships;

    private record Indexed(boolean nodes, String label, List<String> properties, boolean unique) {

        private boolean serves(TableSchema schema) {
            return schema.labels().contains(label) && schema.primaryKey().containsAll(properties);
        }
    }

    KeyLabels(NeoTransaction transaction, Map<String, List<String>> landscape) {
        this.landscape = landscape;
        List<Indexed> all = transaction
                .run(
                        "reading indexes",
                        "SHOW INDEXES YIELD type, entityType, labelsOrTypes, properties, state, owningConstraint"
                                + " WHERE type = 'RANGE' AND state = 'ONLINE'"
                                + " RETURN entityType = 'NODE' AS nodes, labelsOrTypes[0] AS label, properties,"
                                + " owningConstraint IS NOT NULL AS unique")
                .stream()
                .map(row -> new Indexed(
                        row.get("nodes").asBoolean(),
                        row.get("label").asString(),
                        row.get("properties").asList(value -> value.asString()),
                        row.get("unique").asBoolean()))
                .toList();
        this.indexed = all.stream().filter(Indexed::nodes).toList();
        this.ofRelationships = all.stream()
                .filter(index -> !index.nodes() && index.unique())
                .map(index -> new Unique(index.label(), index.properties()))
                .toList();
    }

    /** What is unique among the relationships of a kind. */
    List<Unique> uniqueBetween(TableSchema schema) {
        Set<String> columns =
                schema.copiedColumns().stream().map(ColumnSchema::name).collect(Collectors.toSet());
        return ofRelationships.stream()
                .filter(each -> schema.labels().contains(each.label()) && columns.containsAll(each.properties()))
                .toList();
    }

    /** That the target has these values once among the nodes of a label, or the relationships of a type. */
    record Unique(String label, List<String> properties) {

        /** What stands between a pattern's braces, values being a list in the properties' order. */
        String pattern(String values) {
            return IntStream.range(0, properties.size())
                    .mapToObj(i -> GraphTable.quoted(properties.get(i)) + ": " + values + "[" + i + "]")
                    .collect(Collectors.joining(", "));
        }
    }

    /** All that is unique among nodes. */
    List<Unique> unique() {
        return indexed.stream()
                .filter(Indexed::unique)
                .map(index -> new Unique(index.label(), index.properties()))
                .toList();
    }

    /** Properties of a node that are unique and will be other ones. @param labels of the node @param then what it is to have */
    static List<String> given(
            List<Unique> unique, List<String> labels, Map<String, Value> now, Map<String, Value> then) {
        return unique.stream()
                .filter(each -> labels.contains(each.label()))
                .flatMap(each -> each.properties().stream())
                .distinct()
                .filter(name -> !now.getOrDefault(name, Values.NULL).equals(then.getOrDefault(name, Values.NULL)))
                .toList();
    }

    /** Takes values away from nodes. @param released element ids by property */
    static void release(NeoTransaction transaction, String table, Map<String, List<String>> released) {
        released.forEach((name, ids) -> transaction.run(
                "releasing unique values of " + table,
                "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x REMOVE n." + GraphTable.quoted(name),
                Map.of("ids", ids)));
    }

    /**
     * The key of nodes that are sealed without one because some of them lack it: what the landscape says of their labels, else what the
     * target keeps unique. Empty when there is none, or when the nodes have a key.
     */
    List<String> meant(TableSchema schema) {
        if (schema.kind() != TableKind.NODES || !schema.primaryKey().equals(GraphTable.ELEMENT_ID)) {
            return List.of();
        }
        Set<String> columns =
                schema.copiedColumns().stream().map(ColumnSchema::name).collect(Collectors.toSet());
        return Stream.concat(
                        schema.labels().stream().filter(landscape::containsKey).map(landscape::get),
                        indexed.stream()
                                .filter(index ->
                                        index.unique() && schema.labels().contains(index.label()))
                                .map(Indexed::properties))
                .filter(columns::containsAll)
                .findFirst()
                .orElse(List.of());
    }

    /** Whether the target refuses a second node with the key. */
    boolean unique(TableSchema schema) {
        return schema.kind() == TableKind.NODES
                && indexed.stream().anyMatch(index -> index.unique() && index.serves(schema));
    }

    /** Empty for nodes without labels and for relationships. */
    String of(TableSchema schema) {
        if (schema.kind() != TableKind.NODES || schema.labels().isEmpty()) {
            return "";
        }
        List<String> key = schema.primaryKey();
        Optional<String> fast = indexed.stream()
                .filter(index -> index.serves(schema))
                .map(Indexed::label)
                .findFirst();
        if (fast.isEmpty() && !key.equals(List.of("~id"))) {
            LOG.warnf("%s has no index on its key in the target; looking nodes up will be slow", schema.id());
        }
        return fast.or(() -> schema.labels().stream()
                        .filter(label -> key.equals(landscape.get(label)))
                        .findFirst())
                .orElse(schema.labels().get(0));
    }
}
