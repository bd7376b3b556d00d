package dev.datamig.sandbox.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Makes one relational store from nothing: database, schema, rows, sequences, accounts.
 *
 * <p>Rows are copied while the session plays a replica, so that foreign keys are not asked row by row (cycles could not be copied
 * otherwise); the tests of this module ask them all afterwards.
 */
final class StoreBuilder {

    private final PgEndpoint cluster;
    private final String store;
    private final World world;

    StoreBuilder(PgEndpoint cluster, String store, World world) {
        this.cluster = cluster;
        this.store = store;
        this.world = world;
    }

    /** @return how many rows */
    long build() {
        try {
            recreate();
            try (Connection connection = connect(store)) {
                return fill(connection);
            }
        } catch (SQLException e) {
            throw new SandboxException("the store " + store + " could not be made", e);
        }
    }

    private void recreate() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + store + " with (force)");
            statement.execute("create database " + store);
        }
    }

    private long fill(Connection connection) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute(SandboxResources.text("schema/" + store + ".sql"));
            statement.execute("set session_replication_role = replica");
            connection.setAutoCommit(false);
            for (Feed feed : StoreContent.feeds(store, world)) {
                rows += copy(connection, feed);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("set session_replication_role = origin");
            finish(statement);
        }
        return rows;
    }

    private static long copy(Connection connection, Feed feed) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + feed.into() + " from stdin");
        try {
            var rows = new Rows(copy);
            feed.rows().accept(rows);
            rows.flush();
            return copy.endCopy();
        } catch (SQLException e) {
            throw new SandboxException("the rows of " + feed.into() + " could not be made", e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void finish(Statement statement) throws SQLException {
        Account account = world.cert() ? Account.LOADER : Account.READER;
        if (world.cert()) {
            statement.execute(SandboxResources.text("schema/sequences-low.sql"));
            if (store.equals("ids")) {
                statement.execute(SandboxResources.text("schema/cert-triggers-ids.sql"));
            }
        } else {
            statement.execute(SandboxResources.text("schema/sequences-high.sql"));
            statement.execute("grant pg_read_all_data to " + account.username());
        }
        String environment = world.cert() ? "CERT" : "PROD";
        statement.execute("comment on database " + store + " is 'datamig-environment=" + environment + "'");
        for (String schema : store.equals("adb") ? List.of("public", "bank") : List.of("public")) {
            statement.execute(account.grants(store, schema));
        }
        statement.execute("vacuum analyze");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(cluster.jdbcUrl(database), cluster.username(), cluster.password());
    }
}
