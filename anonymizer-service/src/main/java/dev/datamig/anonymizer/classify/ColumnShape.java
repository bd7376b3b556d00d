package dev.datamig.anonymizer.classify;

import dev.datamig.contracts.schema.ColumnSchema;

/** The kinds of column that masking tells apart. */
public enum ColumnShape {
    TEXT,
    /** Text with a fixed list of labels. */
    ENUM,
    TEXT_ARRAY,
    OTHER_ARRAY,
    WHOLE,
    DECIMAL,
    FLOATING,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    UUID,
    NETWORK,
    MAC,
    JSON,
    SEARCH_VECTOR,
    /** Keys with a text each: hstore. */
    PAIRS,
    BYTES,
    /** A graph's property of varying type, as JSON. */
    ANY,
    /** Ranges, geometry, XML and whatever else travels as text. */
    OTHER;

    public static ColumnShape of(ColumnSchema column) {
        if (!column.allowed().isEmpty()) {
            return ENUM;
        }
        if (column.sourceType().equals("neo4j:any")) {
            return ANY;
        }
        return switch (column.physical()) {
            case BOOLEAN -> BOOLEAN;
            case INT32, INT64 -> WHOLE;
            case FLOAT, DOUBLE -> FLOATING;
            case DATE -> DATE;
            case TIMESTAMP, TIMESTAMPTZ -> TIMESTAMP;
            case BYTES -> BYTES;
            case TEXT -> ofText(column.baseType());
        };
    }

    private static ColumnShape ofText(String baseType) {
        return switch (baseType) {
            case "text", "varchar", "bpchar", "citext", "name", "char", "neo4j:string", "string", "xml" -> TEXT;
            case "_text", "_varchar", "_bpchar", "_citext", "_name" -> TEXT_ARRAY;
            case "numeric", "money" -> DECIMAL;
            case "uuid" -> UUID;
            case "inet", "cidr" -> NETWORK;
            case "macaddr", "macaddr8" -> MAC;
            case "json", "jsonb" -> JSON;
            case "tsvector" -> SEARCH_VECTOR;
            case "hstore" -> PAIRS;
            default -> baseType.startsWith("_") ? OTHER_ARRAY : OTHER;
        };
    }

    /** Whether words can stand in it. */
    public boolean wordy() {
        return this == TEXT || this == TEXT_ARRAY || this == ANY || this == PAIRS;
    }
}
