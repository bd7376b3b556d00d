package dev.datamig.cli.bench;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A measurement could not be made. Its message names tables and constraints, never a value. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** What a database says in words may quote rows. */
    private static @Nullable String reason(Throwable cause) {
        return cause instanceof SQLException sql ? "SQLSTATE " + sql.getSQLState() + where(sql) : cause.getMessage();
    }

    private static String where(SQLException failure) {
        ServerErrorMessage said = failure instanceof PSQLException pg ? pg.getServerErrorMessage() : null;
        if (said == null) {
            return "";
        }
        String table = said.getTable() == null ? "" : ", table " + said.getTable();
        return table + (said.getConstraint() == null ? "" : ", constraint " + said.getConstraint());
    }
}
