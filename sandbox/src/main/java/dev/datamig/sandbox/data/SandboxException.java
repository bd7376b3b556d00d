package dev.datamig.sandbox.data;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The sandbox's data could not be made or looked at; the message says what failed. */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** PostgreSQL's texts contain values. */
    private static @Nullable String reason(Throwable cause) {
        return cause instanceof SQLException sql ? "SQLSTATE " + sql.getSQLState() : cause.getMessage();
    }
}
