package dev.datamig.validator.duckdb;

import java.sql.SQLException;

/** What may be told of a DuckDB error: its messages quote values of the data when a statement runs, but not when it is prepared. */
final class EngineError {

    private EngineError() {}

    /** Such as {@code Conversion Error}. */
    static String kind(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(':');
        return colon > 0 && colon < 40 ? message.substring(0, colon) : "error";
    }

    /** The first line, for errors that were raised before any row was read. */
    static String ofPreparation(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("error");
    }
}
