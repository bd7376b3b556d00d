package dev.datamig.coordinator.postgres;

import java.sql.SQLException;

/** The coordinator's database failed. The message has the SQLSTATE only: PostgreSQL's own texts may hold values. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    DatabaseException(SQLException cause) {
        super("the coordinator's database failed with SQLSTATE " + cause.getSQLState(), cause);
        this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** Whether a unique constraint said no. */
    public boolean isDuplicate() {
        return sqlState.equals("23505");
    }

    /** Whether the same work may succeed later: no connection, no room, a deadlock, a server that starts or stops. */
    public boolean isPassing() {
        return sqlState.isEmpty()
                || sqlState.startsWith("08")
                || sqlState.startsWith("40")
                || sqlState.startsWith("53")
                || sqlState.startsWith("55")
                || sqlState.startsWith("57");
    }
}
