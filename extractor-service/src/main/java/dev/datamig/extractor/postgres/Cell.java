package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.TypeMap;

/**
 * How a column is asked for and how its binary field becomes a cell. Types without a binary form that is fit to travel are asked
 * for as text, by the type's own output function.
 */
enum Cell {
    BOOLEAN {
        @Override
        Object of(CopyRow field) {
            return field.int1() != 0;
        }
    },
    INT2 {
        @Override
        Object of(CopyRow field) {
            return (int) field.int2();
        }
    },
    INT4 {
        @Override
        Object of(CopyRow field) {
            return field.int4();
        }
    },
    INT8 {
        @Override
        Object of(CopyRow field) {
            return field.int8();
        }
    },
    OID {
        @Override
        Object of(CopyRow field) {
            return field.oid();
        }
    },
    FLOAT4 {
        @Override
        Object of(CopyRow field) {
            return Float.intBitsToFloat(field.int4());
        }
    },
    FLOAT8 {
        @Override
        Object of(CopyRow field) {
            return Double.longBitsToDouble(field.int8());
        }
    },
    DATE {
        @Override
        Object of(CopyRow field) {
            return field.int4() + DAYS_TO_2000;
        }
    },
    MICROSECONDS {
        @Override
        Object of(CopyRow field) {
            return field.int8() + MICROS_TO_2000;
        }
    },
    /** The bytes as they come: strings, enums, json, bytea, and everything that is asked for as text. */
    RAW {
        @Override
        Object of(CopyRow field) {
            return field.bytes(0);
        }
    },
    /** jsonb: a version byte, then text. */
    JSONB {
        @Override
        Object of(CopyRow field) {
            return field.bytes(1);
        }
    },
    UUID {
        @Override
        Object of(CopyRow field) {
            return field.uuid();
        }
    };

    private static final int DAYS_TO_2000 = 10_957;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    /** The cell of a field that is not NULL. */
    abstract Object of(CopyRow field);

    static Cell of(PgColumn column) {
        return switch (column.schema().baseType()) {
            case "bool" -> BOOLEAN;
            case "int2" -> INT2;
            case "int4" -> INT4;
            case "int8" -> INT8;
            case "oid" -> OID;
            case "float4" -> FLOAT4;
            case "float8" -> FLOAT8;
            case "date" -> DATE;
            case "timestamp", "timestamptz" -> MICROSECONDS;
            case "jsonb" -> JSONB;
            case "uuid" -> UUID;
            default -> RAW;
        };
    }

    /** What a query selects for the column. */
    static String expression(PgColumn column) {
        String type = column.schema().baseType();
        boolean binary = of(column) != RAW
                || TypeMap.text(type)
                || type.equals("bytea")
                || type.equals("json")
                || !column.schema().allowed().isEmpty();
        if (binary) {
            return column.sql();
        }
        // A cast to text that is a function of its own may print something else than the type's output function does.
        // That of xml is the exception: it keeps the declaration that the output function drops.
        return column.textCast() && !type.equals("xml")
                ? "case when " + column.sql() + " is not null then concat(" + column.sql() + ") end"
                : column.sql() + "::text";
    }
}
