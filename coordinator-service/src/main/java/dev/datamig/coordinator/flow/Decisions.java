package dev.datamig.coordinator.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamig.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided for columns that no rule covers. The rules are handed on as they were written: the anonymizer reads them as
 * it reads a rules file, before the run's own.
 *
 * @param rules each with {@code columns}, {@code strategy} and its parameters
 * @param others what becomes of personal columns without a rule: {@code nullify} or {@code keep}; absent when they stop the run again
 */
public record Decisions(List<JsonNode> rules, @Nullable String others) {

    public static final Decisions NONE = new Decisions(List.of(), null);

    public boolean isEmpty() {
        return rules.isEmpty() && others == null;
    }

    /** A rules file in JSON: these decisions, then those that were made for the run before. */
    byte[] file(Optional<byte[]> before, String actor) {
        ObjectNode file = Json.mapper().createObjectNode();
        file.put("version", 1);
        ArrayNode all = file.putArray("rules");
        for (JsonNode rule : rules) {
            ObjectNode named = rule.deepCopy();
            named.put("name", "decided by " + actor);
            all.add(named);
        }
        JsonNode earlier = before.map(json -> Json.read(json, JsonNode.class))
                .orElseGet(() -> Json.mapper().createObjectNode());
        earlier.path("rules").forEach(all::add);
        String rest = others == null ? earlier.path("unclassified").asText("") : others;
        if (!rest.isEmpty()) {
            file.put("unclassified", rest);
        }
        return file.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
