package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A database with what makes copying difficult, and more rows of a run than a pipe holds. */
record BenchStore(PostgresServer server, String name) {

    static final int PUPILS = 12_000;

    /** Pupils, their advisors, marks of quarters 1 and 2, desks. */
    static final long ROWS = PUPILS + 50 + 2 * PUPILS + 100;

    static BenchStore create(String name) {
        PostgresServer server = TestServers.postgres();
        server.createDatabase(name);
        server.execute(
                name,
                "create table pupil (id int primary key, advisor int not null, name text not null,"
                        + " shout text generated always as (upper(name)) stored)",
                "create table advisor (id int generated always as identity primary key, favourite int references pupil)",
                "alter table pupil add constraint advised foreign key (advisor) references advisor deferrable initially deferred",
                "create table mark (pupil int references pupil, quarter int, points numeric, primary key (pupil, quarter))"
                        + " partition by range (quarter)",
                "create table mark_1 partition of mark for values from (1) to (2)",
                "create table \"mark of 2\" partition of mark for values from (2) to (3)",
                "create schema \"Odd one\"",
                "create table \"Odd one\".\"Or\"\"der\" (\"select\" int primary key, pupil int unique references pupil)",
                "create table empty ()",
                "insert into advisor (id, favourite) overriding system value values (1, null), (2, null)",
                "insert into pupil values (1, 1, 'before'), (2, 2, 'before')",
                "insert into mark values (1, 1, 7)",
                "create function refuse() returns trigger language plpgsql as"
                        + " 'begin if new.name = ''before'' then raise exception ''no''; end if; return new; end'",
                "create trigger watchful before insert on pupil for each row execute function refuse()");
        return new BenchStore(server, name);
    }

    /** What a run writes, in one transaction. */
    void fill() {
        server.execute(name, """
                with a as (
                  insert into advisor (id, favourite) overriding system value
                  select i, null from generate_series(101, 150) i returning id),
                p as (
                  insert into pupil select i, 101 + i %% 50, repeat('pupil ' || i || ' ', 20) from generate_series(1001, 1000 + %1$d) i returning id),
                m as (
                  insert into mark select i, q, i * q from generate_series(1001, 1000 + %1$d) i, generate_series(1, 2) q)
                insert into "Odd one"."Or""der" select i, i + 900 from generate_series(101, 199) i
                union all select 1, 1
                """.formatted(PUPILS), "update advisor set favourite = 1000 + id where id > 100");
    }

    PgFloor floor(Path folder) {
        return PgFloor.prepare(
                new PgEndpoint(server.host(), server.port(), server.username(), server.password()), name, folder);
    }

    /** Databases that were made for measuring, and connections to any database of this test. */
    List<String> leftOvers() {
        try (var session = new PgSession(
                new PgEndpoint(server.host(), server.port(), server.username(), server.password()), "postgres")) {
            return session.texts(
                    "select 'database ' || datname from pg_database where datname like 'floor%'"
                            + " union all select 'connection to ' || datname from pg_stat_activity where datname ~ '(floor|bench)_'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
