package dev.datamig.anonymizer.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamig.anonymizer.classify.ArrayText;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.PairsText;
import dev.datamig.anonymizer.classify.PartsText;
import dev.datamig.anonymizer.classify.VectorText;
import dev.datamig.anonymizer.classify.XmlText;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets functions of text work on cells of every physical type. */
final class Cells {

    private static final String TAG = "{\"t\":\"";
    private static final String VALUE = "\",\"v\":\"";

    private Cells() {}

    /** What holds neither words nor numbers of people, as the type tags of a graph's properties of varying type call it. */
    static final Set<String> MEASURES = Set.of("boolean", "duration", "float", "localtime", "point", "time");

    /** These, and moments. */
    static final Set<String> MEASURES_AND_MOMENTS = Stream.concat(
                    MEASURES.stream(), Stream.of("date", "datetime", "localdatetime"))
            .collect(Collectors.toUnmodifiableSet());

    /** A mask that sees each value's text: whole values, elements of arrays, texts inside a graph's property of varying type. */
    static Mask text(ColumnSchema column, Tools.Rewriter function) {
        return text(column, Set.of(), function);
    }

    /** @param unseen type tags of values that stay as they are in a graph's property of varying type */
    static Mask text(ColumnSchema column, Set<String> unseen, Tools.Rewriter function) {
        return switch (ColumnShape.of(column)) {
            case WHOLE -> (cell, row) -> whole(column, function.rewrite(cell.toString(), row), cell);
            case TEXT_ARRAY, NUMBER_ARRAY ->
                (cell, row) -> utf8(ArrayText.map(text(cell), element -> fit(column, function.rewrite(element, row))));
            case PAIRS ->
                (cell, row) -> utf8(PairsText.map(
                        text(cell), pair -> function.rewriteKey(pair, row), value -> function.rewrite(value, row)));
            case XML -> (cell, row) -> utf8(XmlText.map(text(cell), (where, part) -> function.rewrite(part, row)));
            case PARTED -> (cell, row) -> utf8(PartsText.map(text(cell), (where, part) -> function.rewrite(part, row)));
            case SEARCH_VECTOR ->
                (cell, row) -> utf8(VectorText.map(text(cell), lexeme -> function.rewrite(lexeme, row)));
            case ANY -> (cell, row) -> utf8(anyValue(text(cell), unseen, value -> function.rewrite(value, row)));
            default ->
                column.baseType().equals("bpchar")
                        ? (cell, row) ->
                                utf8(padded(column, function.rewrite(text(cell).stripTrailing(), row)))
                        : (cell, row) -> utf8(fit(column, function.rewrite(text(cell), row)));
        };
    }

    static Mask text(ColumnSchema column, UnaryOperator<String> function) {
        return text(column, (value, row) -> function.apply(value));
    }

    static String text(Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell.toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** At most as many characters as the column holds. */
    static String fit(ColumnSchema column, String value) {
        Integer max = column.maxLength();
        if (max == null || value.length() <= max || value.codePointCount(0, value.length()) <= max) {
            return value;
        }
        return value.substring(0, value.offsetByCodePoints(0, max)).stripTrailing();
    }

    /** As the column keeps it: cut to its length, and filled up where it is a {@code char(n)}. */
    static String fitting(ColumnSchema column, String value) {
        return column.baseType().equals("bpchar") ? padded(column, value) : fit(column, value);
    }

    private static String padded(ColumnSchema column, String value) {
        String fitting = fit(column, value);
        Integer max = column.maxLength();
        int missing = max == null ? 0 : max - fitting.codePointCount(0, fitting.length());
        return missing > 0 ? fitting + " ".repeat(missing) : fitting;
    }

    /** A number that is none any more leaves the column's least surprising value: zero. */
    private static Object whole(ColumnSchema column, String text, Object original) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            value = 0;
        }
        return original instanceof Integer || column.physical() == Physical.INT32
                ? (Object) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value))
                : (Object) value;
    }

    private static String anyValue(String json, Set<String> unseen, UnaryOperator<String> function) {
        if (!json.startsWith("{")) {
            return function.apply(json);
        }
        int value = plainValue(json);
        if (value > 0) {
            if (unseen.contains(json.substring(TAG.length(), value - VALUE.length()))) {
                return json;
            }
            String fake = function.apply(json.substring(value, json.length() - 2));
            if (plain(fake, 0, fake.length())) {
                return json.substring(0, value) + fake + "\"}";
            }
        }
        try {
            JsonNode node = Json.mapper().readTree(json);
            return node.isObject() ? Json.write(mapped(node, unseen, function)) : function.apply(json);
        } catch (JsonProcessingException e) {
            return function.apply(json);
        }
    }

    /** Where the value of {@code {"t":"date","v":"2014-05-03"}} begins when it is plain text; 0 for any other document. */
    private static int plainValue(String json) {
        int type = TAG.length();
        int end = json.startsWith(TAG) ? json.indexOf('"', type) : -1;
        if (end < 0 || !json.startsWith(VALUE, end) || !json.endsWith("\"}")) {
            return 0;
        }
        int from = end + VALUE.length();
        int to = json.length() - 2;
        return from <= to && plain(json, type, end) && plain(json, from, to) ? from : 0;
    }

    /** Whether JSON writes these characters as they are. */
    private static boolean plain(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Maps every text under {@code v}; the type tags under {@code t} stay, and what they call unseen. */
    private static JsonNode mapped(JsonNode node, Set<String> unseen, UnaryOperator<String> function) {
        var nodes = Json.mapper().getNodeFactory();
        return switch (node) {
            case ObjectNode object when unseen.contains(object.path("t").asText()) -> object;
            case ObjectNode object -> {
                ObjectNode out = nodes.objectNode();
                object.properties()
                        .forEach(field -> out.set(
                                field.getKey(),
                                field.getKey().equals("t")
                                        ? field.getValue()
                                        : mapped(field.getValue(), unseen, function)));
                yield out;
            }
            case ArrayNode array -> {
                ArrayNode out = nodes.arrayNode();
                array.forEach(element -> out.add(mapped(element, unseen, function)));
                yield out;
            }
            default -> node.isTextual() ? nodes.textNode(function.apply(node.textValue())) : node;
        };
    }
}
