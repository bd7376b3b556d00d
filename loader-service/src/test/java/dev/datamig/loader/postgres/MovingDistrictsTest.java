package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Months in which pupils move between districts whose runs come, are refreshed and are undone in any order. A load that is undone at once
 * leaves nothing behind, nor do all of them in the end, and no undo is refused without a run that has to go first.
 */
class MovingDistrictsTest {

    private static final int DISTRICTS = 3;

    private static final String[] DDL = {
        "create table town (id int primary key, district int not null)",
        "create table school (id int primary key, town_id int not null references town, name text not null)",
        "create table pupil (id int primary key, school_id int not null references school, name text not null, buddy_id int references pupil deferrable)",
        "create table score (id int primary key, pupil_id int not null references pupil, points int)",
        "create table book (id int primary key, title text not null)",
        "create table loan (pupil_id int references pupil, book_id int references book, primary key (pupil_id, book_id))"
    };

    private static final String TOWNS = "select id from town where district = any ('{%s}')";
    private static final String SCHOOLS = "select id from school where town_id in (" + TOWNS + ")";
    private static final String PUPILS = "select id from pupil where school_id in (" + SCHOOLS + ")";

    private static final String PEOPLE = "with recursive p (id) as (" + PUPILS
            + " union select buddy_id from p join pupil q using (id)) select id from p";

    private static final String NEEDED = "select school_id from pupil where id in (" + PEOPLE + ")";

    @TempDir
    Path staging;

    private PgFixture fixture;
    private final Map<Integer, Deque<Sealed>> loaded = new TreeMap<>();
    private final List<String> story = new ArrayList<>();
    private int numbers;

