package dev.datamig.contracts.landscape;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells a pooler that lends the sessions of a PostgreSQL server out by the transaction, as PgBouncer does with
 * {@code pool_mode = transaction}. Settings and session-wide locks would be left in sessions that others get next.
 */
public final class LentSessions {

    /** Somebody else may get the session in between. */
    private static final int TRIES = 3;

    private LentSessions() {}

    /** Opens another connection to the same address; it is closed here. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException;
    }

    /**
     * Whether two connections get the same session, one after the other. Asks nothing more where the server itself has answered the
     * login.
     *
     * @param connection without a transaction
     * @param told the number of the session as it was told at the login; a pooler tells its own
     */
    public static boolean at(Connection connection, int told, Opener opener) throws SQLException {
        if (session(connection) == told) {
            return false;
        }
        try (Connection other = opener.open()) {
            for (int i = 0; i < TRIES; i++) {
                if (session(connection) == session(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
