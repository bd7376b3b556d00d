package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pupil moves from one district to another, whose refresh comes first, and the school that she has left is closed. */
class MovedRowsTest {

    @TempDir
    Path staging;

    private final Deque<Sealed> loaded = new ArrayDeque<>();
    private final Deque<Map<String, String>> states = new ArrayDeque<>();

    private PgFixture schools(String name) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table town (id int primary key, name text)",
                "create table school (id int primary key, town_id int not null references town)",
                "create table pupil (id int primary key, school_id int not null references school)");
        fixture.source(
                "insert into town values (1, 'old'), (2, 'gone'), (3, 'new')",
                "insert into school values (1, 1), (2, 2), (3, 3)",
                "insert into pupil values (10, 2), (11, 1), (12, 3)");
        load(fixture, "a", LoadStrategy.INSERT, "1, 2", "1, 2", "10, 11");
        load(fixture, "b", LoadStrategy.INSERT, "3", "3", "12");
        fixture.source(
                "update pupil set school_id = 3 where id = 10",
                "delete from school where id = 2",
                "delete from town where id = 2");
        load(fixture, "b", LoadStrategy.REPLACE, "3", "3", "10, 12");
        return fixture;
    }

    private void load(
            PgFixture fixture, String district, LoadStrategy strategy, String towns, String schools, String pupils) {
        Sealed run = fixture.seal(Map.of(
                "public.town", new String[] {"id in (" + towns + ")", "false"},
                "public.school", new String[] {"id in (" + schools + ")", "false"},
                "public.pupil", new String[] {"id in (" + pupils + ")", "false"}));
        Map<String, String> before = fixture.dump();
        fixture.targetStore().load(run.jobOf(district, 1, strategy), (t, d, e) -> {});
        states.push(before);
        loaded.push(run);
    }

    private static String all(PgFixture fixture) {
        return fixture.value("select (select string_agg(id::text, ' ' order by id) from town) || ' / '"
                + " || (select string_agg(id || ':' || town_id, ' ' order by id) from school) || ' / '"
                + " || (select string_agg(id || ':' || school_id, ' ' order by id) from pupil)");
    }

    /** What the other district's pupil refers to stays for as long as she does, and is still her former district's to take away. */
    @Test
    void whatARefreshLeavesForOthersKeepsWhatItRefersTo() {
        PgFixture fixture = schools("moved_stays");

        load(fixture, "a", LoadStrategy.REPLACE, "1", "1", "11");

        assertThat(all(fixture)).isEqualTo("1 2 3 / 1:1 2:2 3:3 / 10:2 11:1 12:3");
        for (int i = 0; i < 4; i++) {
            fixture.undo(loaded.pop(), 2);
            assertThat(fixture.dump()).isEqualTo(states.pop());
        }
    }

    /** Once no run of another district counts on the pupil any more, the next refresh takes all of it away. */
    @Test
    void whatIsNoLongerReferredToGoesWithTheNextRefresh() {
        PgFixture fixture = schools("moved_goes");
        Sealed others = loaded.element();
        load(fixture, "a", LoadStrategy.REPLACE, "1", "1", "11");
        fixture.undo(others, 2);
        load(fixture, "a", LoadStrategy.REPLACE, "1", "1", "11");

        assertThat(all(fixture)).isEqualTo("1 3 / 1:1 3:3 / 11:1 12:3");
        fixture.undo(loaded.pop(), 2);
        assertThat(all(fixture)).isEqualTo("1 2 3 / 1:1 2:2 3:3 / 10:2 11:1 12:3");
        assertThat(fixture.dump()).isEqualTo(states.pop());
    }

    /** The pupil's former district is undone: she stays for the new one, with the school and the town to which she refers, and goes with it. */
    @Test
    void whatAnotherDistrictInheritsBringsWhatItRefersTo() {
        PgFixture fixture = schools("moved_inherited");
        Sealed second = loaded.pop();
        Sealed first = loaded.pop();

        fixture.undo(loaded.pop(), 2);

        assertThat(all(fixture)).isEqualTo("2 3 / 2:2 3:3 / 10:2 12:3");
        fixture.undo(second, 2);
        assertThat(all(fixture)).isEqualTo("3 / 3:3 / 12:3");
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(states.peekLast());
    }

    /** What a district gets back from another is known to each of its runs as it had brought it: no later undo takes it for changed. */
    @Test
    void whatComesBackToADistrictIsKnownToEachOfItsMonths() {
        var fixture =
                new PgFixture("moved_back", staging, "create table pupil (id int primary key, name text not null)");
        fixture.source("insert into pupil values (1, 'Ann'), (2, 'Bob')");
        Sealed first = pupils(fixture, "a", LoadStrategy.INSERT, "1, 2");
        fixture.source("update pupil set name = 'Anna' where id = 1");
        Sealed renamed = pupils(fixture, "a", LoadStrategy.REPLACE, "1, 2");
        Sealed moved = pupils(fixture, "a", LoadStrategy.REPLACE, "2");
        Sealed other = pupils(fixture, "b", LoadStrategy.INSERT, "1");

        for (Sealed run : List.of(moved, other, renamed)) {
            fixture.undo(run, 2);
        }

        assertThat(fixture.value("select string_agg(name, ' ' order by id) from pupil"))
                .isEqualTo("Ann Bob");
        fixture.undo(first, 2);
        assertThat(fixture.value("select count(*) from pupil")).isEqualTo("0");
    }

    /** A tester has deleted the school from which a refresh has moved a pupil away. */
    @Test
    void whatReferredToRowsThatAreGoneIsTold() {
        var fixture = new PgFixture(
                "moved_gone",
                staging,
                "create table town (id int primary key)",
                "create table school (id int primary key, town_id int)",
                "create table pupil (id int primary key, school_id int not null references school)");
        fixture.source("insert into school values (1), (2)", "insert into pupil values (10, 2)");
        load(fixture, "a", LoadStrategy.INSERT, "0", "1, 2", "10");
        fixture.source("update pupil set school_id = 1");
        load(fixture, "a", LoadStrategy.REPLACE, "0", "1, 2", "10");
        fixture.target("delete from school where id = 2");

        assertThatThrownBy(() -> fixture.undo(loaded.element(), 2))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("would refer again to rows that are gone: 1 rows of public.pupil");
    }

    private static Sealed pupils(PgFixture fixture, String district, LoadStrategy strategy, String pupils) {
        Sealed run = fixture.seal(Map.of("public.pupil", new String[] {"id in (" + pupils + ")", "false"}));
        fixture.targetStore().load(run.jobOf(district, 1, strategy), (t, d, e) -> {});
        return run;
    }
}
