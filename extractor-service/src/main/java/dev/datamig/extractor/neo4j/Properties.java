package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is known of the properties of one kind of nodes or relationships: in how many they are, and with which type. */
final class Properties {

    static final String ANY = "neo4j:any";

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long total;

    /** Adds {@code count} entities that have the same properties, given as pairs of name and {@code valueType()}. */
    void add(List<List<String>> shape, long count) {
        total += count;
        shape.forEach(property -> add(property.get(0), property.get(1), count));
    }

    /** Of entities that were added already, {@code count} have the property. */
    void add(String property, String valueType, long count) {
        types.merge(property, type(valueType), (known, next) -> known.equals(next) ? known : ANY);
        counts.merge(property, count, Long::sum);
    }

    private static String type(String valueType) {
        return switch (valueType.replace(" NOT NULL", "")) {
            case "STRING" -> "neo4j:string";
            case "INTEGER" -> "neo4j:integer";
            case "FLOAT" -> "neo4j:float";
            case "BOOLEAN" -> "neo4j:boolean";
            default -> ANY;
        };
    }

    /** Whether every entity has all of these properties. */
    boolean always(List<String> names) {
        return names.stream().allMatch(name -> counts.getOrDefault(name, 0L) == total);
    }

    /** How many entities, at least, lack one of these properties. */
    long lacking(List<String> names) {
        return names.stream()
                .mapToLong(name -> total - counts.getOrDefault(name, 0L))
                .max()
                .orElse(0);
    }

    /** @param naming what the column of a property is called */
    List<ColumnSchema> columns(UnaryOperator<String> naming) {
        return types.keySet().stream()
                .map(name -> column(naming.apply(name), types.getOrDefault(name, ANY), true))
                .toList();
    }

    /** The property as a column of another name, such as a relationship's end. */
    ColumnSchema keyColumn(String property, String name) {
        return column(name, types.getOrDefault(property, "neo4j:string"), false);
    }

    static ColumnSchema column(String name, String type, boolean nullable) {
        return new ColumnSchema(
                name,
                type,
                type.substring("neo4j:".length()),
                physical(type),
                nullable,
                false,
                false,
                null,
                List.of(),
                null);
    }

    private static Physical physical(String type) {
        return switch (type) {
            case "neo4j:integer" -> Physical.INT64;
            case "neo4j:float" -> Physical.DOUBLE;
            case "neo4j:boolean" -> Physical.BOOLEAN;
            default -> Physical.TEXT;
        };
    }
}
