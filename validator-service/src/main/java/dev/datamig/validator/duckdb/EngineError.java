package dev.datamig.validator.duckdb;

import java.sql.SQLException;
import java.util.Set;

/** What may be told of a DuckDB error: its messages quote values of the data when a statement runs, but not when it is prepared. */
final class EngineError {

    private static final Set<String> OF_VALUES = Set.of(
            "Binder Error", "Conversion Error", "Invalid Input Error", "Not implemented Error", "Out of Range Error");

    private EngineError() {}

    /** Such as {@code Conversion Error}. */
    static String kind(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(':');
        return colon > 0 && colon < 40 ? message.substring(0, colon) : "error";
    }

    /** Whether the engine cannot work with these values or types, and has no trouble with memory, disk or files. */
    static boolean isOfValues(SQLException e) {
        return OF_VALUES.contains(kind(e));
    }

    /** The first line, for errors that were raised before any row was read. */
    static String ofPreparation(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("error");
    }
}
