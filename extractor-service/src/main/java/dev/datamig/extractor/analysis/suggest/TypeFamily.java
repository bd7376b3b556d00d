package dev.datamig.extractor.analysis.suggest;

import dev.datamig.extractor.analysis.shape.ColumnShape;
import java.util.OptionalDouble;

/** Types whose values can name a row, by what they compare with. */
enum TypeFamily {
    INTEGER,
    NUMERIC,
    UUID,
    TEXT,
    ENUM,
    NONE;

    static TypeFamily of(ColumnShape column) {
        if (!column.allowed().isEmpty()) {
            return ENUM;
        }
        return of(column.baseType());
    }

    /** The same for the values that refer: those in an array count each by itself. */
    static TypeFamily ofValues(ColumnShape column) {
        return isArray(column) ? of(column.baseType().substring(1)) : of(column);
    }

    /** Whether it is an array whose elements can name rows. */
    static boolean isArray(ColumnShape column) {
        return column.array() && of(column.baseType().substring(1)) != NONE;
    }

    private static TypeFamily of(String baseType) {
        return switch (baseType) {
            case "int2", "int4", "int8", "INTEGER" -> INTEGER;
            case "numeric" -> NUMERIC;
            case "uuid" -> UUID;
            case "text", "varchar", "bpchar", "citext", "STRING" -> TEXT;
            default -> NONE;
        };
    }

    /** What it costs when the child's type is compared with the parent's; empty when they do not compare. */
    OptionalDouble cost(TypeFamily parent) {
        if (this == NONE || parent == NONE || this == ENUM || parent == ENUM) {
            return OptionalDouble.empty();
        }
        if (this == parent) {
            return OptionalDouble.of(0);
        }
        boolean numbers = (this == INTEGER || this == NUMERIC) && (parent == INTEGER || parent == NUMERIC);
        boolean texts = (this == TEXT || this == UUID) && (parent == TEXT || parent == UUID);
        return numbers || texts
                ? OptionalDouble.of(0.5)
                : this == TEXT ? OptionalDouble.of(1.5) : OptionalDouble.empty();
    }
}
