package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that runs of several districts have in common: whose they are, and when they go. */
class SharedRowsTest {

    private static final String THINGS = "create table thing (id int primary key, name text)";

    @TempDir
    Path staging;

    private PgFixture things(String name) {
        var fixture = new PgFixture(name, staging, THINGS);
        fixture.source("insert into thing values (1, 'one'), (2, 'two'), (3, 'three')");
        return fixture;
    }

    private static Sealed some(PgFixture fixture, String ids) {
        return fixture.seal(Map.of("public.thing", new String[] {"id in (" + ids + ")", "false"}));
    }

    private static void load(PgFixture fixture, Sealed sealed, String district, LoadStrategy strategy) {
        fixture.targetStore().load(sealed.jobOf(district, 1, strategy), (t, d, e) -> {});
    }

    private static String all(PgFixture fixture) {
        return fixture.value("select coalesce(string_agg(id || ' ' || name, ', ' order by id), 'none') from thing");
    }

    /** Rolled back, unless another run has to be rolled back first. */
    private static boolean undone(PgFixture fixture, Sealed run) {
        List<Failure> obstacles = fixture.targetStore().obstacles(run.undo(2, false));
        if (obstacles.isEmpty()) {
            fixture.undo(run, 2);
        } else {
            assertThat(obstacles).singleElement().satisfies(failure -> {
                assertThat(failure.code()).isEqualTo("LOD-015");
                assertThat(failure.message()).contains("to be undone first: mig-");
            });
            assertThatThrownBy(() -> fixture.undo(run, 2)).hasMessageContaining("to be undone first: mig-");
        }
        return obstacles.isEmpty();
    }

    private static void undo(PgFixture fixture, Sealed... runs) {
        for (Sealed run : runs) {
            assertThat(fixture.targetStore().obstacles(run.undo(2, false))).isEmpty();
            fixture.undo(run, 2);
        }
    }

    /** The heir's digests are over columns that the row's own run did not know. */
    @Test
    void aTableMayHaveBeenAlteredBetweenTheRuns() {
        PgFixture fixture = things("shared_altered");
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.INSERT);
        fixture.source("alter table thing add column size int");
        fixture.target("alter table thing add column size int");
        Sealed second = some(fixture, "2, 3");
        load(fixture, second, "b", LoadStrategy.INSERT);

