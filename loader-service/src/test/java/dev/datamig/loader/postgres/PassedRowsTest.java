package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A pupil moves from one district to the next, whose refresh comes first: she is the new district's, with the values that it has. */
class PassedRowsTest {

    private static final String PUPILS =
            "select string_agg(id || ' ' || name || ' ' || school_id, ', ' order by id) from pupil";

    @TempDir
    Path staging;

    private PgFixture fixture;
    private final Deque<Sealed> loaded = new ArrayDeque<>();
    private final Deque<Map<String, String>> states = new ArrayDeque<>();

    /** Ann has moved from school 1 of district a to school 2 of district b, which does not know yet that a has left her. */
    @BeforeEach
    void moved(TestInfo test) {
        fixture = new PgFixture(
                "passed_"
                        + test.getTestMethod()
                                .orElseThrow()
                                .getName()
                                .toLowerCase(Locale.ROOT)
                                .substring(0, 20),
                staging,
                "create table school (id int primary key)",
                "create table pupil (id int primary key, name text not null unique, school_id int not null references school)");
        fixture.source(
                "insert into school values (1), (2), (3), (9)",
                "insert into pupil values (1, 'Ann', 1), (2, 'Bob', 2), (3, 'Cid', 3), (4, 'Dan', 1)");
        load("a", 1);
        load("b", 2);
        load("c", 3);
        move(1, "Anna", 2);
        load("b", 2);
        load("a", 1);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Ann 1, 2 Bob 2, 3 Cid 3, 4 Dan 1");
    }

    private void move(int pupil, String name, int school) {
        fixture.source("update pupil set name = '%s', school_id = %d where id = %d".formatted(name, school, pupil));
    }

    private void load(String district, int school) {
        Sealed run = fixture.seal(Map.of(
                "public.school", new String[] {"id = " + school, "false"},
                "public.pupil", new String[] {"school_id = " + school, "false"}));
        states.push(fixture.dump());
        fixture.targetStore().load(run.jobOf(district, 1, LoadStrategy.REPLACE), (t, d, e) -> {});
        loaded.push(run);
    }

    private void undoInReverse() {
        while (!loaded.isEmpty()) {
            fixture.undo(loaded.pop(), 2);
            assertThat(fixture.dump()).isEqualTo(states.pop());
        }
    }

    @Test
    void getTheValuesOfTheDistrictThatHasThemNow() {
        load("b", 2);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anna 2, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        load("a", 1);
        move(1, "Anne", 2);
        load("b", 2);
        load("b", 2);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anne 2, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        undoInReverse();
    }

    @Test
    void passOnFromDistrictToDistrictAndBack() {
        load("b", 2);
        move(1, "Annie", 3);
        load("c", 3);
        load("b", 2);
        load("c", 3);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 Annie 3, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        move(1, "Ann Again", 1);
        load("a", 1);
        load("c", 3);
        load("a", 1);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Ann Again 1, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        undoInReverse();
    }

    /** The months of the district in between are no longer known when the one that has brought her takes her away. */
    @Test
    void goAlsoWhenTheLedgersOfThoseWhoHadThemAreDropped() {
        load("b", 2);
        move(1, "Annie", 3);
        load("b", 2);
        load("b", 2);
        load("c", 3);
        move(1, "Gone", 9);
        fixture.target(
                "update datamig.load l set state = 'dropped' where district = 'b' and exists (select from datamig.load n where n.district = 'b' and n.finished > l.finished)",
                "delete from datamig.change c using datamig.load l where l.run = c.run and l.state = 'dropped'");
        load("c", 3);
        fixture.target(
                "update datamig.load l set state = 'dropped' where district = 'c' and exists (select from datamig.load n where n.district = 'c' and n.finished > l.finished)",
                "delete from datamig.change c using datamig.load l where l.run = c.run and l.state = 'dropped'");
        load("a", 1);

        assertThat(fixture.value(PUPILS)).isEqualTo("2 Bob 2, 3 Cid 3, 4 Dan 1");
    }

    /** The other months of district b still count on her: she stays, with what was last made of her. */
    @Test
    void areNotGivenBackByWhoLeavesThem() {
        load("b", 2);
        move(1, "Gone", 9);
        load("b", 2);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anna 2, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        undoInReverse();
    }

    /** She is back in district a, and the run of b that has overwritten her is undone. */
    @Test
    void areKnownToTheirDistrictAgainWhenAnotherGivesThemBack() {
        load("b", 2);
        Sealed last = loaded.pop();
        move(1, "Back", 1);
        load("a", 1);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anna 2, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        fixture.undo(last, 2);
        load("a", 1);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 Back 1, 2 Bob 2, 3 Cid 3, 4 Dan 1");
    }

    /** The name that she had is another pupil's now. */
    @Test
    void giveUniqueValuesToOthers() {
        fixture.source("insert into pupil values (5, 'Ann', 2)");
        load("b", 2);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anna 2, 2 Bob 2, 3 Cid 3, 4 Dan 1, 5 Ann 2");
        undoInReverse();
    }

    @Test
    void keepTheirValuesWhenTheDistrictThatHasBroughtThemIsUndone() {
        load("b", 2);
        Sealed last = loaded.pop();
        Sealed left = loaded.pop();
        Sealed found = loaded.pop();
        Sealed third = loaded.pop();
        Sealed second = loaded.pop();

        fixture.undo(left, 2);
        fixture.undo(loaded.pop(), 2);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anna 2, 2 Bob 2, 3 Cid 3");
        fixture.undo(last, 2);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Anna 2, 2 Bob 2, 3 Cid 3");
        fixture.undo(found, 2);
        assertThat(fixture.value(PUPILS)).isEqualTo("2 Bob 2, 3 Cid 3");
        fixture.undo(third, 2);
        fixture.undo(second, 2);
        assertThat(fixture.value("select count(*) from school")).isEqualTo("0");
    }

    /** She has moved on, and the run of the district in between is undone: what it had found is what the last one gives back. */
    @Test
    void areGivenBackAsTheyWereBeforeTheDistrictInBetween() {
        load("b", 2);
        Sealed between = loaded.peek();
        move(1, "Annie", 3);
        load("c", 3);
        load("b", 2);
        Sealed leaving = loaded.peek();
        load("c", 3);
        Sealed last = loaded.peek();

        fixture.undo(leaving, 2);
        fixture.undo(between, 3);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Annie 3, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        fixture.undo(last, 2);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 Ann 1, 2 Bob 2, 3 Cid 3, 4 Dan 1");
    }

    @Test
    void keepWhatTestersHaveMadeOfThem() {
        fixture.target("update pupil set name = 'mine' where id = 1");
        load("b", 2);

        assertThat(fixture.value(PUPILS)).isEqualTo("1 mine 1, 2 Bob 2, 3 Cid 3, 4 Dan 1");
        fixture.undo(loaded.pop(), 2);
        assertThat(fixture.value(PUPILS)).isEqualTo("1 mine 1, 2 Bob 2, 3 Cid 3, 4 Dan 1");
    }

    @Test
    void areNotGivenBackOnceTestersHaveChangedThem() {
        load("b", 2);
        fixture.target("update pupil set name = 'mine' where id = 1");

        assertThatThrownBy(() -> fixture.undo(loaded.pop(), 2))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("changed since: 1 rows of public.pupil");
    }
}
