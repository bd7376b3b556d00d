package dev.datamig.coordinator.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions on the coordinator's database. */
@ApplicationScoped
public class Database {

    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /** Work on an open transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Deed {
        void on(Connection connection) throws SQLException;
    }

    /**
     * One transaction: committed when the work returns, rolled back when it throws.
     *
     * @throws DatabaseException when the database fails
     */
    public <T> T in(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    public void run(Deed deed) {
        in(connection -> {
            deed.on(connection);
            return true;
        });
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
