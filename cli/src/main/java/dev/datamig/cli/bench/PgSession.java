package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.PgEndpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A connection to a database of CERT's cluster. */
final class PgSession implements AutoCloseable {

    private final Connection connection;

    PgSession(PgEndpoint cluster, String database) throws SQLException {
        this.connection =
                DriverManager.getConnection(cluster.jdbcUrl(database), cluster.username(), cluster.password());
    }

    /** From here on nothing is committed before {@link #commit}. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> texts(String query) throws SQLException {
        return rows(query, 1).stream().map(List::getFirst).toList();
    }

    List<List<String>> rows(String query, int columns) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
