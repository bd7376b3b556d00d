package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgLoadTest {

    private static final String[] ROSTER = {
        "create table subject (id int primary key, code text not null unique, name text)",
        "create table person (id int8 generated always as identity primary key, name text not null, email text unique,"
                + " full_text text generated always as (lower(name)) stored, manager_id int8 references person)",
        "create table class (id serial primary key, subject_id int not null references subject, teacher_id int8 references person, title varchar(40))",
        "create table member (class_id int references class, person_id int8 references person, role text, primary key (class_id, person_id))",
        "create table note (entity_type text, entity_id int8, body text)",
    };

    private static final String[] SOURCE_ROWS = {
        "insert into subject values (5, 'MATH', 'Math'), (6, 'ART', 'Art')",
        "insert into person (id, name, email, manager_id) overriding system value values (10, 'Zoë \\ \"Q\"', 'z@example.com', 11), (11, E'Tab\\tand\\nline', null, null)",
        "insert into class values (100, 5, 10, 'Algebra'), (101, 6, null, 'Painting')",
        "insert into member values (100, 10, 'teacher'), (100, 11, 'student')",
        "insert into note values ('person', 10, 'n1'), ('person', 10, 'n1'), ('subject', 5, 's')",
    };

    @TempDir
    Path staging;

    private Map<String, String[]> roster() {
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.member", new String[] {"true", "false"});
        tables.put("public.class", new String[] {"true", "false"});
        tables.put("public.note", new String[] {"true", "false"});
        tables.put("public.person", new String[] {"true", "false"});
        tables.put("public.subject", new String[] {"false", "true"});
        return tables;
    }

    private static Reference notes(String table, String type) {
        return new Reference(
                "landscape-1",
                new TableId("s", "public.note"),
                List.of("entity_id"),
                new TableId("s", table),
                List.of("id"),
                false,
                "entity_type = '" + type + "'",
                true,
                false);
    }

    private PgFixture roster(String name) {
        var fixture = new PgFixture(name, staging, ROSTER);
        fixture.source(SOURCE_ROWS);
        return fixture;
    }

    @Test
    void loadsEverythingAndUndoesItWithoutATrace() {
        var fixture = roster("plain");
        fixture.target(
                "insert into subject values (1, 'HIST', 'History')",
                "insert into person (name, email) values ('Tester', 't@example.com')",
                "insert into class (subject_id, teacher_id, title) values (1, 1, 'Ours')");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.seal(roster());

        Target.Plan plan = fixture.plan(sealed, LoadStrategy.INSERT);
        assertThat(plan.problems()).isEmpty();
        assertThat(fixture.dump()).isEqualTo(before);
        List<TableLoad> loaded = fixture.load(sealed, 2);

        assertThat(loaded).isEqualTo(plan.tables());
        assertThat(fixture.value("select count(*) from person where full_text = lower(name)"))
                .isEqualTo("3");
        assertThat(fixture.value("select nextval('class_id_seq') > 101 and nextval('person_id_seq') > 11"))
                .isEqualTo("t");
        assertThat(fixture.load(sealed, 3)).isEqualTo(loaded);
        Target.Undone undone = fixture.undo(sealed, 4);
        assertThat(undone.nothing()).isFalse();
        assertThat(PgFixture.of(undone.tables(), "public.person").inserted()).isEqualTo(2);
        assertThat(fixture.dump()).isEqualTo(before);
        assertThat(fixture.undo(sealed, 5)).isEqualTo(undone);
    }

    @Test
    void leavesEqualRowsOfOthersAndStopsAtDifferentOnes() {
        var fixture = roster("conflict");
        fixture.target(
                "insert into subject values (5, 'MATH', 'Math')",
                "insert into person (id, name, email) overriding system value values (11, 'Somebody', 'z@example.com')");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.seal(roster());
        Target.Plan plan = fixture.plan(sealed, LoadStrategy.INSERT);

        assertThat(PgFixture.of(plan.tables(), "public.subject").unchanged()).isEqualTo(1);
        assertThat(PgFixture.of(plan.tables(), "public.person").conflicts()).isEqualTo(2);
        assertThat(plan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LOD-004");
            assertThat(problem.message()).contains("public.person", "2 of 2");
        });
        assertThatThrownBy(() -> fixture.load(sealed, 2)).hasMessageContaining("LOD-004");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void followsAReferenceRowToTheKeyThatTheTargetHasForIt() {
        var fixture = roster("repoint");
        fixture.target("insert into subject values (5, 'ART', 'Art'), (7, 'MATH', 'Mathematics')");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.seal(roster(), notes("public.subject", "subject"));
        List<TableLoad> loaded = fixture.load(sealed, 1);

        assertThat(PgFixture.of(loaded, "public.subject").matched()).isEqualTo(2);
        assertThat(
                        fixture.value(
                                "select string_agg(c.title || '=' || s.code, ',' order by c.id) from class c join subject s on s.id = c.subject_id"))
                .isEqualTo("Algebra=MATH,Painting=ART");
        assertThat(fixture.value("select entity_id from note where entity_type = 'subject'"))
                .isEqualTo("7");
        assertThat(fixture.value("select count(*) from note where entity_id = 10"))
                .isEqualTo("2");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aReferenceRowWithoutABusinessKeyIsAConflictWhenItsContentsDiffer() {
        var fixture = new PgFixture("lookup", staging, "create table l (id int primary key, name text)");
        fixture.source("insert into l values (5, 'Math')");
        fixture.target("insert into l values (5, 'Art')");
        Sealed sealed = fixture.seal(Map.of("public.l", new String[] {"false", "true"}));
        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("public.l", "name"));
    }

    @Test
    void upsertOverwritesAndUndoPutsBackEveryByte() {
        var fixture = roster("upsert");
        fixture.target(
                "insert into subject values (5, 'MATH', 'Math'), (6, 'ART', 'Art')",
                "insert into person (id, name, email) overriding system value values (11, E'old\\\\ \\t', 'x@example.com'), (90, 'Other', null)",
                "insert into class values (100, 6, 90, 'Before')");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.seal(roster());
        List<TableLoad> loaded = fixture.load(sealed, 1, LoadStrategy.UPSERT);
        assertThat(PgFixture.of(loaded, "public.person").updated()).isEqualTo(1);
        assertThat(PgFixture.of(loaded, "public.class").updated()).isEqualTo(1);
        assertThat(fixture.value("select title from class where id = 100")).isEqualTo("Algebra");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void refusesToUndoWhatTestersChangedOrBuiltOn() {
        var fixture = roster("built");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.seal(roster());
        fixture.load(sealed, 1);
        fixture.target("insert into member values (101, 11, 'tester')", "insert into class (subject_id) values (6)");
        assertThatThrownBy(() -> fixture.undo(sealed, 2)).isInstanceOfSatisfying(LoadException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("LOD-015");
            assertThat(e.getMessage()).contains("1 rows of public.member");
        });
        fixture.target("delete from member where role = 'tester'", "update class set title = 'x' where id = 100");
        assertThatThrownBy(() -> fixture.undo(sealed, 3)).hasMessageContaining("1 rows of public.class");
        fixture.target("update class set title = 'Algebra' where id = 100");
        Target.Undone undone = fixture.undo(sealed, 4);
        assertThat(PgFixture.of(undone.tables(), "public.subject").matched()).isEqualTo(1);
        assertThat(fixture.value("select string_agg(code, ',') from subject")).isEqualTo("ART");
        fixture.target("delete from class", "delete from subject");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aForcedUndoTakesAlongWhatWasBuiltOnTheRows() {
        var fixture = roster("forced");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.seal(roster());
        fixture.load(sealed, 1);
        fixture.target(
                "insert into class (id, subject_id, teacher_id) values (500, 6, 10)",
                "insert into member values (500, 11, 'tester')",
                "update class set title = 'x' where id = 100");
        fixture.targetStore().undo(sealed.undo(2, true));
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void rowsThatTwoRunsShareStayUntilBothAreUndone() {
        var fixture = roster("shared");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.seal(roster());
        Sealed second = fixture.seal(roster());
        fixture.load(first, 1);
        Map<String, String> loaded = fixture.dump();
        List<TableLoad> again = fixture.load(second, 1);
        assertThat(again).allSatisfy(t -> assertThat(t.inserted()).isZero());
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void anOrderOlderThanAnUndoIsRefusedAndANewerOneLoadsAgain() {
        var fixture = roster("fence");
        Sealed sealed = fixture.seal(roster());
        assertThat(fixture.undo(sealed, 3).nothing()).isTrue();
        assertThatThrownBy(() -> fixture.load(sealed, 3)).hasMessageContaining("LOD-007");
        fixture.load(sealed, 4);
        fixture.undo(sealed, 5);
        fixture.load(sealed, 6);
        assertThat(fixture.value("select count(*) from person")).isEqualTo("2");
    }

    @Test
    void aTargetWithoutItsMarkIsLeftAlone() {
        var fixture = roster("unmarked");
        fixture.target("comment on database unmarked_target is 'datamig-environment=CERTAINLY'");
        Sealed sealed = fixture.seal(roster());
        assertThatThrownBy(() -> fixture.load(sealed, 1)).hasMessageContaining("LOD-005");
        assertThatThrownBy(() -> fixture.undo(sealed, 1)).hasMessageContaining("LOD-005");
    }

    @Test
    void aTamperedFileIsNotLoaded() {
        var fixture = roster("tampered");
        Sealed sealed = fixture.seal(roster());
        String file =
                sealed.sets().open(sealed.fixture().run(), "s").batches().get(0).file();
        byte[] bytes = sealed.fixture().area().get(file).orElseThrow();
        bytes[bytes.length / 2] ^= 1;
        sealed.fixture().area().put(file, bytes);
        assertThatThrownBy(() -> sealed.job(1)).hasMessageContaining("LOD-003");
    }

    @Test
    void driftIsListedCompletely() {
        var fixture = roster("drift");
        fixture.target(
                "alter table class alter column title type char(10)",
                "alter table person drop column email",
                "alter table subject add column extra int not null",
                "alter table member add column fine int not null default 3",
                "drop table note");
        Target.Plan plan = fixture.plan(fixture.seal(roster()), LoadStrategy.INSERT);
        assertThat(plan.problems())
                .hasSize(4)
                .allSatisfy(p -> assertThat(p.code()).isEqualTo("LOD-009"));
    }

    /** What a target in another encoding can hold is loaded; what it cannot is told without its text. */
    @Test
    void aTargetInAnotherEncodingTakesTheCharactersThatItHas() {
        String table = "create table pupil (id int primary key, name text)";
        var fixture = new PgFixture("latin", staging, table);
        fixture.superuser(
                "drop database latin_target",
                "create database latin_target template template0 encoding 'LATIN1' locale 'C'",
                "comment on database latin_target is 'datamig-environment=CERT'",
                "grant create, temporary on database latin_target to loader_latin");
        fixture.target(table, "grant select, insert, update, delete on pupil to loader_latin");
        fixture.source("insert into pupil values (1, 'Jürgen'), (2, 'Łukasz')");
        assertThatThrownBy(() -> fixture.load(fixture.sealAll(), 1))
                .hasMessageContaining("LOD-037")
                .hasMessageContaining("public.pupil")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ukasz"));
        fixture.source("delete from pupil where id = 2");
        fixture.load(fixture.sealAll(), 1);
        fixture.target("do $$ begin assert (select name from pupil) = 'Jürgen'; end $$");
    }

    @Test
    void aLockOfSomebodyElseIsWaitedForButNotForLong() throws SQLException {
        var fixture = roster("locked");
        Sealed sealed = fixture.seal(roster());
        try (Connection tester = fixture.connect();
                Statement statement = tester.createStatement()) {
            tester.setAutoCommit(false);
            statement.execute("insert into person (id, name) overriding system value values (10, 'mine')");
            assertThatThrownBy(() -> fixture.load(sealed, 1)).hasMessageContaining("LOD-017");
            tester.rollback();
        }
        fixture.load(sealed, 1);
    }
}
