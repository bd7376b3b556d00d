package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neo4j.driver.Value;

/** Contents of nodes and relationships as a text that is equal when they are, and a 64-bit digest of it. */
final class GraphDigest {

    private GraphDigest() {}

    static String text(Collection<String> labels, Map<String, Value> properties) {
        var text = new StringBuilder(256);
        new TreeSet<>(labels).forEach(label -> part(text, label));
        text.append('|');
        new TreeMap<>(properties).forEach((name, value) -> {
            part(text, name);
            value(text, value);
        });
        return text.toString();
    }

    /** The named properties alone. */
    static String key(List<String> names, Map<String, Value> properties) {
        var text = new StringBuilder(64);
        for (String name : names) {
            Value value = properties.get(name);
            if (value == null) {
                part(text, "");
            } else {
                value(text, value);
            }
        }
        return text.toString();
    }

    private static void value(StringBuilder text, Value value) {
        text.append(value.type().name()).append(':');
        switch (value.type().name()) {
            case "LIST", "LIST OF ANY?" -> {
                value.values().forEach(element -> value(text, element));
                text.append(']');
            }
            case "BYTES" -> part(text, Arrays.toString(value.asByteArray()));
            default -> part(text, String.valueOf(value.asObject()));
        }
    }

    /** With its length in front no text can be mistaken for two. */
    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part).append(';');
    }

    /** Of several texts that belong together. */
    static long of(List<String> texts) {
        var all = new StringBuilder(64);
        texts.forEach(text -> part(all, text));
        return of(all.toString());
    }

    static long of(String text) {
        MessageDigest sha = Digests.sha256();
        return ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
