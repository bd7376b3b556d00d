package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of others that a month has overwritten, and what becomes of them when a later month takes its place. */
class GivingBackTest {

    private static final String[] DDL = {
        "create table subject (id int primary key, code text not null unique)",
        "create table pupil (id serial primary key, email text unique, name text, subject_id int references subject)",
    };

    /** Tess and Tom are testers' rows, which Bob and Cid overwrite. */
    private static final String[] TESTERS = {
        "insert into subject values (8, 'CHESS'), (9, 'CHOIR')",
        "insert into pupil values (2, 'tess@x', 'Tess', 8), (3, 'tom@x', 'Tom', 9), (70, 'tim@x', 'Tim', 8)",
    };

    private static final String[] FIRST = {
        "insert into subject values (1, 'MATH'), (2, 'ART')",
        "insert into pupil values (1, 'a@x', 'Ann', 1), (2, 'b@x', 'Bob', 1), (3, 'c@x', 'Cid', 2)",
    };

    @TempDir
    Path staging;

    private PgFixture overwritten(String name) {
        var fixture = new PgFixture(name, staging, DDL);
        fixture.source(FIRST);
        fixture.target(TESTERS);
        return fixture;
    }

    private static List<String> warned(PgFixture fixture, Sealed sealed) {
        return Objects.requireNonNull(fixture.plan(sealed, LoadStrategy.REPLACE).detail()).warnings().stream()
                .filter(warning -> warning.contains("have overwritten"))
                .toList();
    }

    private static String pupil(PgFixture fixture, int id) {
        return fixture.value("select concat_ws(' ', email, name, subject_id) from pupil where id = " + id);
    }

    /** Cid leaves with the only subject of his, to which the row refers that was Tom's; Bob stays and changes. */
    @Test
    void whoLeavesGivesTheRowBackAndWhoStaysKeepsIt() {
        PgFixture fixture = overwritten("back_steps");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.UPSERT);
        Map<String, String> afterFirst = fixture.dump();
        assertThat(warned(fixture, fixture.sealAll())).as("all are there again").isEmpty();
        fixture.source(
                "delete from pupil where id = 3",
                "delete from subject where id = 2",
                "update pupil set name = 'Bobby' where id = 2");
        Sealed second = fixture.sealAll();
        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();
        assertThat(warned(fixture, second)).singleElement().asString().contains("1 rows of public.pupil");

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(pupil(fixture, 3)).isEqualTo("tom@x Tom 9");
        assertThat(pupil(fixture, 2)).isEqualTo("b@x Bobby 1");
        assertThat(warned(fixture, fixture.sealAll())).as("a month later").isEmpty();
        Map<String, String> afterSecond = fixture.dump();
        fixture.source("delete from pupil where id = 2");
        Sealed third = fixture.sealAll();
        fixture.load(third, 1, LoadStrategy.REPLACE);
        assertThat(pupil(fixture, 2)).isEqualTo("tess@x Tess 8");

        fixture.undo(third, 2);
        assertThat(fixture.dump()).isEqualTo(afterSecond);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whatRowsHeldIsKnownThoughTheLedgerOfTheFirstMonthIsDropped() {
        PgFixture fixture = overwritten("back_dropped");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        fixture.source("update pupil set name = name || '!'");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);
        fixture.target(
                "alter table pupil add column house text default 'new'",
                "update pupil set house = 'old' where id = 70");
        fixture.source("update pupil set name = name || '?'");
        fixture.targetKeeping(Duration.ZERO)
                .load(fixture.sealAll().job(1, LoadStrategy.REPLACE), (table, done, expected) -> {});
        assertThat(fixture.value("select string_agg(state, ' ' order by started) from datamig.load"))
                .isEqualTo("dropped dropped loaded");
        fixture.source("delete from pupil where id in (2, 3)");

        Sealed last = fixture.sealAll();
        Map<String, String> beforeLast = fixture.dump();
        fixture.load(last, 1, LoadStrategy.REPLACE);

