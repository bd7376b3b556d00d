package dev.datamig.contracts.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of records, by name. What a record names is added too. */
final class RecordSchemas {

    private final Map<String, Object> schemas = new TreeMap<>();

    Map<String, Object> all() {
        return schemas;
    }

    /** A reference to the schema of a record; {@code discriminator} is the value of its {@code type}, if it has one. */
    Map<String, Object> reference(Class<?> type, @Nullable String discriminator) {
        String name = type.getSimpleName();
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            schemas.put(name, schema(type, discriminator));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    void add(String name, Map<String, Object> schema) {
        schemas.put(name, schema);
    }

    private Map<String, Object> schema(Class<?> type, @Nullable String discriminator) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        if (discriminator != null) {
            properties.put("type", map("type", "string", "const", discriminator));
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                required.add(component.getName());
            }
        }
        return map("type", "object", "required", required, "properties", properties);
    }

    private Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return map("type", "array", "items", of(list.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return map("type", "object", "additionalProperties", of(map.getActualTypeArguments()[1]));
        }
        Class<?> simple = (Class<?>) type;
        if (simple == String.class) {
            return map("type", "string");
        }
        if (simple == boolean.class) {
            return map("type", "boolean");
        }
        if (simple == int.class || simple == Integer.class) {
            return map("type", "integer", "format", "int32");
        }
        if (simple == long.class) {
            return map("type", "integer", "format", "int64");
        }
        if (simple == double.class) {
            return map("type", "number", "format", "double");
        }
        return named(simple);
    }

    private Map<String, Object> named(Class<?> type) {
        if (type == Instant.class) {
            return map("type", "string", "format", "date-time");
        }
        if (type == RunId.class) {
            return map("type", "string", "pattern", "^mig-[0-9]{8}T[0-9]{6}Z-[0-9]+$");
        }
        if (type == TableId.class) {
            return map("type", "string", "pattern", "^[^:]+:.+$", "description", "store:name");
        }
        if (type.isEnum()) {
            return enumeration(type);
        }
        return reference(type, null);
    }

    private Map<String, Object> enumeration(Class<?> type) {
        List<String> values = Stream.of(type.getEnumConstants())
                .map(value -> Json.mapper().valueToTree(value))
                .map(JsonNode.class::cast)
                .map(JsonNode::asText)
                .toList();
        schemas.put(type.getSimpleName(), map("type", "string", "enum", values));
        return Map.of("$ref", "#/components/schemas/" + type.getSimpleName());
    }

    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
