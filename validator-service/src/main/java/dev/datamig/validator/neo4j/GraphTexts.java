package dev.datamig.validator.neo4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.TypeSystem;

/**
 * Texts inside properties of mixed types and lists, which travel as JSON {@code {"t": type, "v": value}}: what else they hold (numbers, times,
 * points) says nothing about a person and is written in ways that need not be compared.
 */
final class GraphTexts {

    private GraphTexts() {}

    static boolean isAny(ColumnSchema column) {
        return column.sourceType().equals("neo4j:any") || column.baseType().equals("neo4j:any");
    }

    /**
     * What the target holds, for a comparison with the sealed cell.
     *
     * @param sealed the cell that travelled
     * @return the sealed text itself when the texts in it are the target's, else the target's texts as a JSON list; null when it has none
     */
    static @Nullable String of(Value value, byte @Nullable [] sealed) {
        List<String> there = new ArrayList<>();
        collect(value, there);
        if (sealed != null) {
            String json = new String(sealed, StandardCharsets.UTF_8);
            List<String> expected = new ArrayList<>();
            collect(Json.read(json, JsonNode.class), expected);
            if (there.equals(expected)) {
                return value.isNull() ? null : json;
            }
        }
        if (there.isEmpty()) {
            return null;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        there.forEach(list::add);
        return list.toString();
    }

    private static void collect(Value value, List<String> into) {
        if (value.isNull()) {
            return;
        }
        if (value.hasType(TypeSystem.getDefault().STRING())) {
            into.add(value.asString());
        } else if (value.hasType(TypeSystem.getDefault().LIST())) {
            value.values().forEach(element -> collect(element, into));
        }
    }

    private static void collect(JsonNode typed, List<String> into) {
        JsonNode content = typed.path("v");
        if (content.isArray()) {
            content.forEach(element -> collect(element, into));
        } else if (typed.path("t").asText().equals("string")) {
            into.add(content.asText());
        }
    }
}
