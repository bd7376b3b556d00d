package dev.datamig.extractor;

import dev.datamig.sandbox.servers.PostgresServer;

/** A small district in one database, for tests of what may happen to its source. */
final class SafetyLandscape {

    static final int ITEMS = 20_000;

    private static final String[] SCHEMA = {
        "create table district (id int primary key, name text)",
        "create table item (id int primary key, district_id int not null references district, body text)",
        "create table remark (item_id int not null references item, body text)",
        "insert into district values (1, 'one'), (2, 'two')",
        "insert into item select g, 1 + g % 2, repeat('body ', 20) from generate_series(1, " + 2 * ITEMS + ") g",
        "insert into remark select g, 'remark ' || g from generate_series(1, " + 2 * ITEMS + ") g",
        "analyze",
    };

    private SafetyLandscape() {}

    static void create(PostgresServer server, String database) {
        server.createDatabase(database);
        server.execute(database, SCHEMA);
    }

    static String of(PostgresServer server, String database) {
        return of(server, database, "id = :district");
    }

    static String of(PostgresServer server, String database, String root) {
        return """
                version: 1
                name: safety
                environment: CERT
                districts: { store: main, query: "select id, name from district" }
                stores:
                  main:
                    kind: postgresql
                    source: { url: "%1$s", username: "%2$s", password: "%3$s" }
                    target: { url: "%1$s_cert", username: "%2$s", password: "%3$s" }
                    roots:
                      - { table: public.district, where: "%4$s" }
                """.formatted(server.jdbcUrl(database), server.username(), server.password(), root);
    }
}
