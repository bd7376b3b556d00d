package dev.datamig.loader.neo4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamig.contracts.Json;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Everything of a node or relationship that a refresh took away, as one line of JSON.
 *
 * @param labels of a node; the type alone of a relationship
 * @param start element id of a relationship's start; empty for a node
 * @param end likewise
 * @param properties as {@link GraphImage} writes them
 */
record RemovedImage(List<String> labels, String start, String end, String properties) {

    static RemovedImage of(List<String> labels, Map<String, Value> properties) {
        return new RemovedImage(labels, "", "", GraphImage.write(properties));
    }

    /** @param row with {@code type}, {@code a} and {@code b} */
    static RemovedImage of(Record row, Map<String, Value> properties) {
        return new RemovedImage(
                List.of(row.get("type").asString()),
                row.get("a").asString(),
                row.get("b").asString(),
                GraphImage.write(properties));
    }

    String text() {
        ObjectNode node = Json.mapper().createObjectNode();
        labels.forEach(node.putArray("l")::add);
        node.put("s", start);
        node.put("e", end);
        node.put("p", properties);
        return node.toString();
    }

    static RemovedImage parse(String text) {
        try {
            JsonNode node = Json.mapper().readTree(text);
            List<String> labels = new ArrayList<>();
            node.path("l").forEach(label -> labels.add(label.asText()));
            return new RemovedImage(
                    labels,
                    node.path("s").asText(),
                    node.path("e").asText(),
                    node.path("p").asText());
        } catch (JsonProcessingException e) {
            throw LoadException.of(LoaderCode.LEDGER_DAMAGED, "what a refresh took away cannot be read");
        }
    }

    /** The same with ends that have other element ids by now. */
    RemovedImage moved(Map<String, String> ids) {
        return new RemovedImage(labels, ids.getOrDefault(start, start), ids.getOrDefault(end, end), properties);
    }

    /** {@code :`A`:`B`} */
    String written() {
        StringBuilder text = new StringBuilder();
        labels.forEach(label -> text.append(':').append(GraphTable.quoted(label)));
        return text.toString();
    }
}
