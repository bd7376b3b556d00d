package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers of one table of the run write to another one of it: to rows of testers there, and to the run's own. */
class TriggersAmongTablesOfTheRunTest {

    private static final String[] QUEUE = {
        "create table waiting (id int primary key, pupil text)",
        "create table enrolment (id int primary key, pupil text)",
    };

    private static final String[] SCHOOLS = {
        "create table school (id int primary key, touched timestamptz, pupils int not null default 0)",
        "create table pupil (id int primary key, school_id int references school, name text)",
    };

    private static final String TOUCH = """
            create function touch() returns trigger language plpgsql as $$
            begin
              update public.school set touched = clock_timestamp(),
                pupils = pupils + case tg_op when 'INSERT' then 1 when 'DELETE' then -1 else 0 end
              where id = coalesce(new.school_id, old.school_id);
              return null;
            end $$""";

    @TempDir
    Path staging;

    /** Whoever is enrolled waits no more. @param when of the rows is looked at, {@code new} or {@code old} */
    private PgFixture queue(String name, String event, String when) {
        var fixture = new PgFixture(name, staging, QUEUE);
        fixture.source(
                "insert into waiting select i, 'w' || i from generate_series(1, 5) i",
                "insert into enrolment select i, 'p' || i from generate_series(1, 5) i");
        fixture.target(
                "create function leave() returns trigger language plpgsql as $$ begin delete from public.waiting where"
                        + " pupil = " + when + ".pupil; return null; end $$",
                "create trigger leave after " + event + " on enrolment for each row execute function leave()",
                "insert into waiting values (100, 'p3'), (101, 'p9'), (102, 'p12')");
        return fixture;
    }

