package dev.datamig.loader.neo4j;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a node is. */
record Contents(TableSchema table, Map<String, Object> properties) {
    static Contents of(TableSchema table, Map<String, Object> properties) {
        return new Contents(table, new TreeMap<>(properties));
    }

    @Nullable
    Object[] row() {
        return GraphFixture.row(table.copiedColumns().stream()
                .map(ColumnSchema::name)
                .map(properties::get)
                .toArray());
    }

    List<@Nullable Object> key() {
        return table.primaryKey().stream().map(properties::get).toList();
    }

    /** As {@link GraphLivesTest#NODES} answers. */
    String text() {
        return "["
                + String.join(
                        ", ",
                        table.labels().stream().sorted().map(Contents::quoted).toList()) + "], ["
                + String.join(
                        ", ",
                        properties.entrySet().stream()
                                .map(each -> "[" + quoted(each.getKey()) + ", " + quoted(each.getValue()) + "]")
                                .toList())
                + "]";
    }

    Contents with(String name, Object value) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put(name, value);
        return new Contents(table, all);
    }

    /** Testers' values win. */
    Contents filled(Contents there) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.putAll(there.properties);
        return new Contents(table, all);
    }

    static String quoted(Object value) {
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
