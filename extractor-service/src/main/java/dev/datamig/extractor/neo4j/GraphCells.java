package dev.datamig.extractor.neo4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamig.contracts.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Point;
import org.neo4j.driver.types.TypeSystem;

/**
 * Property values as cells. A property of one plain type travels as it is; any other as JSON {@code {"t": type, "v": value}} with
 * the types {@code string, integer, float, boolean, date, time, localtime, datetime, localdatetime, duration, point, bytes, list}.
 * Temporal values are ISO 8601 texts, integers and floats texts (so that nothing is rounded, NaN included), points have
 * {@code srid, x, y} and {@code z} where there is one, lists hold values of the same form.
 */
final class GraphCells {

    private static final TypeSystem TYPES = TypeSystem.getDefault();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GraphCells() {}

    static @Nullable Object cell(ColumnSchema column, @Nullable Value value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return switch (column.sourceType()) {
            case "neo4j:string" -> text(value.asString());
            case "neo4j:integer" -> value.asLong();
            case "neo4j:float" -> value.asDouble();
            case "neo4j:boolean" -> value.asBoolean();
            default -> text(json(value).toString());
        };
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode json(Value value) {
        String type = type(value);
        ObjectNode node = JSON.objectNode();
        node.put("t", type);
        node.set("v", content(type, value));
        return node;
    }

    private static JsonNode content(String type, Value value) {
        return switch (type) {
            case "boolean" -> JSON.booleanNode(value.asBoolean());
            case "integer" -> JSON.textNode(Long.toString(value.asLong()));
            case "float" -> JSON.textNode(Double.toString(value.asDouble()));
            case "bytes" -> JSON.textNode(Base64.getEncoder().encodeToString(value.asByteArray()));
            case "list" -> list(value);
            case "point" -> point(value.asPoint());
            case "string" -> JSON.textNode(value.asString());
            default -> JSON.textNode(value.asObject().toString());
        };
    }

    private static ArrayNode list(Value value) {
        ArrayNode list = JSON.arrayNode();
        value.values().forEach(element -> list.add(json(element)));
        return list;
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
        if (value.hasType(TYPES.LIST())) {
            return "list";
        }
        if (value.hasType(TYPES.BYTES())) {
            return "bytes";
        }
        return switch (value.type().name()) {
            case "DATE_TIME" -> "datetime";
            case "LOCAL_DATE_TIME" -> "localdatetime";
            case "LOCAL_TIME" -> "localtime";
            default -> value.type().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
