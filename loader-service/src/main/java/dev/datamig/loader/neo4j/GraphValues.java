package dev.datamig.loader.neo4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Cells as property values: plain types as they are, any other from JSON {@code {"t": type, "v": value}}. */
final class GraphValues {

    private static final Pattern DURATION = Pattern.compile("P(-?\\d+)M(-?\\d+)DT(-?)(\\d+(?:\\.\\d+)?)S");

    private GraphValues() {}

    static Value value(ColumnSchema column, Object cell) {
        return switch (column.physical()) {
            case INT64, INT32 -> Values.value(((Number) cell).longValue());
            case DOUBLE, FLOAT -> Values.value(((Number) cell).doubleValue());
            case BOOLEAN -> Values.value((boolean) cell);
            default -> {
                String text = new String((byte[]) cell, StandardCharsets.UTF_8);
                yield column.sourceType().equals("neo4j:any") ? any(column, text) : Values.value(text);
            }
        };
    }

    private static Value any(ColumnSchema column, String json) {
        try {
            return typed(Json.mapper().readTree(json));
        } catch (JsonProcessingException | RuntimeException e) {
            throw LoadException.of(
                    LoaderCode.REFUSED_BY_DATABASE,
                    "property " + column.name() + " has a value that is not in its JSON form");
        }
    }

    static Value typed(JsonNode node) {
        JsonNode v = node.path("v");
        return switch (node.path("t").asText()) {
            case "string" -> Values.value(v.asText());
            case "integer" -> Values.value(Long.parseLong(v.asText()));
            case "float" -> Values.value(Double.parseDouble(v.asText()));
            case "boolean" -> Values.value(v.asBoolean());
            case "date" -> Values.value(LocalDate.parse(v.asText()));
            case "time" -> Values.value(OffsetTime.parse(v.asText()));
            case "localtime" -> Values.value(LocalTime.parse(v.asText()));
            case "datetime" -> Values.value(ZonedDateTime.parse(v.asText()));
            case "localdatetime" -> Values.value(LocalDateTime.parse(v.asText()));
            case "duration" -> duration(v.asText());
            case "point" -> point(v);
            case "bytes" -> Values.value(Base64.getDecoder().decode(v.asText()));
            case "list" -> list(v);
            default -> throw new IllegalArgumentException("an unknown type");
        };
    }

    private static Value list(JsonNode elements) {
        List<Value> values = new ArrayList<>();
        elements.forEach(element -> values.add(typed(element)));
        return Values.value(values);
    }

    private static Value point(JsonNode v) {
        int srid = v.path("srid").asInt();
        double x = number(v, "x");
        double y = number(v, "y");
        return v.has("z") ? Values.point(srid, x, y, number(v, "z")) : Values.point(srid, x, y);
    }

    private static double number(JsonNode v, String name) {
        return Double.parseDouble(v.path(name).asText());
    }

    /** The driver writes months, days and seconds, each with its own sign. */
    private static Value duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        BigDecimal seconds = new BigDecimal(parts.group(3) + parts.group(4));
        long whole = seconds.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
        int nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValueExact();
        return Values.isoDuration(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), whole, nanos);
    }
}