    @ParameterizedTest
    @ValueSource(longs = {207, 404, 422})
    void whateverMovesGoes(long seed) {
        fixture = new PgFixture("moving_" + seed, staging, DDL);
        var random = new Random(seed);
        for (int district = 1; district <= DISTRICTS; district++) {
            fixture.source("insert into town values (%d, %1$d)".formatted(district));
            school(district);
            school(district);
        }
        fixture.source("insert into book select i, 'book ' || i from generate_series(1, 4) i");
        for (int i = 0; i < 9; i++) {
            pupil(random);
        }
        Map<String, String> empty = fixture.dump();
        try {
            for (int step = 0; step < 10; step++) {
                month(random);
                int district = 1 + random.nextInt(DISTRICTS);
                if (random.nextInt(4) == 0) {
                    undo(district);
                } else {
                    load(district, random.nextInt(4) == 0);
                }
                if (random.nextInt(3) == 0) {
                    refreshAll();
                }
            }
            refreshAll();
            refreshAll();
            loaded.forEach((district, runs) -> {
                if (!runs.isEmpty()) {
                    requireCurrent(district);
                }
            });
            undoAll();
            assertThat(fixture.dump()).isEqualTo(empty);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + String.join("\n", story), e);
        }
    }

    private void source(String sql) {
        story.add(sql);
        fixture.source(sql);
    }

    private void school(int district) {
        source("insert into school values (%d, %d, 'school')".formatted(++numbers, district));
    }

    private void pupil(Random random) {
        source("insert into pupil values (%d, (%s), 'new', (%s))"
                .formatted(++numbers, some("school", random), random.nextInt(3) == 0 ? some("pupil", random) : "null"));
        source("insert into score values (%d, %d, 1)".formatted(++numbers, numbers - 1));
    }

    private static String some(String table, Random random) {
        return "select id from %s order by md5(id || 'x%d') limit 1".formatted(table, random.nextInt(1000));
    }

    private void month(Random random) {
        for (int i = 0; i < 3; i++) {
            int now = ++numbers;
            switch (random.nextInt(9)) {
                case 0, 1, 2 ->
                    source("update pupil set school_id = (%s), name = 'moved %d' where id = (%s)"
                            .formatted(some("school", random), now, some("pupil", random)));
                case 3 ->
                    source("update pupil set name = 'named %d' where id = (%s)".formatted(now, some("pupil", random)));
                case 4 -> {
                    source(
                            "delete from school s where id = (%s) and not exists (select from pupil where school_id = s.id)"
                                    .formatted(some("school", random)));
                    school(1 + random.nextInt(DISTRICTS));
                }
                case 5 -> pupil(random);
                case 6 ->
                    source("insert into loan select (%s), (%s) on conflict do nothing"
                            .formatted(some("pupil", random), some("book", random)));
                case 7 ->
                    source("update book set title = 'title %d' where id = (%s)".formatted(now, some("book", random)));
                default -> {
                    source("update pupil set buddy_id = null where id = (%s)".formatted(some("pupil", random)));
                    source("delete from score where id = (%s)".formatted(some("score", random)));
                }
            }
        }
    }

    /** Conditions on the rows that are the district's, and on those that they need, by table. */
    private static Map<String, String[]> rows(int district) {
        String towns = TOWNS.formatted(district);
        String schools = SCHOOLS.formatted(district);
        String pupils = PUPILS.formatted(district);
        String people = PEOPLE.formatted(district);
        String needed = NEEDED.formatted(district);
        String its = "pupil_id in (" + pupils + ")";
        return Map.of(
                "public.town",
                        new String[] {
                            "id in (" + towns + ")",
                            "id in (select town_id from school where id in (" + needed + ")) and id not in (" + towns
                                    + ")"
                        },
                "public.school",
                        new String[] {
                            "id in (" + schools + ")", "id in (" + needed + ") and id not in (" + schools + ")"
                        },
                "public.pupil",
                        new String[] {"id in (" + pupils + ")", "id in (" + people + ") and id not in (" + pupils + ")"
                        },
                "public.score", new String[] {its, "false"},
                "public.loan", new String[] {its, "false"},
                "public.book", new String[] {"false", "id in (select book_id from loan where " + its + ")"});
    }

    private void load(int district, boolean undone) {
        Sealed run = fixture.seal(rows(district));
        Map<String, String> before = fixture.dump();
        story.add("-- load " + district + " as " + run.fixture().run() + (undone ? ", and undo" : ""));
        fixture.targetStore().load(run.jobOf("d" + district, 1, LoadStrategy.REPLACE), (t, d, e) -> {});
        if (undone) {
            fixture.undo(run, 2);
            assertThat(fixture.dump()).isEqualTo(before);
        } else {
            loaded.computeIfAbsent(district, d -> new ArrayDeque<>()).push(run);
        }
    }

    /** Everything of the district is there as the source has it, whoever has brought it. */
    private void requireCurrent(int district) {
        rows(district).forEach((table, conditions) -> {
            String all = "select coalesce(string_agg(t::text, '|'), '') from " + table + " t";
            String mine = " where (%s) or (%s)".formatted(conditions[0], conditions[1]);
            String expected = fixture.sourceValue(all + mine);
            if (!expected.isEmpty()) {
                assertThat(fixture.value(all).split("\\|"))
                        .as(table + " of " + district)
                        .contains(expected.split("\\|"));
            }
        });
    }

    private void refreshAll() {
        loaded.entrySet().stream()
                .filter(runs -> !runs.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(district -> load(district, false));
    }

    /** @return whether the newest run of the district is undone now */
    private boolean undo(int district) {
        Deque<Sealed> runs = loaded.getOrDefault(district, new ArrayDeque<>());
        if (runs.isEmpty()) {
            return false;
        }
        Map<String, String> before = fixture.dump();
        story.add("-- undo " + runs.element().fixture().run());
        try {
            fixture.undo(runs.element(), 2);
            runs.pop();
            return true;
        } catch (LoadException e) {
            story.add("-- " + e.getMessage());
            assertThat(e).hasMessageContaining("LOD-015").hasMessageContaining("to be undone first");
            assertThat(fixture.dump()).isEqualTo(before);
            return false;
        }
    }

    private void undoAll() {
        boolean more = true;
        while (more) {
            more = false;
            for (int district : List.copyOf(loaded.keySet())) {
                more |= undo(district);
            }
        }
        assertThat(loaded.values()).allMatch(Deque::isEmpty);
    }
}