        undo(fixture, first);
        assertThat(all(fixture)).isEqualTo("2 two, 3 three");
        undo(fixture, second);
        assertThat(all(fixture)).isEqualTo("none");
    }

    @Test
    void whatTestersHaveChangedStaysKnownAsChanged() {
        PgFixture fixture = things("shared_changed");
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.INSERT);
        fixture.source("alter table thing add column size int");
        fixture.target("alter table thing add column size int");
        Sealed second = some(fixture, "2, 3");
        load(fixture, second, "b", LoadStrategy.INSERT);
        fixture.target("update thing set name = 'mine' where id = 2");

        undo(fixture, first);
        assertThatThrownBy(() -> fixture.undo(second, 2)).hasMessageContaining("LOD-015");
    }

    /** The second month of the heir, which stands in its place, lets go of it in the third. */
    @ParameterizedTest
    @ValueSource(strings = {"2, 3", "3"})
    void whatARunInheritsItsRefreshesKnow(String secondMonth) {
        PgFixture fixture = things("shared_heirs_" + secondMonth.length());
        Sealed other = some(fixture, "1, 2");
        load(fixture, other, "a", LoadStrategy.INSERT);
        Sealed first = some(fixture, "2, 3");
        load(fixture, first, "b", LoadStrategy.INSERT);
        Sealed second = some(fixture, secondMonth);
        load(fixture, second, "b", LoadStrategy.REPLACE);

        undo(fixture, other);
        assertThat(all(fixture)).isEqualTo("2 two, 3 three");
        Sealed third = some(fixture, "3");
        load(fixture, third, "b", LoadStrategy.REPLACE);

        assertThat(all(fixture)).isEqualTo("3 three");
        undo(fixture, third);
        assertThat(all(fixture)).isEqualTo("2 two, 3 three");
        undo(fixture, second, first);
        assertThat(all(fixture)).isEqualTo("none");
    }

    /** It is the run's own since the other district was rolled back, and a refresh has let go of it: whoever brings it again takes it along. */
    @Test
    void whatWasInheritedIsNoLongerShared() {
        PgFixture fixture = things("shared_released");
        Sealed other = some(fixture, "2");
        load(fixture, other, "b", LoadStrategy.INSERT);
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.INSERT);
        undo(fixture, other);
        Sealed second = some(fixture, "1");
        load(fixture, second, "a", LoadStrategy.REPLACE);
        assertThat(all(fixture)).isEqualTo("1 one");
        Sealed again = some(fixture, "2");
        load(fixture, again, "b", LoadStrategy.INSERT);

        undo(fixture, again);
        assertThat(all(fixture)).isEqualTo("1 one");
        undo(fixture, second);
        assertThat(all(fixture)).isEqualTo("1 one, 2 two");
        undo(fixture, first);
        assertThat(all(fixture)).isEqualTo("none");
    }

    /** A refresh leaves what others count on, and the refresh after it lets go of it when they are gone. */
    @Test
    void whatARefreshLeavesForOthersTheNextOneKnows() {
        PgFixture fixture = things("shared_left");
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.INSERT);
        Sealed other = some(fixture, "2, 3");
        load(fixture, other, "b", LoadStrategy.INSERT);
        Sealed second = some(fixture, "1");
        Target.Plan plan = fixture.targetStore().plan(second.jobOf("a", 1, LoadStrategy.REPLACE), (t, d, e) -> {});
        assertThat(Objects.requireNonNull(plan.detail()).warnings()).noneMatch(warning -> warning.contains("go"));
        load(fixture, second, "a", LoadStrategy.REPLACE);
        assertThat(all(fixture)).isEqualTo("1 one, 2 two, 3 three");
        undo(fixture, other);
        assertThat(all(fixture)).isEqualTo("1 one, 2 two");
        Sealed third = some(fixture, "1");
        load(fixture, third, "a", LoadStrategy.REPLACE);

        assertThat(all(fixture)).isEqualTo("1 one");
        undo(fixture, third);
        assertThat(all(fixture)).isEqualTo("1 one, 2 two");
        undo(fixture, second, first);
        assertThat(all(fixture)).isEqualTo("none");
    }

    /** A tester's row that the first district has overwritten, and that the second has found so. */
    @Test
    void whatWasOverwrittenIsGivenBackByWhoeverCountsOnItLast() {
        PgFixture fixture = things("shared_overwritten");
        fixture.target("insert into thing values (2, 'a tester''s')");
        Map<String, String> before = fixture.dump();
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.UPSERT);
        Sealed second = some(fixture, "2, 3");
        load(fixture, second, "b", LoadStrategy.INSERT);
        Sealed refresh = some(fixture, "2, 3");
        load(fixture, refresh, "b", LoadStrategy.REPLACE);

        undo(fixture, first);
        assertThat(all(fixture)).isEqualTo("2 two, 3 three");
        Sealed without = some(fixture, "3");
        load(fixture, without, "b", LoadStrategy.REPLACE);
        assertThat(all(fixture)).isEqualTo("2 a tester's, 3 three");
        undo(fixture, without);
        assertThat(all(fixture)).isEqualTo("2 two, 3 three");
        undo(fixture, refresh, second);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whoCountedOnWhatTheRowHeldBeforeGetsItBack() {
        PgFixture fixture = things("shared_earlier");
        fixture.target("insert into thing values (2, 'two')");
        Sealed earlier = some(fixture, "2, 3");
        load(fixture, earlier, "b", LoadStrategy.INSERT);
        Map<String, String> before = fixture.dump();
        fixture.source("update thing set name = 'zwei' where id = 2");
        Sealed later = some(fixture, "1, 2");
        load(fixture, later, "a", LoadStrategy.UPSERT);
        assertThat(all(fixture)).isEqualTo("1 one, 2 zwei, 3 three");

        undo(fixture, later);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** A month that the district brought itself changes a row: its undo leads back to the month before, whoever counts on it. */
    @Test
    void aMonthsOwnChangesGoWithIt() {
        PgFixture fixture = things("shared_month");
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.INSERT);
        fixture.source("update thing set name = 'zwei' where id = 2");
        Sealed second = some(fixture, "1, 2");
        load(fixture, second, "a", LoadStrategy.REPLACE);
        Sealed other = some(fixture, "2, 3");
        load(fixture, other, "b", LoadStrategy.INSERT);

        undo(fixture, second);
        assertThat(all(fixture)).isEqualTo("1 one, 2 two, 3 three");
        undo(fixture, first);
        assertThat(all(fixture)).isEqualTo("2 two, 3 three");
    }

    /** A pupil moves: gone with the second month of the one, brought by the other, and wanted back by the first's. */
    private PgFixture moved(String name, List<Sealed> months, String... brought) {
        PgFixture fixture = things(name);
        Sealed first = some(fixture, "1, 2");
        load(fixture, first, "a", LoadStrategy.INSERT);
        Sealed second = some(fixture, "1");
        load(fixture, second, "a", LoadStrategy.REPLACE);
        fixture.source(brought);
        months.addAll(List.of(first, second));
        return fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"update thing set name = 'zwei' where id = 2", "update thing set id = 20 where id = 2"})
    void whatOthersHaveBroughtSinceIsInTheWayOfWhatComesBackAsSomethingElse(String brought) {
        List<Sealed> months = new ArrayList<>();
        PgFixture fixture =
                moved("shared_moved_" + brought.length(), months, "alter table thing add unique (name)", brought);
        fixture.target("alter table thing add unique (name)");
        Sealed other = some(fixture, "2, 20");
        load(fixture, other, "b", LoadStrategy.INSERT);

        assertThat(undone(fixture, months.get(1))).isFalse();
        assertThatThrownBy(() -> fixture.undo(months.get(1), 2))
                .hasMessageContaining("in the way of rows that come back: 1 rows of public.thing")
                .hasMessageContaining(other.fixture().run().value());
        undo(fixture, other, months.get(1));
        assertThat(all(fixture)).isEqualTo("1 one, 2 two");
    }

    /** The rows of testers are nobody's to count on. */
    @Test
    void whatTestersHaveBroughtSinceIsInTheWayOfWhatComesBack() {
        List<Sealed> months = new ArrayList<>();
        PgFixture fixture = moved("shared_moved_testers", months);
        fixture.target("insert into thing values (2, 'two')");

        assertThatThrownBy(() -> fixture.undo(months.get(1), 2))
                .hasMessageContaining("in the way of rows that come back: 1 rows of public.thing");
    }

    /** Whoever goes first, the row is there for as long as one of the two has it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnotherDistrictHasBroughtAgainIsSharedWithTheMonthBefore(boolean otherFirst) {
        List<Sealed> months = new ArrayList<>();
        PgFixture fixture = moved("shared_again_" + otherFirst, months);
        Sealed other = some(fixture, "2, 3");
        load(fixture, other, "b", LoadStrategy.INSERT);

        undo(fixture, months.get(1));
        assertThat(all(fixture)).isEqualTo("1 one, 2 two, 3 three");
        undo(fixture, otherFirst ? other : months.get(0));
        assertThat(all(fixture)).isEqualTo(otherFirst ? "1 one, 2 two" : "2 two, 3 three");
        undo(fixture, otherFirst ? months.get(0) : other);
        assertThat(all(fixture)).isEqualTo("none");
    }

    /** Both have gone through several months; the row goes with the last of the two. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void monthsOfBothLeadBackToWhatTheyShare(boolean otherFirst) {
        List<Sealed> months = new ArrayList<>();
        PgFixture fixture = things("shared_months_" + otherFirst);
        fixture.source("insert into thing values (4, 'four'), (5, 'five')");
        for (String rows : List.of("1, 2", "2, 4", "4")) {
            months.add(some(fixture, rows));
            load(fixture, months.getLast(), "a", months.size() == 1 ? LoadStrategy.INSERT : LoadStrategy.REPLACE);
        }
        List<Sealed> others = new ArrayList<>();
        for (String rows : List.of("2, 3", "2, 3, 5")) {
            others.add(some(fixture, rows));
            load(fixture, others.getLast(), "b", others.size() == 1 ? LoadStrategy.INSERT : LoadStrategy.REPLACE);
        }

        undo(fixture, months.get(2));
        assertThat(all(fixture)).isEqualTo("2 two, 3 three, 4 four, 5 five");
        if (otherFirst) {
            undo(fixture, others.get(1), others.get(0));
            assertThat(all(fixture)).isEqualTo("2 two, 4 four");
            undo(fixture, months.get(1));
            assertThat(all(fixture)).isEqualTo("1 one, 2 two");
            undo(fixture, months.get(0));
        } else {
            undo(fixture, months.get(1), months.get(0));
            assertThat(all(fixture)).isEqualTo("2 two, 3 three, 5 five");
            undo(fixture, others.get(1), others.get(0));
        }
        assertThat(all(fixture)).isEqualTo("none");
    }

    /**
     * Two districts load random sets over testers' rows, refresh them and are rolled back: whoever is there has its rows, nobody else's
     * row is there, and in the end testers have theirs.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void inAnyOrderOfLoadsAndUndos(long seed) {
        var dice = new Random(seed);
        var fixture = new PgFixture("shared_random_" + seed, staging, THINGS);
        fixture.source("insert into thing select i, 'row ' || i from generate_series(1, 12) i");
        fixture.target(
                "insert into thing select i, case when i %% 2 = 0 then 'tester %1$d' else 'row ' || i end from generate_series(1, 12) i where md5(i || '%1$d') < '5'"
                        .formatted(seed));
        Map<String, String> before = fixture.dump();
        Set<Integer> testers = ids(fixture.value("select string_agg(id::text, ',') from thing"));
        Map<String, Deque<Run>> loaded = new HashMap<>(Map.of("a", new ArrayDeque<>(), "b", new ArrayDeque<>()));
        for (int step = 0; step < 14; step++) {
            String district = dice.nextBoolean() ? "a" : "b";
            Deque<Run> months = Objects.requireNonNull(loaded.get(district));
            if (!months.isEmpty() && dice.nextInt(5) < 2) {
                if (undone(fixture, months.element().sealed())) {
                    months.pop();
                }
            } else {
                months.push(load(fixture, dice, district, months.isEmpty()));
            }
            Set<Integer> needed = new HashSet<>(testers);
            loaded.values().forEach(runs -> runs.forEach(run -> needed.addAll(run.ids())));
            assertThat(ids(fixture.value("select string_agg(id::text, ',') from thing")))
                    .as("seed %d, step %d", seed, step)
                    .containsAll(testers)
                    .isSubsetOf(needed);
            for (Deque<Run> runs : loaded.values()) {
                if (!runs.isEmpty()) {
                    assertThat(ids(fixture.value(
                                    "select string_agg(id::text, ',') from thing where name = 'row ' || id")))
                            .as("seed %d, step %d", seed, step)
                            .containsAll(runs.peek().ids());
                }
            }
        }
        if (dice.nextBoolean()) {
            while (loaded.values().stream().anyMatch(runs -> !runs.isEmpty())) {
                Deque<Run> months = Objects.requireNonNull(loaded.get(dice.nextBoolean() ? "a" : "b"));
                if (!months.isEmpty() && undone(fixture, months.element().sealed())) {
                    months.pop();
                }
            }
        } else {
            Target forgetting = fixture.targetKeeping(Duration.ZERO);
            for (String district : List.of("a", "b", "a", "b")) {
                forgetting.load(job(some(fixture, "0"), district, false), (t, d, e) -> {});
            }
        }
        assertThat(fixture.dump()).as("seed %d", seed).isEqualTo(before);
    }

    private record Run(Sealed sealed, Set<Integer> ids) {}

    private static Run load(PgFixture fixture, Random dice, String district, boolean first) {
        Set<Integer> ids = new HashSet<>(IntStream.rangeClosed(1, 12)
                .filter(i -> dice.nextBoolean())
                .boxed()
                .toList());
        ids.add(dice.nextInt(12) + 1);
        Sealed sealed = some(
                fixture, String.join(", ", ids.stream().map(String::valueOf).toList()));
        fixture.targetStore().load(job(sealed, district, first), (t, d, e) -> {});
        return new Run(sealed, ids);
    }

    private static LoadJob job(Sealed sealed, String district, boolean first) {
        var policy = new LoadPolicy(
                first ? LoadStrategy.UPSERT : LoadStrategy.REPLACE,
                Map.of(sealed.store() + ":public.thing", LoadStrategy.UPSERT),
                LoadRules.NONE,
                List.of());
        return new LoadJob(
                sealed.sets().open(sealed.fixture().run(), sealed.store()),
                sealed.sets(),
                1,
                district,
                policy,
                KeyExchange.NONE);
    }

    private static Set<Integer> ids(@Nullable String list) {
        return list == null
                ? Set.of()
                : new HashSet<>(
                        List.of(list.split(",")).stream().map(Integer::valueOf).toList());
    }
}
