package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What triggers of the target write in other tables goes with the run, whichever way it was written. */
class TriggeredRowsTest {

    private static final String[] TABLES = {
        "create table school (id int primary key, name text, pupils int not null default 0, touched timestamptz)",
        "create table pupil (id int primary key, school_id int references school, name text)",
        "create table audit (id bigserial primary key, what text, pupil_id int, at timestamptz default"
                + " clock_timestamp())",
        "create table journal (what text, pupil_id int)",
        "create table queue (id int primary key, note text)",
    };

    /** Writes rows with a key, rows without one, a counter of somebody else's row; also under a savepoint. */
    private static final String[] TRIGGERS = {
        """
        create function watch() returns trigger language plpgsql as $$
        begin
          insert into public.audit (what, pupil_id) values (tg_op, coalesce(new.id, old.id));
          begin
            insert into public.journal values (tg_op, coalesce(new.id, old.id));
          exception when others then null;
          end;
          delete from public.queue where id = case tg_op when 'DELETE' then 100 + old.id else new.id end;
          if tg_op <> 'DELETE' then
            update public.school set pupils = pupils + 1, touched = clock_timestamp() where id = new.school_id;
          else
            update public.school set touched = clock_timestamp() where id = old.school_id;
          end if;
          return null;
        end $$""",
        "create trigger watch after insert or update or delete on pupil for each row execute function" + " watch()",
    };

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, TABLES);
        fixture.source(
                "insert into school values (1, 'A', 7)",
                "insert into pupil select i, 1, 'p' || i from generate_series(1, 50) i");
        fixture.target(TRIGGERS);
        fixture.target(
                "insert into school values (1, 'A', 7), (2, 'B', 3)",
                "insert into pupil values (900, 2, 'theirs'), (3, 1, 'other')",
                "insert into queue select i, 'n' || i from generate_series(1, 200) i");
        return fixture;
    }

    private static Sealed pupils(PgFixture fixture) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.pupil", new String[] {"true", "false"});
        return fixture.seal(tables);
    }

    @Test
    void theWholeDumpIsAsBeforeAlthoughTriggersWroteInThreeTables() {
        PgFixture fixture = fixture("triggered");
        Map<String, String> before = fixture.dump();
        Sealed sealed = pupils(fixture);

        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        assertThat(fixture.value("select count(*) from audit")).isEqualTo("52");
        assertThat(fixture.value("select count(*) from journal")).isEqualTo("52");
        assertThat(fixture.value("select count(*) from queue")).isEqualTo("150");
        assertThat(fixture.value("select pupils from school where id = 1")).isEqualTo("58");
        fixture.target("insert into pupil values (901, 2, 'meanwhile')");
        Target.Undone undone = fixture.undo(sealed, 2);

        assertThat(PgFixture.of(undone.tables(), "public.audit").inserted()).isEqualTo(50);
        assertThat(fixture.value("select count(*) from audit where pupil_id = 901"))
                .isEqualTo("1");
        fixture.target(
                "alter table pupil disable trigger watch",
                "delete from pupil where id = 901",
                "delete from audit where pupil_id = 901",
                "delete from journal where pupil_id = 901",
                "update school set pupils = 4, touched = (select touched from school where id = 2) where id = 2");
        Map<String, String> after = fixture.dump();
        assertThat(fixture.value("select pupils from school where id = 1")).isEqualTo("8");
        after.remove("public.school");
        before.remove("public.school");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void theDumpIsByteIdenticalWhenNobodyElseWorks() {
        PgFixture fixture = fixture("triggered_alone");
        Map<String, String> before = fixture.dump();
        Sealed sealed = pupils(fixture);
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aRowThatSomebodyChangedAfterTheTriggerIsLeftAndCounted() {
        PgFixture fixture = fixture("triggered_changed");
        Sealed sealed = pupils(fixture);
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        fixture.target("update school set name = 'renamed' where id = 1", "delete from journal where pupil_id < 10");
        Target.Undone undone = fixture.undo(sealed, 2);
        assertThat(PgFixture.of(undone.tables(), "public.school").matched()).isEqualTo(1);
        assertThat(fixture.value("select name from school where id = 1")).isEqualTo("renamed");
    }

    @Test
    void whatTheAccountMayNotReadStaysAndIsCounted() {
        PgFixture fixture = fixture("triggered_hidden");
        fixture.target(
                "alter function watch() security definer", "revoke all on journal, audit from " + fixture.account());
        Sealed sealed = pupils(fixture);
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        Target.Undone undone = fixture.undo(sealed, 2);
        assertThat(PgFixture.of(undone.tables(), "public.journal"))
                .extracting(TableLoad::inserted, TableLoad::matched)
                .containsExactly(0L, 100L);
        assertThat(fixture.value("select count(*) from pupil where id < 100")).isEqualTo("1");
    }

    @Test
    void testersWhoChangedARowOfATriggerAreHeard() {
        PgFixture fixture = fixture("triggered_refused");
        Sealed sealed = pupils(fixture);
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        fixture.target("update audit set what = 'seen' where pupil_id = 5");
        assertThatThrownBy(() -> fixture.undo(sealed, 2)).hasMessageContaining("changed since: 1 rows of public.audit");
    }

    /** An audit table in a schema that is no business of the loader's. */
    @Test
    void whatLiesInASchemaThatTheAccountMayNotUseStaysAndIsCounted() {
        var fixture = new PgFixture("triggered_schema", staging, "create table pupil (id int primary key, name text)");
        fixture.source("insert into pupil select i, 'p' || i from generate_series(1, 5) i");
        fixture.target(
                "create schema guarded",
                "create table guarded.audit (id serial primary key, what text)",
                "grant all on guarded.audit to " + fixture.account(),
                "create function watch() returns trigger language plpgsql security definer as $$ begin"
                        + " insert into guarded.audit (what) select tg_op from fresh; return null; end $$",
                "create trigger watch after insert on pupil referencing new table as fresh for each statement execute"
                        + " function watch()");
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.value("select count(*) from guarded.audit")).isEqualTo("5");
        fixture.undo(sealed, 2);
        assertThat(fixture.value("select count(*) from pupil")).isEqualTo("0");
        assertThat(fixture.value("select count(*) from guarded.audit")).isEqualTo("5");
    }
}
