package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
}
