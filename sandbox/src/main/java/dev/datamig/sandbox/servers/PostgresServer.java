package dev.datamig.sandbox.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A running PostgreSQL cluster on loopback: where it is, and the superuser's way in. */
public final class PostgresServer implements AutoCloseable {

    private final String host;
    private final int port;
    private final String username;
    private final String password;
    private final long pid;
    private final Runnable stop;

    private PostgresServer(String host, int port, String username, String password, long pid, Runnable stop) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        this.pid = pid;
        this.stop = stop;
    }

    /** Starts the cluster, making it first when its folder is empty. Returns when it answers. */
    public static PostgresServer start(PostgresCluster cluster) {
        WatchedProcess process = cluster.start();
        return new PostgresServer(
                "127.0.0.1",
                cluster.port(),
                PostgresCluster.SUPERUSER,
                cluster.password(),
                process.pid(),
                process::close);
    }

    /** One that somebody else started and stops. */
    public static PostgresServer at(String host, int port, String username, String password) {
        return new PostgresServer(host, port, username, password, -1, () -> {});
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /** The postmaster's process id; -1 for a server that this JVM did not start. */
    public long pid() {
        return pid;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** A fresh, empty database; one of the same name is dropped with everybody who is connected to it. @return its JDBC URL */
    public String createDatabase(String name) {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        execute("postgres", "drop database if exists " + quoted + " with (force)");
        execute("postgres", "create database " + quoted);
        return jdbcUrl(name);
    }

    /** Makes the database when it is not there. */
    public void ensureDatabase(String name) {
        try (Connection connection = connect("postgres");
                var query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, name);
            if (query.executeQuery().next()) {
                return;
            }
        } catch (SQLException e) {
            throw new ServerStartException("the databases could not be listed: " + e.getMessage(), e);
        }
        createDatabase(name);
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), username, password);
    }

    /** Runs statements that return nothing, each for itself, as the superuser. */
    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new ServerStartException("the statement failed in database " + database + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
