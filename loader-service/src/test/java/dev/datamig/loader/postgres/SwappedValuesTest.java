package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that change places: what one has now is what another one had, under constraints that are looked at row by row. */
class SwappedValuesTest {

    private static final String[] DDL = {
        "create table seat (id int primary key, list int not null, pos int not null, who text, unique (list, pos))",
        "create table badge (id int primary key, code text not null unique, holder text)",
        "create table door (id int primary key, badge_code text not null references badge (code), name text)",
    };

    private static final String[] FIRST = {
        "insert into seat select i, 1, i, 'p' || i from generate_series(1, 50) i",
        "insert into badge values (1, 'red', 'Ann'), (2, 'blue', 'Bob'), (3, 'green', 'Cid'), (4, 'grey', 'Dot')",
        "insert into door values (1, 'red', 'north'), (2, 'blue', 'south'), (3, 'grey', 'west')",
    };

    @TempDir
    Path staging;

    private PgFixture loaded(String name) {
        var fixture = new PgFixture(name, staging, DDL);
        fixture.source(FIRST);
        fixture.target("insert into seat values (900, 2, 1, 'own')", "insert into badge values (900, 'own', 'Own')");
        return fixture;
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "UPSERT"})
    void areOverwrittenAndPutBack(LoadStrategy strategy) {
        var fixture = loaded("swapped_" + strategy.name().toLowerCase(java.util.Locale.ROOT));
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        // all move up by one, the last comes first; a code changes
        fixture.source(
                "alter table seat drop constraint seat_list_pos_key",
                "update seat set pos = pos % 50 + 1",
                "alter table seat add unique (list, pos)",
                "update badge set code = 'lime' where id = 3");
        Sealed second = fixture.sealAll();

        assertThat(fixture.plan(second, strategy).problems()).isEmpty();
        fixture.load(second, 1, strategy);

        assertThat(fixture.value("select string_agg(pos::text, ',' order by id) from seat where id in (1, 2, 50)"))
                .isEqualTo("2,3,1");
        assertThat(fixture.value("select code from badge where id = 3")).isEqualTo("lime");
        monthByMonth(fixture, List.of(first, second), List.of(before, afterFirst));
    }

    @Test
    void valuesThatOthersReferToChangeWithThem() {
        var fixture = loaded("swapped_referred");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        // one code gets another name, two change hands, and a new badge has what the one that gave way had
        fixture.source(
                "alter table door drop constraint door_badge_code_fkey",
                "alter table badge drop constraint badge_code_key",
                "update badge set code = case id when 1 then 'scarlet' when 2 then 'grey' when 4 then 'blue' else 'lime' end",
                "update door set badge_code = 'scarlet' where id = 1",
                "insert into badge values (5, 'green', 'Eve')",
                "insert into door values (4, 'green', 'east')",
                "alter table badge add unique (code)",
                "alter table door add foreign key (badge_code) references badge (code)");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select string_agg(badge_code, ',' order by id) from door"))
                .isEqualTo("scarlet,blue,grey,green");
        assertThat(fixture.value("select string_agg(code, ',' order by id) from badge"))
                .isEqualTo("scarlet,grey,lime,blue,green,own");
        monthByMonth(fixture, List.of(first, second), List.of(before, afterFirst));
    }

    @Test
    void whatTheSealedSetDoesNotSayStays() {
        var fixture = new PgFixture(
                "swapped_kept", staging, "create table seat (id int primary key, pos int not null unique)");
        fixture.source("insert into seat values (1, 1), (2, 2)");
        fixture.target("alter table seat add column note text default 'new'");
        fixture.load(fixture.sealAll(), 1);
        fixture.target("update seat set note = 'by a tester' where id = 1");
        fixture.source(
                "update seat set pos = 3 where id = 1",
                "update seat set pos = 1 where id = 2",
                "update seat set pos = 2 where id = 1");

        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);

        assertThat(fixture.value("select string_agg(pos || note, ',' order by id) from seat"))
                .isEqualTo("2by a tester,1new");
    }

    /** Months of random changes in the source under strategy replace, then everything undone step by step. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderOfChangesIsTakenOverAndUndone(long seed) {
        var dice = new Random(seed);
        var fixture = new PgFixture(
                "swapped_random_" + seed,
                staging,
                "create table room (id int primary key, code text unique, floor int not null)",
                "create table seat (id int primary key, room_id int references room, pos int, neighbour int references seat, unique (room_id, pos))",
                "create table sign (id int primary key, room_code text references room (code), text text unique)");
        List<Map<String, String>> dumps = new ArrayList<>(List.of(fixture.dump()));
        List<Sealed> runs = new ArrayList<>();
        for (int month = 0; month < 6; month++) {
            fixture.source(
                    "delete from sign",
                    "delete from seat",
                    "delete from room",
                    "insert into room select i, 'c' || n, n %% 3 from (select i, row_number() over (order by md5(i || '%1$d')) + %2$d as n from generate_series(1, 9) i) x where md5('r' || i || '%1$d') > '3'"
                            .formatted(dice.nextInt(), dice.nextInt(3)),
                    "insert into seat select i, (select id from room order by md5(id || 's%1$d' || i / 4) limit 1), row_number() over (partition by i / 4 order by md5(i || '%1$d')) + 100 * (i / 4), null from generate_series(1, 24) i where md5('s' || i || '%1$d') > '3'"
                            .formatted(dice.nextInt()),
                    "update seat set neighbour = (select id from seat s order by md5(s.id || '%d' || seat.id) limit 1)"
                            .formatted(dice.nextInt()),
                    "insert into sign select i, (select code from room order by md5(code || '%1$d' || i) limit 1), 't' || row_number() over (order by md5(i || 'x%1$d')) from generate_series(1, 8) i where md5('t' || i || '%1$d') > '3'"
                            .formatted(dice.nextInt()));
            Sealed run = fixture.sealAll();

            fixture.load(run, 1, month == 0 ? LoadStrategy.INSERT : LoadStrategy.REPLACE);

            for (String table : List.of("room", "seat", "sign")) {
                String all = "select coalesce(string_agg(t::text, ' ' order by id), '') from " + table + " t";
                assertThat(fixture.value(all))
                        .as("seed %d month %d %s", seed, month, table)
                        .isEqualTo(fixture.sourceValue(all));
            }
            runs.add(run);
            dumps.add(fixture.dump());
        }
        monthByMonth(fixture, runs, dumps);
    }

    /** A trigger that lets no row in refuses what is taken out and put in again, and only that. */
    @Test
    void aFailureNamesEachWayThatWasTried() {
        var fixture = new PgFixture(
                "swapped_refused", staging, "create table seat (id int primary key, pos int not null unique)");
        fixture.source("insert into seat values (1, 1), (2, 2)");
        fixture.load(fixture.sealAll(), 1);
        Map<String, String> afterFirst = fixture.dump();
        fixture.target(
                "create function full_up() returns trigger language plpgsql as $$ begin raise 'full'; end $$",
                "create trigger full_up before insert on seat for each row execute function full_up()");
        fixture.source(
                "update seat set pos = 3 where id = 1",
                "update seat set pos = 1 where id = 2",
                "update seat set pos = 2 where id = 1");

        assertThatThrownBy(() -> fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT))
                .isInstanceOfSatisfying(LoadException.class, failure -> {
                    assertThat(failure.failure().code()).isEqualTo("LOD-036");
                    assertThat(failure.failure().message())
                            .contains("seat_pos_key", "; all in one statement: LOD-0", "P0001");
                    assertThat(failure.failure().hint()).contains("LOD-0");
                });
        assertThat(fixture.dump()).isEqualTo(afterFirst);
    }

    /** Undoes the last run first. @param dumps what was there before each */
    private static void monthByMonth(PgFixture fixture, List<Sealed> runs, List<Map<String, String>> dumps) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            fixture.undo(runs.get(i), 2);
            assertThat(fixture.dump()).as("undone to month %d", i).isEqualTo(dumps.get(i));
        }
    }

    /** Triggers count up fewer rows than change places, among them one that has just come. */
    @Test
    void swapBesideCountersThatTriggersKeep() {
        swapBesideCounters(
                "swapped_counted", "insert into course values (7, 'new', 1)", "insert into enrollment values (13, 7)");
    }

    /** Triggers count rows that an undo takes away and brings back, while the rows that they count in change places. */
    @Test
    void swapBackBesideCountersThatTriggersKeep() {
        swapBesideCounters(
                "swapped_back_counted",
                "delete from enrollment where id = 3",
                "insert into enrollment values (13, 2)",
                "update course c set seats = (select count(*) from enrollment e where e.course_id = c.id)");
    }

    /** Courses, whose seats triggers count, change names in the second month. @param also what else happens in it */
    private void swapBesideCounters(String name, String... also) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table course (id int primary key, name text not null unique, seats int not null)",
                "create table enrollment (id int primary key, course_id int not null references course)");
        fixture.source(
                "insert into course select i, 'c' || i, 2 from generate_series(1, 6) i",
                "insert into enrollment select i, 1 + i % 6 from generate_series(1, 12) i");
        fixture.target(
                "create function count_up() returns trigger language plpgsql as $$ begin"
                        + " if tg_op = 'INSERT' then update public.course set seats = seats + 1 where id = new.course_id;"
                        + " else update public.course set seats = seats - 1 where id = old.course_id; end if; return null; end $$",
                "create trigger count_up after insert or delete on enrollment for each row execute function count_up()");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "alter table course drop constraint course_name_key",
                "update course set name = 'c' || id % 6 + 1",
                "alter table course add unique (name)");
        fixture.source(also);
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        monthByMonth(fixture, List.of(first, second), List.of(before, afterFirst));
    }

    /** What one row gives up a new one gets, so that this comes last; nothing is taken out for that which only changes. */
    @Test
    void rowsThatMayNotBeTakenOutChangeBesideOneThatGivesItsValueUp() {
        var fixture = new PgFixture(
                "swapped_kept_in",
                staging,
                "create table badge (id int primary key, code text not null unique)",
                "create table room (id int primary key, badge_id int references badge)");
        fixture.source("insert into badge values (1, 'red'), (2, 'blue')", "insert into room values (1, 1)");
        fixture.target(
                "create function keep() returns trigger language plpgsql as $$ begin raise 'kept'; end $$",
                "create trigger keep before delete on room for each row execute function keep()");
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "update room set badge_id = 2",
                "delete from badge where id = 1",
                "insert into badge values (3, 'red')");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
    }

    /** Rows that an update trigger minds, and on which others depend, are put back first; then rows that change places stop the steps. */
    @Test
    void swapBackAfterRowsOnWhichOthersDepend() {
        var fixture = new PgFixture(
                "swapped_after_dependents",
                staging,
                "create table person (id int primary key, name text not null, changed timestamptz)",
                "create table note (id int primary key, person_id int references person on delete set null, body text)",
                "create table course (id int primary key, teacher int not null references person, name text not null unique)");
        fixture.source(
                "insert into person select i, 'p' || i, '2025-01-01' from generate_series(1, 4) i",
                "insert into note select i, 1 + i % 4, 'n' || i from generate_series(1, 8) i",
                "insert into course select i, i, 'c' || i from generate_series(1, 4) i");
        fixture.target(
                "create function touch() returns trigger language plpgsql as"
                        + " $$ begin new.changed := clock_timestamp(); return new; end $$",
                "create trigger touch before update on person for each row execute function touch()");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "update person set name = name || ' II'",
                "alter table course drop constraint course_name_key",
                "update course set name = 'c' || id % 4 + 1",
                "alter table course add unique (name)");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        monthByMonth(fixture, List.of(first, second), List.of(before, afterFirst));
    }
}
