package dev.datamig.coordinator.postgres;

import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database with the coordinator's tables. */
public final class TestDatabase {

    private TestDatabase() {}

    public static DataSource fresh(String name) {
        PostgresServer server = TestServers.postgres();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.createDatabase(name));
        source.setUser(server.username());
        source.setPassword(server.password());
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }
}
