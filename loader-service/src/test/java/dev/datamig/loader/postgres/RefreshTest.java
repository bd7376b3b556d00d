package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A district that is loaded again, with strategy replace. */
class RefreshTest {

    private static final String[] DDL = {
        "create table subject (id int primary key, code text not null unique)",
        "create table pupil (id serial primary key, email text unique, name text, subject_id int references subject, buddy_id int references pupil)",
        "create table mark (pupil_id int references pupil, nr int, points int, primary key (pupil_id, nr))",
        "create table note (pupil_id int, body text)",
        "create table watch (what text, id int)",
        "create function watched() returns trigger language plpgsql security definer as $$ begin insert into public.watch values (tg_op, coalesce(new.id, old.id)); return null; end $$",
    };

    private static final String WATCH =
            "create trigger watched after insert or update or delete on pupil for each row execute function watched()";

    private static final String[] FIRST = {
        "insert into subject values (1, 'MATH'), (2, 'ART')",
        "insert into pupil values (1, 'a@x', 'Ann', 1, null), (2, 'b@x', 'Bob', 1, 1), (3, 'c@x', 'Cid', 2, 2), (4, 'd@x', 'Dot', 2, 3)",
        "insert into mark values (1, 1, 10), (3, 1, 30), (3, 2, 31), (4, 1, 40)",
        "insert into note values (1, 'same'), (1, 'same'), (2, 'old')",
    };

    /** Ann stays, Bob changes, Cid and all that is his goes, Dot gets another buddy and subject, Eve is new and has Cid's address. */
    private static final String[] SECOND = {
        "update pupil set name = 'Bobby' where id = 2",
        "insert into subject values (3, 'MUSIC')",
        "update pupil set buddy_id = 1, subject_id = 3 where id = 4",
        "delete from mark where pupil_id = 3",
        "delete from pupil where id = 3",
        "insert into pupil values (5, 'c@x', 'Eve', 3, 4)",
        "insert into mark values (5, 1, 50)",
        "delete from note where body = 'old' or ctid = (select min(ctid) from note)",
        "insert into note values (5, 'new')",
    };

    @TempDir
    Path staging;

    private static Sealed seal(PgFixture fixture) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        for (String table : List.of("mark", "note", "pupil")) {
            tables.put("public." + table, new String[] {"true", "false"});
        }
        tables.put("public.subject", new String[] {"false", "id in (select subject_id from pupil)"});
        return fixture.seal(tables);
    }

    private static TableLoad pupils(List<TableLoad> loads) {
        return PgFixture.of(loads, "public.pupil");
    }

    @Test
    void touchesOnlyWhatChangedAndIsUndoneStepByStep() {
        var fixture = new PgFixture("refresh", staging, DDL);
        fixture.source(FIRST);
        fixture.target(
                "insert into pupil values (90, 'own@x', 'Own', null, null)", "insert into note values (1, 'same')");
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture);
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(SECOND);
        Sealed second = seal(fixture);
        fixture.target(WATCH);

        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();
        TableLoad pupils = pupils(fixture.load(second, 1, LoadStrategy.REPLACE));

        assertThat(List.of(pupils.inserted(), pupils.updated(), pupils.unchanged()))
                .isEqualTo(List.of(1L, 2L, 1L));
        assertThat(fixture.value("select string_agg(what || id, ' ' order by what, id) from watch"))
                .isEqualTo("DELETE3 INSERT5 UPDATE2 UPDATE4");
        assertThat(
                        fixture.value(
                                "select coalesce(string_agg(table_name, ' '), 'none') from datamig.change where kind = 'UNNOTED'"))
                .as("rows that triggers are said to have written")
                .isEqualTo("none");
        fixture.target("drop trigger watched on pupil", "delete from watch");
        assertThat(fixture.value("select string_agg(name || coalesce(email, ''), ' ' order by id) from pupil"))
                .isEqualTo("Anna@x Bobbyb@x Dotd@x Evec@x Ownown@x");
        assertThat(fixture.value("select string_agg(pupil_id || body, ' ' order by pupil_id, body) from note"))
                .isEqualTo("1same 1same 5new");
        assertThat(fixture.value("select string_agg(code, ' ' order by id) from subject"))
                .isEqualTo("MATH MUSIC");
        Map<String, String> afterSecond = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(first, 2))
                .hasMessageContaining("LOD-034")
                .hasMessageContaining(second.fixture().run().value());
        fixture.source("delete from mark where pupil_id = 5", "update pupil set name = 'Eva' where id = 5");
        Sealed third = seal(fixture);
        fixture.load(third, 1, LoadStrategy.REPLACE);
        assertThat(fixture.value("select name from pupil where id = 5")).isEqualTo("Eva");
        fixture.undo(third, 2);
        assertThat(fixture.dump()).isEqualTo(afterSecond);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void refusesWhereTestersChangedARowOrBuiltOnOneThatGoes() {
        var fixture = new PgFixture("refused", staging, DDL);
        fixture.source(FIRST);
        fixture.load(seal(fixture), 1);
        fixture.source(SECOND);
        Sealed second = seal(fixture);

        fixture.target("update pupil set name = 'Mine' where id = 2");
        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("LOD-004"));
        fixture.target("update pupil set name = 'Bob' where id = 2", "insert into mark values (3, 9, 0)");
        Map<String, String> now = fixture.dump();
        assertThatThrownBy(() -> fixture.load(second, 1, LoadStrategy.REPLACE)).hasMessageContaining("LOD-015");
        assertThat(fixture.dump()).isEqualTo(now);
    }

    @Test
    void keepsTheKeysThatTheDistrictHasGot() {
        var fixture = new PgFixture("rekeyed", staging, DDL);
        fixture.source(FIRST);
        fixture.target(
                "insert into pupil select i, 'o' || i, 'Other', null, null from generate_series(1, 4) i",
                "select setval('pupil_id_seq', 4)");
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture);
        assertThat(pupils(fixture.load(first, 1, LoadStrategy.REMAP)).inserted())
                .isEqualTo(4);
        String bob = fixture.value("select id from pupil where name = 'Bob'");
        assertThat(Integer.parseInt(bob)).isGreaterThan(4);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(SECOND);
        Sealed second = seal(fixture);

        TableLoad pupils = pupils(fixture.load(second, 1, LoadStrategy.REPLACE));

        assertThat(List.of(pupils.inserted(), pupils.updated(), pupils.unchanged()))
                .isEqualTo(List.of(1L, 2L, 1L));
        assertThat(fixture.value("select id from pupil where name = 'Bobby'")).isEqualTo(bob);
        assertThat(fixture.value("select b.name from pupil p join pupil b on b.id = p.buddy_id where p.name = 'Eve'"))
                .isEqualTo("Dot");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** The subject has another number in the next month, under which it is recognised by its code; all who had it are gone. */
    @Test
    void aReferenceRowThatIsMeantUnderAnotherKeyStays() {
        var fixture = new PgFixture("refresh_renumbered", staging, DDL);
        fixture.source(FIRST);
        Sealed first = seal(fixture);
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "delete from mark",
                "delete from note",
                "delete from pupil",
                "update subject set id = 7 where code = 'MATH'",
                "insert into pupil values (8, 'h@x', 'Hal', 7, null)");
        Sealed second = seal(fixture);

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value(
                        "select string_agg(name || code, ' ') from pupil p join subject s on s.id = subject_id"))
                .isEqualTo("HalMATH");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
    }
}
