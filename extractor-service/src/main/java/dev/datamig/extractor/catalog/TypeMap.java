package dev.datamig.extractor.catalog;

import dev.datamig.contracts.schema.Physical;
import java.util.Set;

/** How PostgreSQL's types travel and which of them compare without a cast. */
public final class TypeMap {

    private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8", "oid");
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name", "citext");

    private TypeMap() {}

    /** @param baseType the type behind domains, as the catalog names it */
    public static Physical physical(String baseType) {
        return switch (baseType) {
            case "bool" -> Physical.BOOLEAN;
            case "int2", "int4" -> Physical.INT32;
            case "int8", "oid" -> Physical.INT64;
            case "float4" -> Physical.FLOAT;
            case "float8" -> Physical.DOUBLE;
            case "date" -> Physical.DATE;
            case "timestamp" -> Physical.TIMESTAMP;
            case "timestamptz" -> Physical.TIMESTAMPTZ;
            case "bytea" -> Physical.BYTES;
            default -> Physical.TEXT;
        };
    }

    /** Whole numbers, which compare with each other. */
    public static boolean integer(String baseType) {
        return INTEGERS.contains(baseType);
    }

    /** Numbers of all kinds, which compare with each other. */
    public static boolean number(String baseType) {
        return NUMBERS.contains(baseType) || integer(baseType);
    }

    /** Strings, which compare with each other. */
    public static boolean text(String baseType) {
        return TEXTS.contains(baseType);
    }

    /** Whether {@code =} between the two needs no cast. */
    public static boolean comparable(String one, String other) {
        return one.equals(other)
                || (integer(one) && integer(other))
                || (text(one) && text(other))
                || (NUMBERS.contains(one) && NUMBERS.contains(other));
    }
}
