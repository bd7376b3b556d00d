package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.schema.GraphColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Business keys: what the landscape says, then what the database enforces. */
final class GraphKeys {

    /** A label and the properties that identify its nodes. */
    record LabelKey(String label, List<String> properties) {}

    /** The key of last resort: the element id, valid within the run. */
    static final List<String> ELEMENT_ID = List.of(GraphColumn.ELEMENT_ID);

    private final List<LabelKey> keys = new ArrayList<>();

    GraphKeys(GraphSource source, Map<String, List<String>> landscape) {
        landscape.forEach((label, properties) -> keys.add(new LabelKey(label, properties)));
        source.read(
                "reading constraints",
                "SHOW CONSTRAINTS YIELD type, entityType, labelsOrTypes, properties, name"
                        + " WHERE entityType = 'NODE' AND type IN ['NODE_KEY', 'UNIQUENESS', 'NODE_PROPERTY_UNIQUENESS']"
                        + " RETURN labelsOrTypes[0] AS label, properties ORDER BY name",
                Map.of(),
                row -> keys.add(new LabelKey(
                        row.get("label").asString(), row.get("properties").asList(value -> value.asString()))));
    }

    /** The first key whose label is among these and whose properties every such node has. */
    List<String> of(List<String> labels, Properties properties) {
        return keys.stream()
                .filter(key -> labels.contains(key.label()) && properties.always(key.properties()))
                .map(LabelKey::properties)
                .findFirst()
                .orElse(ELEMENT_ID);
    }

    /** Keys that nodes with these labels should have. */
    List<LabelKey> meant(List<String> labels) {
        return keys.stream().filter(key -> labels.contains(key.label())).toList();
    }
}
