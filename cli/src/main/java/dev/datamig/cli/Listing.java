package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A list as REST gives it: an array, or a page whose only array is the list. */
final class Listing {

    private Listing() {}

    static List<JsonNode> items(JsonNode answer) {
        List<JsonNode> items = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(items::add);
            return items;
        }
        for (JsonNode field : answer) {
            if (field.isArray()) {
                field.forEach(items::add);
                return items;
            }
        }
        return items;
    }
}
