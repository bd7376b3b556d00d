package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;

/** DuckDB expressions for columns: readable for rules, and canonical for comparing keys of different types. */
final class Expressions {

    private Expressions() {}

    /** As the reference page of validation rules promises. */
    static String readable(ColumnSchema column, String raw) {
        if (column.physical() != Physical.TEXT) {
            return raw;
        }
        return switch (column.baseType()) {
            case "numeric" -> "TRY_CAST(" + raw + " AS DOUBLE)";
            case "money" -> "TRY_CAST(regexp_replace(" + raw + ", '[^0-9.-]', '', 'g') AS DOUBLE)";
            case "json", "jsonb" -> "TRY_CAST(" + raw + " AS JSON)";
            default -> raw;
        };
    }

    /** Equal keys give equal texts or numbers, whatever their column's type. */
    static String key(ColumnSchema column, String raw) {
        return switch (column.physical()) {
            case INT32, INT64 -> "CAST(" + raw + " AS BIGINT)";
            case TEXT -> textKey(column, raw);
            default -> raw;
        };
    }

    private static String textKey(ColumnSchema column, String raw) {
        return switch (column.baseType()) {
            case "bpchar" -> "rtrim(" + raw + ")";
            case "citext", "uuid" -> "lower(" + raw + ")";
            case "numeric" ->
                "CASE WHEN contains(" + raw + ", '.') THEN rtrim(rtrim(" + raw + ", '0'), '.') ELSE " + raw + " END";
            default -> raw;
        };
    }

    /** As {@link #key}, for a key that is compared with one of another column, as PostgreSQL would compare the two. */
    static String key(ColumnSchema column, String raw, ColumnSchema other) {
        if (isFloat(column) || isFloat(other)) {
            return "TRY_CAST(" + raw + " AS DOUBLE)";
        }
        String key = key(column, raw);
        if (isText(column) && isText(other)) {
            String folded = either(column, other, "citext") ? "lower(" + key + ")" : key;
            return either(column, other, "bpchar") ? "rtrim(" + folded + ")" : folded;
        }
        return family(column) == family(other) ? key : "CAST(" + key + " AS VARCHAR)";
    }

    private static boolean isFloat(ColumnSchema column) {
        return column.physical() == Physical.FLOAT || column.physical() == Physical.DOUBLE;
    }

    private static boolean isText(ColumnSchema column) {
        return column.physical() == Physical.TEXT;
    }

    private static boolean either(ColumnSchema one, ColumnSchema other, String type) {
        return one.baseType().equals(type) || other.baseType().equals(type);
    }

    private static Physical family(ColumnSchema column) {
        return column.physical() == Physical.INT32 ? Physical.INT64 : column.physical();
    }
}
