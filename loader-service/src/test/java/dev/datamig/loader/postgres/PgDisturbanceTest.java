package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads large enough to be copied straight into place, and what can come in between. */
class PgDisturbanceTest {

    private static final int ROWS = 3000;

    private static final String[] DDL = {
        "create table person (id int8 generated always as identity primary key, name text, doc jsonb, at timestamptz)",
        "create table pupil (id int8 primary key references person, code text unique)",
        "create table watch (id int8 primary key, inserted int, updated int)",
        """
        create function watched() returns trigger language plpgsql security definer as $$ begin
          if tg_op = 'INSERT' then insert into public.watch values (new.id, 1, 0)
            on conflict (id) do update set inserted = watch.inserted + 1;
          elsif tg_op = 'UPDATE' then update public.watch set updated = updated + 1 where id = new.id;
          else delete from public.watch where id = old.id; end if;
          return null; end $$""",
        "create trigger watched after insert or update or delete on pupil for each row execute function watched()",
    };

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, DDL);
        fixture.source(
                "insert into person (name, doc, at) select E'n\\\\\\t' || i, '{\"b\": 1}', timestamptz '2024-01-01 00:00:00.5+00' + i * interval '1 day' from generate_series(1, "
                        + ROWS + ") i",
                "insert into pupil select i, 'c' || i from generate_series(1, " + ROWS + ") i",
                "truncate watch");
        return fixture;
    }

    private static Sealed sealed(PgFixture fixture) {
        String[] owned = {"true", "false"};
        return fixture.seal(Map.of("public.person", owned, "public.pupil", owned));
    }

    @Test
    void triggersFireOnceAndLeaveNoTraceAfterAnUndo() {
        var fixture = fixture("triggers");
        Map<String, String> before = fixture.dump();
        Sealed sealed = sealed(fixture);
        fixture.load(sealed, 1);
        assertThat(fixture.value("select count(*) || '/' || sum(inserted) || '/' || sum(updated) from watch"))
                .isEqualTo("3000/3000/0");
        assertThat(fixture.value("select nextval('person_id_seq') > 3000")).isEqualTo("t");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aRowThatIsThereAlreadyMakesTheLoadLookMoreClosely() {
        var fixture = fixture("closely");
        fixture.target(
                "insert into person (id, name, doc, at) overriding system value values (7, E'n\\\\\\t7', '{\"b\":1}', '2024-01-08 00:00:00.5+00')");
        Map<String, String> before = fixture.dump();
        Sealed sealed = sealed(fixture);
        TableLoad person = PgFixture.of(fixture.load(sealed, 1), "public.person");
        assertThat(person.unchanged()).isEqualTo(1);
        assertThat(person.inserted()).isEqualTo(ROWS - 1);
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aConnectionThatIsLostInTheMiddleLeavesNothing() {
        var fixture = fixture("lost");
        Map<String, String> before = fixture.dump();
        Sealed sealed = sealed(fixture);
        assertThatThrownBy(() -> fixture.targetStore().load(sealed.job(1), (table, done, expected) -> {
                    if (table.name().equals("public.pupil") && done == expected) {
                        fixture.target("select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
                                + fixture.account() + "'");
                    }
                }))
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.failure().code()).isEqualTo("LOD-011"));
        assertThat(fixture.dump()).isEqualTo(before);
        fixture.load(sealed, 1);
        assertThatThrownBy(() -> {
                    fixture.target("alter role " + fixture.account() + " connection limit 0");
                    fixture.undo(sealed, 2);
                })
                .isInstanceOf(LoadException.class);
        fixture.target("alter role " + fixture.account() + " connection limit -1");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void testersGoOnWritingAndNeverSeeHalfADistrict() {
        var fixture = fixture("testers");
        fixture.target(
                "create table draft (id serial primary key, person_id int8 references person, t text)",
                "select setval('person_id_seq', 1000000)");
        Sealed sealed = sealed(fixture);
        var stop = new AtomicBoolean();
        CompletableFuture<Integer> testers = CompletableFuture.supplyAsync(() -> write(fixture, stop));
        List<TableLoad> loaded = fixture.load(sealed, 1);
        assertThat(loaded).allSatisfy(t -> assertThat(t.inserted()).isEqualTo(ROWS));
        fixture.undo(sealed, 2);
        stop.set(true);
        assertThat(testers.join()).isPositive();
    }

    /** Inserts people of its own and counts; fails when it sees some but not all of the district. */
    private static int write(PgFixture fixture, AtomicBoolean stop) {
        int written = 0;
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            while (!stop.get()) {
                statement.execute("with p as (insert into person (name) values ('tester') returning id)"
                        + " insert into draft (person_id, t) select id, 'x' from p");
                statement.execute("update draft set t = 'y' where id = (select max(id) from draft)");
                try (var row = statement.executeQuery("select (select count(*) from pupil) in (0, " + ROWS + ")")) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        throw new AssertionError("half a district");
                    }
                }
                written++;
            }
            return written;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
