package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCopiesTest {

    private static final int RUNS = 4;
    private static final int STEPS = 24;

    @TempDir
    Path staging;

    @Test
    void rowsWithoutAKeyThatTwoDistrictsOwnAreThereOnceAndStayUntilBothAreUndone() {
        var fixture = new PgFixture("copies", staging, "create table trace (who text, what text)");
        fixture.target("insert into trace values ('tester', 't')");
        Map<String, String> before = fixture.dump();
        fixture.source("insert into trace values ('a', 'x'), ('both', 'y'), ('both', 'y'), ('b', 'z')");
        Sealed first = fixture.seal(Map.of("public.trace", new String[] {"who in ('a', 'both')", "false"}));
        Sealed second = fixture.seal(Map.of("public.trace", new String[] {"who = 'b'", "who = 'both'"}));
        fixture.load(first, 1);
        assertThat(PgFixture.of(fixture.load(second, 1), "public.trace"))
                .extracting(TableLoad::inserted, TableLoad::unchanged)
                .containsExactly(1L, 2L);

        assertThat(fixture.undo(first, 2).tables())
                .extracting(TableLoad::matched)
                .containsExactly(2L);

        assertThat(fixture.value("select string_agg(who, ',' order by who) from trace"))
                .isEqualTo("b,both,both,tester");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aRefreshLeavesCopiesThatAnotherDistrictCountsOn() {
        var fixture = new PgFixture("copies_refresh", staging, "create table trace (who text, what text)");
        fixture.source("insert into trace values ('a', 'x'), ('both', 'y'), ('both', 'y')");
        Sealed first = fixture.seal(Map.of("public.trace", new String[] {"true", "false"}));
        Sealed other = fixture.seal(Map.of("public.trace", new String[] {"who = 'both'", "false"}));
        fixture.load(first, 1);
        fixture.targetStore().load(other.jobOf("d2", 1), (t, d, e) -> {});
        Map<String, String> both = fixture.dump();
        fixture.source("delete from trace where who = 'both'");
        Sealed fresh = fixture.seal(Map.of("public.trace", new String[] {"true", "false"}));

        fixture.load(fresh, 1, LoadStrategy.REPLACE);

        assertThat(fixture.dump()).isEqualTo(both);
        fixture.undo(fresh, 2);
        assertThat(fixture.dump()).isEqualTo(both);
    }

    @Test
    void aTriggerThatRewritesRowsWithoutAKeyLeavesThemKnown() {
        var fixture =
                new PgFixture("copies_rewritten", staging, "create table trace (who text, what text, at timestamptz)");
        fixture.target(
                "create function stamp() returns trigger language plpgsql as"
                        + " $$ begin new.at := clock_timestamp(); return new; end $$",
                "create trigger stamps before insert on trace for each row execute function stamp()");
        fixture.source("insert into trace values ('a', 'x', now()), ('both', 'y', now()), ('both', 'y', now())");
        Sealed first = fixture.seal(Map.of("public.trace", new String[] {"true", "false"}));
        Sealed second = fixture.seal(Map.of("public.trace", new String[] {"who = 'both'", "false"}));
        fixture.load(first, 1);
        assertThat(fixture.load(second, 1)).extracting(TableLoad::unchanged).containsExactly(2L);

        fixture.undo(first, 2);

        assertThat(fixture.value("select string_agg(who, ',') from trace")).isEqualTo("both,both");
        fixture.undo(second, 2);
        assertThat(fixture.value("select count(*) from trace")).isEqualTo("0");
    }

    /** As many copies as whoever needs most of them: that is what any order of loads and undos has to leave. */
    @Test
    void afterAnyLoadsAndUndosThereAreAsManyCopiesAsTheOneWhoNeedsMostOfThem() {
        long seed = new Random().nextInt();
        var random = new Random(seed);
        var fixture = new PgFixture("copies_random", staging, "create table trace (what text)");
        Map<String, Integer> testers = copies(random);
        fixture.target(insert(testers));
        List<Map<String, Integer>> needs = new ArrayList<>();
        List<Sealed> sets = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            needs.add(copies(random));
            fixture.source("delete from trace", insert(needs.get(i)));
            sets.add(fixture.sealAll());
        }
        Set<Integer> loaded = new TreeSet<>();
        for (int step = 1; step <= STEPS; step++) {
            int run = random.nextInt(RUNS);
            if (loaded.add(run)) {
                fixture.targetStore().load(sets.get(run).jobOf("d" + run, step), (t, d, e) -> {});
            } else {
                loaded.remove(run);
                fixture.undo(sets.get(run), step);
            }
            Map<String, Integer> expected = new TreeMap<>(testers);
            loaded.forEach(one -> needs.get(one).forEach((what, n) -> expected.merge(what, n, Math::max)));
            assertThat(fixture.value("select string_agg(what, '' order by what) from trace"))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(expected.entrySet().stream()
                            .map(e -> e.getKey().repeat(e.getValue()))
                            .collect(Collectors.joining()));
        }
    }

    private static Map<String, Integer> copies(Random random) {
        Map<String, Integer> copies = new TreeMap<>(Map.of("a", 1));
        for (String what : List.of("p", "q", "r", "s")) {
            copies.put(what, random.nextInt(4));
        }
        return copies;
    }

    private static String insert(Map<String, Integer> copies) {
        return copies.entrySet().stream()
                .map(e -> "select '%s' from generate_series(1, %d)".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(" union all ", "insert into trace ", ""));
    }
}
