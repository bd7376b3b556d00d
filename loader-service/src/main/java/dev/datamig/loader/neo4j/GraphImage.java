package dev.datamig.loader.neo4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamig.contracts.Json;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Point;

/** All properties of a node as one line of JSON, from which they can be put back to the bit. */
final class GraphImage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GraphImage() {}

    static String write(Map<String, Value> properties) {
        ObjectNode image = JSON.objectNode();
        properties.forEach((name, value) -> image.set(name, typed(value)));
        return image.toString();
    }

    static Map<String, Value> read(String image) {
        Map<String, Value> properties = new HashMap<>();
        try {
            Json.mapper()
                    .readTree(image)
                    .properties()
                    .forEach(each -> properties.put(each.getKey(), GraphValues.typed(each.getValue())));
            return properties;
        } catch (JsonProcessingException e) {
            throw LoadException.of(LoaderCode.LEDGER_DAMAGED, "previous values of a node cannot be read");
        }
    }

    private static ObjectNode typed(Value value) {
        String type = type(value);
        ObjectNode node = JSON.objectNode();
        node.put("t", type);
        node.set("v", content(type, value));
        return node;
    }

    private static JsonNode content(String type, Value value) {
        return switch (type) {
            case "boolean" -> JSON.booleanNode(value.asBoolean());
            case "bytes" -> JSON.textNode(Base64.getEncoder().encodeToString(value.asByteArray()));
            case "list" -> {
                var list = JSON.arrayNode();
                value.values().forEach(element -> list.add(typed(element)));
                yield list;
            }
            case "point" -> point(value.asPoint());
            case "string" -> JSON.textNode(value.asString());
            default -> JSON.textNode(value.asObject().toString());
        };
    }

    private static ObjectNode point(Point point) {
        ObjectNode node = JSON.objectNode();
        node.put("srid", point.srid());
        node.put("x", Double.toString(point.x()));
        node.put("y", Double.toString(point.y()));
        if (!Double.isNaN(point.z())) {
            node.put("z", Double.toString(point.z()));
        }
        return node;
    }

    private static String type(Value value) {
        return switch (value.type().name()) {
            case "DATE_TIME" -> "datetime";
            case "LOCAL_DATE_TIME" -> "localdatetime";
            case "LOCAL_TIME" -> "localtime";
            case "LIST", "LIST OF ANY?" -> "list";
            default -> value.type().name().toLowerCase(Locale.ROOT);
        };
    }
}
