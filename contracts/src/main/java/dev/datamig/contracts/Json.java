package dev.datamig.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The one JSON form of messages and manifests: UTF-8, ISO-8601 times, absent instead of null, unknown fields ignored, an absent
 * list or map empty, an absent number or truth value 0 or false; anything else that the contracts do not call nullable must be there.
 */
public final class Json {

    private static final JsonSetter.Value ABSENT_IS_EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .annotationIntrospector(new RequiredUnlessNullable())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withConfigOverride(List.class, list -> list.setSetterInfo(ABSENT_IS_EMPTY))
            .withConfigOverride(Map.class, map -> map.setSetterInfo(ABSENT_IS_EMPTY))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private Json() {}

    /** The mapper itself, for streaming; it must not be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Compact UTF-8 text, for messages. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw unwritable(value, e);
        }
    }

    /** Indented UTF-8 bytes, for files that people open. */
    public static byte[] writePretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw unwritable(value, e);
        }
    }

    /** The value that a text holds. @throws MalformedMessageException when the text is not JSON or not of this type */
    @SuppressWarnings("UnusedException") // it would quote the text
    public static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedMessageException(type, null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(type, e.getLocation());
        }
    }

    /** The value that UTF-8 bytes hold. @throws MalformedMessageException when the bytes are not JSON or not of this type */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(new String(json, StandardCharsets.UTF_8), type);
    }

    private static IllegalStateException unwritable(Object value, JsonProcessingException cause) {
        return new IllegalStateException(
                "cannot be written as JSON: " + value.getClass().getName(), cause);
    }
}
