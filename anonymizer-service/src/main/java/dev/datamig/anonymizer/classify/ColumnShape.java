package dev.datamig.anonymizer.classify;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.Set;

/** The kinds of column that masking tells apart. */
public enum ColumnShape {
    TEXT,
    /** Text with a fixed list of labels. */
    ENUM,
    TEXT_ARRAY,
    /** Whole numbers, decimals or uuids. */
    NUMBER_ARRAY,
    OTHER_ARRAY,
    WHOLE,
    DECIMAL,
    FLOATING,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    /** Lists and ranges of days. */
    DATES,
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
    XML,
    /** Composite types, ranges of texts, arrays of these, types of extensions: whatever may have text inside. */
    PARTED,
    /** Ranges of numbers and times, geometry and whatever else travels as text and holds none. */
    OTHER;

    private static final Set<String> WITHOUT_TEXT = Set.of(
            "bit",
            "varbit",
            "interval",
            "time",
            "timetz",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "geometry",
            "geography",
            "pg_lsn",
            "oid",
            "xid",
            "cid",
            "tid",
            "regclass",
            "regtype",
            "regproc",
            "tsquery",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "datemultirange",
            "tsmultirange",
            "tstzmultirange");
    private static final Set<String> ARRAYS_WITHOUT_TEXT = Set.of(
            "int2",
            "int4",
            "int8",
            "numeric",
            "float4",
            "float8",
            "bool",
            "money",
            "date",
            "timestamp",
            "timestamptz",
            "uuid",
            "bytea",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8");

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
            case "text", "varchar", "bpchar", "citext", "name", "char", "neo4j:string", "string" -> TEXT;
            case "xml" -> XML;
            case "_int2", "_int4", "_int8", "_numeric", "_uuid" -> NUMBER_ARRAY;
            case "_text", "_varchar", "_bpchar", "_citext", "_name" -> TEXT_ARRAY;
            case "numeric", "money" -> DECIMAL;
            case "uuid" -> UUID;
            case "inet", "cidr" -> NETWORK;
            case "macaddr", "macaddr8" -> MAC;
            case "json", "jsonb" -> JSON;
            case "tsvector" -> SEARCH_VECTOR;
            case "hstore" -> PAIRS;
            case "_date", "daterange", "datemultirange" -> DATES;
            default -> other(baseType);
        };
    }

    private static ColumnShape other(String baseType) {
        if (!baseType.startsWith("_")) {
            return WITHOUT_TEXT.contains(baseType) ? OTHER : PARTED;
        }
        String element = baseType.substring(1);
        return WITHOUT_TEXT.contains(element) || ARRAYS_WITHOUT_TEXT.contains(element) ? OTHER_ARRAY : PARTED;
    }

    /** Whether words can stand in it. */
    public boolean wordy() {
        return this == TEXT || this == TEXT_ARRAY || this == ANY || this == PAIRS || parted();
    }

    /** Whether texts stand in it as parts among others. */
    public boolean parted() {
        return this == XML || this == PARTED;
    }
}