        assertThat(pupil(fixture, 2)).isEqualTo("tess@x Tess 8");
        assertThat(pupil(fixture, 3)).isEqualTo("tom@x Tom 9");
        assertThat(fixture.value("select string_agg(house, ' ' order by id) from pupil"))
                .isEqualTo("new new new old");
        fixture.undo(last, 2);
        assertThat(fixture.dump()).isEqualTo(beforeLast);
    }

    @Test
    void aTableThatTheNewRunDoesNotBringIsGivenBackToo() {
        PgFixture fixture = overwritten("back_table");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source("delete from pupil");
        Sealed second = fixture.seal(Map.of("public.subject", new String[] {"true", "false"}));
        Target.Plan plan = fixture.plan(second, LoadStrategy.REPLACE);

        assertThat(Objects.requireNonNull(plan.detail()).warnings())
                .anyMatch(warning -> warning.contains("1 rows of public.pupil go"))
                .anyMatch(warning -> warning.contains("2 rows of public.pupil that earlier runs"));
        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select string_agg(name, ' ' order by id) from pupil"))
                .isEqualTo("Tess Tom Tim");
        assertThat(saidOfTriggers(fixture)).isEqualTo("none");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
    }

    /** Tom's address was taken by a row of the first month, which goes in the statement in which Tom gets it back. */
    @ParameterizedTest
    @ValueSource(strings = {"", "touched", "cascading"})
    void valuesChangeHandsWithRowsThatGo(String beside) {
        PgFixture fixture = overwritten("back_hands_" + beside);
        fixture.source("insert into pupil values (4, 'tom@x', 'Dot', 1)");
        if (beside.equals("touched")) {
            fixture.target(
                    "alter table pupil add column touched int not null default 0",
                    "create sequence touches",
                    "grant all on touches to public",
                    "create function touch() returns trigger language plpgsql as $$ begin new.touched = nextval('public.touches'); return new; end $$",
                    "create trigger touch before update on pupil for each row execute function touch()");
        }
        if (beside.equals("cascading")) {
            fixture.target(
                    "create table badge (pupil_id int primary key references pupil on delete cascade, no int)",
                    "insert into badge values (2, 22), (3, 33), (70, 1)",
                    "grant all on badge to public");
        }
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.UPSERT);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source("delete from pupil where id in (3, 4)", "insert into pupil values (5, 'c@x', 'Eve', 2)");
        Sealed second = fixture.sealAll();
        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(pupil(fixture, 3)).isEqualTo("tom@x Tom 9");
        assertThat(pupil(fixture, 5)).isEqualTo("c@x Eve 2");
        if (beside.equals("cascading")) {
            assertThat(fixture.value("select string_agg(no::text, ' ' order by no) from badge"))
                    .isEqualTo("1 22 33");
        }
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whatTriggersMakeOfItIsNotedAndUndone() {
        PgFixture fixture = overwritten("back_triggers");
        fixture.target(
                "alter table subject add column pupils int not null default 0",
                "update subject set pupils = (select count(*) from pupil where subject_id = subject.id)",
                "create table log (no serial primary key, what text)",
                "create function counted() returns trigger language plpgsql security definer as $$ begin"
                        + " if tg_op <> 'INSERT' then update public.subject set pupils = pupils - 1 where id = old.subject_id; end if;"
                        + " if tg_op <> 'DELETE' then update public.subject set pupils = pupils + 1 where id = new.subject_id; end if;"
                        + " insert into public.log (what) values (tg_op); return null; end $$",
                "create trigger counted after insert or update or delete on pupil for each row execute function counted()",
                "grant all on log to public",
                "grant all on all sequences in schema public to public");
        fixture.source(
                "insert into subject values (8, 'CHECKERS')",
                "insert into pupil values (4, 'd@x', 'Dot', 8), (5, 'e@x', 'Eve', 8)");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.UPSERT);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "delete from pupil where id in (2, 3, 4, 5)",
                "delete from subject where id in (2, 8)",
                "update subject set code = 'MATHS' where id = 1");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(pupil(fixture, 3)).isEqualTo("tom@x Tom 9");
        assertThat(fixture.value("select string_agg(pupils::text, ' ' order by id) from subject"))
                .isEqualTo(
                        fixture.value(
                                "select string_agg((select count(*) from pupil where subject_id = s.id)::text, ' ' order by id) from subject s"));
        assertThat(saidOfTriggers(fixture)).isEqualTo("none");
        assertThat(fixture.value("select code || pupils from subject where id = 8"))
                .as("counted down when Dot and Eve went, and given back with all it counted")
                .isEqualTo("CHESS2");
        assertThat(fixture.value(
                        "select sum(rows) from datamig.change where kind = 'TRIGGERED_AFTER' and table_name = 'public.subject' and run = '%s'"
                                .formatted(second.fixture().run())))
                .as("the choir alone, which counts Tom again, was changed by triggers only")
                .isEqualTo("1");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What the ledger says that triggers did to pupils, who are given back by the load itself. */
    private static String saidOfTriggers(PgFixture fixture) {
        return fixture.value(
                "select coalesce(string_agg(kind, ' '), 'none') from datamig.change where (kind like 'TRIGGERED%' or kind = 'UNNOTED') and table_name = 'public.pupil'");
    }

    @Test
    void refusesWhereTestersHaveChangedTheRowSince() {
        PgFixture fixture = overwritten("back_changed");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        fixture.target("update pupil set name = 'Cyd' where id = 3", "update pupil set name = 'Rob' where id = 2");
        fixture.source("update pupil set name = 'Bobby' where id = 2");
        assertThat(fixture.plan(fixture.sealAll(), LoadStrategy.REPLACE).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("LOD-004"));
        fixture.source("delete from pupil where id in (2, 3)");
        Map<String, String> changed = fixture.dump();

        assertThatThrownBy(() -> fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("2 rows of public.pupil");

        assertThat(fixture.dump()).isEqualTo(changed);
    }

    @Test
    void itMakesNoDifferenceForHowManyMonthsARowStays() {
        PgFixture fixture = overwritten("back_months");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        for (int month = 0; month < 3; month++) {
            fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);
        }
        fixture.source("delete from pupil where id = 3");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);
        assertThat(pupil(fixture, 3)).isEqualTo("tom@x Tom 9");
    }

    /** Another district has Cid too, and has found him there: he is given back when it is gone. */
    @Test
    void rowsThatAnotherDistrictCountsOnAreGivenBackLater() {
        PgFixture fixture = overwritten("back_shared");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        Sealed neighbour = fixture.seal(Map.of(
                "public.pupil", new String[] {"id = 3", "false"}, "public.subject", new String[] {"false", "id = 2"}));
        fixture.targetStore().load(neighbour.jobOf("d2", 1), (table, done, expected) -> {});
        fixture.source("delete from pupil where id in (2, 3)");
        Sealed second = fixture.sealAll();
        Map<String, String> before = fixture.dump();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(pupil(fixture, 2)).isEqualTo("tess@x Tess 8");
        assertThat(pupil(fixture, 3)).isEqualTo("c@x Cid 2");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
        fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);
        fixture.undo(neighbour, 2);
        fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);
        assertThat(pupil(fixture, 3)).isEqualTo("tom@x Tom 9");
    }

    /** Whoever deletes the row, which was a tester's, does not want it back. */
    @Test
    void rowsThatAreGoneStayAway() {
        PgFixture fixture = overwritten("back_gone");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        fixture.target("delete from pupil where id = 3");
        fixture.source("delete from pupil where id in (2, 3)");

        fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select string_agg(name, ' ' order by id) from pupil"))
                .isEqualTo("Ann Tess Tim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into pupil values (6, 'tom@x', 'Fay', 1)",
                "update pupil set email = 'tom@x' where id = 1",
                "update pupil set email = 'tom@x' where id = 2",
            })
    void aValueThatIsGivenBackIsInTheWayOfOthers(String change) {
        PgFixture fixture = overwritten("back_way_" + Math.abs(change.hashCode() % 1000));
        fixture.load(fixture.sealAll(), 1, LoadStrategy.UPSERT);
        fixture.source("delete from pupil where id = 3", change);
        Map<String, String> before = fixture.dump();
        Sealed second = fixture.sealAll();

        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("LOD-004"));
        assertThatThrownBy(() -> fixture.load(second, 1, LoadStrategy.REPLACE)).hasMessageContaining("LOD-004");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Months of random rows over random rows of testers: what each leaves is the testers' rows with the month's over them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachMonthStandsOverWhatTestersHad(long seed) {
        var dice = new Random(seed);
        String action = List.of(
                        "", "on delete cascade", "on delete set null", "on delete restrict", "on update cascade")
                .get(dice.nextInt(5));
        var fixture = new PgFixture(
                "back_random_" + seed,
                staging,
                "create table room (id int primary key, code text)",
                "create table seat (room int, no int, pos int, next_room int, next_no int, keeper int references room %1$s, primary key (room, no), foreign key (next_room, next_no) references seat %1$s)"
                        .formatted(action));
        fixture.target(rows(dice, "T"));
        Map<String, Map<String, String>> testers =
                Map.of("room", rows(fixture::value, "room"), "seat", rows(fixture::value, "seat"));
        List<Map<String, String>> dumps = new ArrayList<>(List.of(fixture.dump()));
        List<Sealed> runs = new ArrayList<>();
        for (int month = 0; month < 5; month++) {
            fixture.source("delete from seat", "delete from room");
            fixture.source(rows(dice, "M" + month));
            Sealed sealed = fixture.sealAll();
            fixture.targetStore().load(job(sealed, month), (t, d, e) -> {});
            runs.add(sealed);
            for (String table : List.of("room", "seat")) {
                Map<String, String> expected = new TreeMap<>(testers.get(table));
                expected.putAll(rows(fixture::sourceValue, table));
                assertThat(rows(fixture::value, table))
                        .as("seed %d, month %d", seed, month)
                        .isEqualTo(expected);
            }
            dumps.add(fixture.dump());
        }
        for (int month = runs.size() - 1; month >= 0; month--) {
            fixture.undo(runs.get(month), 2);
            assertThat(fixture.dump())
                    .as("seed %d, undone month %d", seed, month)
                    .isEqualTo(dumps.get(month));
        }
    }

    private static String[] rows(Random dice, String mark) {
        int salt = dice.nextInt();
        return new String[] {
            "insert into room select i, '%1$s' || i from generate_series(1, 9) i where md5('r' || i || '%2$d') > '5'"
                    .formatted(mark, salt),
            "insert into seat select id, n, n, null, null, (select id from room order by md5(id || 'k' || r.id || n || '%1$d') limit 1) from room r, generate_series(1, 3) n where md5(r.id || 's' || n || '%1$d') > '4'"
                    .formatted(salt),
            "update seat s set (next_room, next_no) = (select room, no from seat order by md5(room || 'n' || no || s.room || s.no || '%1$d') limit 1) where md5(room || 'x' || no || '%1$d') > '6'"
                    .formatted(salt),
        };
    }

    private static Map<String, String> rows(UnaryOperator<String> database, String table) {
        String key = table.equals("room") ? "id" : "room || '.' || no";
        String all = database.apply(
                "select coalesce(string_agg(%s || '=' || t::text, ';'), '') from %s t".formatted(key, table));
        Map<String, String> rows = new TreeMap<>();
        Stream.of(all.split(";"))
                .filter(row -> !row.isEmpty())
                .forEach(row -> rows.put(row.substring(0, row.indexOf('=')), row));
        return rows;
    }

    private static LoadJob job(Sealed sealed, int month) {
        var policy = new LoadPolicy(
                month == 0 ? LoadStrategy.UPSERT : LoadStrategy.REPLACE,
                Map.of(
                        sealed.store() + ":public.room",
                        LoadStrategy.UPSERT,
                        sealed.store() + ":public.seat",
                        LoadStrategy.UPSERT),
                LoadRules.NONE,
                List.of());
        return new LoadJob(
                sealed.sets().open(sealed.fixture().run(), sealed.store()),
                sealed.sets(),
                1,
                "d1",
                policy,
                KeyExchange.NONE);
    }
}
