package dev.datamig.validator.proof;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;

/** Which columns the leak scan reads: all that travel as text, but those whose type can hold no personal value. */
public final class Scanned {

    private Scanned() {}

    public static boolean of(ColumnSchema column) {
        if (column.physical() != Physical.TEXT || !column.allowed().isEmpty()) {
            return false;
        }
        return switch (column.baseType()) {
            case "numeric",
                    "money",
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
                    "pg_lsn",
                    "int4range",
                    "int8range",
                    "numrange",
                    "daterange",
                    "tsrange",
                    "tstzrange" -> false;
            default -> true;
        };
    }

    static boolean json(ColumnSchema column) {
        return switch (column.baseType()) {
            case "json", "jsonb", "any", "neo4j:any" -> true;
            default -> false;
        };
    }
}
