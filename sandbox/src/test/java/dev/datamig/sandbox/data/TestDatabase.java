package dev.datamig.sandbox.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Short ways to ask a database in a test. */
public record TestDatabase(PgEndpoint cluster, String database) {

    public static TestDatabase prod(String store) {
        return new TestDatabase(SandboxFixture.servers().prod(), store);
    }

    public static TestDatabase cert(String store) {
        return new TestDatabase(SandboxFixture.servers().cert(), store);
    }

    /** The first column of every row. */
    public List<String> column(String sql) {
        try (Connection connection = connect(cluster.username(), cluster.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(String.valueOf(result.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(column(sql).getFirst());
    }

    public void execute(String... statements) {
        try (Connection connection = connect(cluster.username(), cluster.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Connection connect(String username, String password) throws SQLException {
        return DriverManager.getConnection(cluster.jdbcUrl(database), username, password);
    }
}