    @Test
    void aTestersRowThatATriggerTakesOutWhileTheRunIsLoadedComesBack() {
        PgFixture fixture = queue("among_load", "insert", "new");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.value("select count(*) from waiting")).isEqualTo("7");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aTestersRowThatATriggerTakesOutWhileTheRunIsUndoneComesBack() {
        PgFixture fixture = queue("among_undo", "delete", "old");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aTestersRowThatATriggerTakesOutOfATableThatARefreshTakesRowsFromComesBack() {
        PgFixture fixture = queue("among_refresh", "insert", "new");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> loaded = fixture.dump();
        fixture.source("delete from waiting where id < 4", "insert into enrolment values (12, 'p12')");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select count(*) from waiting")).isEqualTo("3");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Under the savepoint of an exception block, in a table whose own rows were copied straight into place. */
    @Test
    void whatTriggersWriteUnderASavepointBesideRowsThatWereCopiedGoesWithTheRun() {
        var fixture = new PgFixture(
                "among_savepoint",
                staging,
                "create table section (id int primary key, seats int)",
                "create table enrolment (id int primary key, section_id int)");
        fixture.source(
                "insert into section select i, 0 from generate_series(1, 200) i",
                "insert into enrolment select i, i from generate_series(1, 5) i");
        fixture.target(
                "insert into section values (1000, 7)",
                """
                create function seat() returns trigger language plpgsql as $$
                begin
                  begin
                    update public.section set seats = seats + 1 where id = 1000;
                    insert into public.section values (2000 + new.id, 1);
                  exception when others then null;
                  end;
                  return null;
                end $$""",
                "create trigger seat after insert on enrolment for each row execute function seat()");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.value("select seats from section where id = 1000")).isEqualTo("12");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** It acts when the column that it looks at is set, whatever to: so only what is to be put right may be. */
    @Test
    void whatATriggerOfTheRowItselfDerivesGetsTheSealedValueThoughSettingItsColumnWouldDeriveItAgain() {
        var fixture = new PgFixture(
                "among_derived",
                staging,
                "create table host (id int primary key, name text, name_upper text, note text)");
        fixture.source("insert into host select i, 'h' || i, 'masked ' || i, 'n' from generate_series(1, 5) i");
        fixture.target(
                """
                create function upper_name() returns trigger language plpgsql as $$
                begin
                  update public.host set name_upper = upper(name) where id = new.id;
                  return null;
                end $$""",
                "create trigger on_insert after insert on host for each row execute function upper_name()",
                "create trigger on_update after update of name on host for each row execute function upper_name()",
                "insert into host values (100, 'testers', null, null)");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.value("select string_agg(name_upper, ',' order by id) from host where id < 100"))
                .isEqualTo("masked 1,masked 2,masked 3,masked 4,masked 5");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    private PgFixture schools(String name, String events) {
        var fixture = new PgFixture(name, staging, SCHOOLS);
        fixture.source(
                "insert into school select i, '2020-01-01', 50 from generate_series(1, 5) i",
                "insert into pupil select i, 1 + i % 5, 'n' from generate_series(1, 250) i");
        fixture.target(
                TOUCH, "create trigger touch after " + events + " on pupil for each row execute function touch()");
        return fixture;
    }

    /** The sealed counter counts the sealed rows already; and the undo's own deletions are no change by testers. */
    @ParameterizedTest
    @ValueSource(strings = {"delete", "insert or update or delete"})
    void aParentThatChildrenTouchIsAsSealedAndCanBeUndone(String events) {
        PgFixture fixture = schools("among_touch_" + events.length(), events);
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aChangeByTestersIsHeardAllTheSame() {
        PgFixture fixture = schools("among_changed", "insert or update or delete");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        fixture.target("update school set pupils = 51 where id = 2");

        assertThat(fixture.targetStore().obstacles(sealed.undo(2, false))).hasSize(1);
        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .hasMessageContaining("changed since: 1 rows of public.school");
    }

    @Test
    void touchedParentsAreAsSealedAfterARefreshAndAsBeforeAfterItsUndo() {
        PgFixture fixture = schools("among_touch_refresh", "insert or update or delete");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> loaded = fixture.dump();
        fixture.source(
                "delete from pupil where school_id in (1, 2)",
                "delete from pupil where id = 9",
                "delete from school where id = 1",
                "update school set pupils = 0 where id = 2",
                "update pupil set name = 'm' where id = 3",
                "insert into pupil values (1000, 4, 'x')",
                "update school set pupils = 51 where id = 4");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What an overwritten row was like is noted before triggers for rows that come have changed it. */
    @Test
    void anOverwrittenRowComesBackAsItWasBeforeTriggersTouchedIt() {
        PgFixture fixture = schools("among_upsert", "insert");
        fixture.target("insert into school values (2, '2019-01-01', 7)");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1, LoadStrategy.UPSERT);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** ON UPDATE CASCADE carries a changed code to children of the run and of testers, and back. */
    @Test
    void aCodeThatIsHandedDownChangesWithARefresh() {
        var fixture = new PgFixture(
                "among_cascade",
                staging,
                "create table p (id int primary key, code text not null unique, n text)",
                "create table c (id int primary key, code text references p (code) on update cascade, v text)");
        fixture.source(
                "insert into p select i, 'c' || i, 'n' from generate_series(1, 5) i",
                "insert into c select i, 'c' || i, 'v' from generate_series(1, 5) i");
        fixture.target(
                "create table mine (id int primary key, code text references p (code) on update cascade)",
                "grant select, update, delete on mine to " + fixture.account());
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        fixture.source("update p set code = 'd1' where id = 1", "update c set v = 'w' where id = 2");
        fixture.target("insert into mine values (1, 'c1'), (2, 'c2')");
        Map<String, String> loaded = fixture.dump();
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select string_agg(code, ',' order by id) from mine"))
                .isEqualTo("d1,c2");
        String children = "select string_agg(c::text, ',' order by id) from c";
        assertThat(fixture.value(children)).isEqualTo(fixture.sourceValue(children));
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.target("delete from mine");
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** A trigger makes one row of the run before its turn comes, and changes one that was there already: only the former gives way. */
    @Test
    void aRowThatWasThereAlreadyStaysWhereATriggerHasChangedIt() {
        var fixture = new PgFixture(
                "among_there_already",
                staging,
                "create table pupil (id int primary key, name text)",
                "create table standing (id int primary key, pupil_id int references pupil, n int)");
        fixture.source(
                "insert into pupil values (1, 'a'), (2, 'b')", "insert into standing values (1, 1, 5), (2, 2, 7)");
        fixture.target(
                "insert into pupil values (1, 'a')",
                "insert into standing values (1, 1, 5)",
                """
                create function stand() returns trigger language plpgsql as $$ begin
                  insert into public.standing values (new.id, new.id, 0);
                  update public.standing set n = n + 1 where id = 1;
                  return null; end $$""",
                "create trigger stand after insert on pupil for each row execute function stand()");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
