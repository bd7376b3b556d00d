package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan finds before anything is written. */
class PlanDetailTest {

    @TempDir
    Path staging;

    private static StorePlan detail(Target.Plan plan) {
        return Objects.requireNonNull(plan.detail());
    }

    @Test
    void constraintsThatCannotBeMetAreListedWithTheirRows() {
        var fixture = new PgFixture(
                "refusals",
                staging,
                "create table pupil (id int primary key, age int, code text, email text, city text)");
        fixture.source(
                "insert into pupil values (1, -1, null, 'A@x', 'c'), (2, 5, null, 'a@x', null), (3, 6, 'k', 'b@x', 'd')");
        fixture.target(
                "insert into pupil values (9, 7, 'z', 'B@X', 'e')",
                "alter table pupil add constraint grown check (age > 0), alter city set not null,"
                        + " add constraint one_code unique nulls not distinct (code)",
                "create unique index one_mail on pupil (lower(email))");

        Target.Plan plan = fixture.plan(fixture.sealAll(), LoadStrategy.INSERT);

        assertThat(detail(plan).tables().get(0).conflicts())
                .extracting(c -> c.kind() + " " + c.constraint() + " " + c.columns() + " " + c.rows())
                .containsExactlyInAnyOrder(
                        "duplicate one_code [code] 2",
                        "duplicate one_mail [email] 2",
                        "unique one_mail [email] 1",
                        "check grown [age] 1",
                        "required null [city] 1");
        assertThat(plan.problems()).extracting(Failure::code).containsOnly("LOD-004", "LOD-026");
    }

    /** What is compared otherwise than by equality: by a gist index, in a temporal key too. */
    @Test
    void rowsThatExcludeEachOtherAreFoundAmongThemselvesAndInTheTarget() {
        var fixture = new PgFixture(
                "exclusions",
                staging,
                "create table lease (id int primary key, room int4range not null, during int4range not null)",
                "create table stay (room int4range not null, during int4range not null, who text)");
        fixture.source(
                "insert into lease values (1, '[1,2)', '[1,5)'), (2, '[1,2)', '[4,9)'), (3, '[2,3)', '[1,5)'), (4, '[3,4)', '[1,5)')",
                "insert into stay values ('[1,2)', '[1,5)', 'a'), ('[1,2)', '[3,9)', 'b'), ('[2,3)', '[1,5)', 'c')");
        fixture.target(
                "insert into lease values (9, '[3,4)', '[2,3)')",
                "insert into stay values ('[2,3)', '[4,7)', 'd')",
                "alter table lease add constraint apart exclude using gist (room with =, during with &&) deferrable initially deferred",
                "alter table stay add constraint stays primary key (room, during without overlaps)");

        Target.Plan plan = fixture.plan(fixture.sealAll(), LoadStrategy.INSERT);

        assertThat(detail(plan).tables())
                .flatExtracting(TablePlan::conflicts)
                .extracting(c -> c.kind() + " " + c.constraint() + " " + c.rows())
                .containsExactlyInAnyOrder(
                        "duplicate apart 1", "exclusion apart 1", "duplicate stays 1", "exclusion stays 1");
        assertThat(plan.problems()).extracting(Failure::code).containsOnly("LOD-004", "LOD-026");
    }

    @Test
    void tablesWithoutAKeyAreAskedToo() {
        var fixture = new PgFixture(
                "exclusions_keyless", staging, "create table visit (who text, room int4range, during int4range)");
        fixture.source(
                "insert into visit values ('a', '[1,2)', '[1,5)'), ('b', '[1,2)', '[3,9)'), ('c', '[2,3)', '[1,5)'),"
                        + " ('own', '[4,5)', '[1,5)')");
        fixture.target(
                "insert into visit values ('d', '[2,3)', '[4,7)'), ('A', '[9,10)', '[1,2)'), ('own', '[4,5)', '[1,5)')",
                "alter table visit add constraint apart exclude using gist (room with =, during with &&)",
                "create unique index who_once on visit (lower(who))");

        Target.Plan plan = fixture.plan(fixture.sealAll(), LoadStrategy.INSERT);

        assertThat(detail(plan).tables())
                .flatExtracting(TablePlan::conflicts)
                .extracting(c -> c.kind() + " " + c.constraint() + " " + c.rows())
                .containsExactlyInAnyOrder("duplicate apart 1", "exclusion apart 1", "unique who_once 1");
    }

    @Test
    void valuesThatTheTargetsTypesRefuseAreListedByColumn() {
        var fixture = new PgFixture(
                "types_refuse",
                staging,
                "create type mood as enum ('ok', 'sad')",
                "create domain zip as text",
                "create table feeling (id int primary key, how mood, place zip, note text)");
        fixture.source("insert into feeling values (1, 'sad', '12', 'x'), (2, 'ok', 'ab', 'y'), (3, 'sad', '3', null)");
        fixture.target(
                "alter type mood rename value 'sad' to 'blue'",
                "alter domain zip add constraint digits check (value ~ '^[0-9]+$')");

        Target.Plan plan = fixture.plan(fixture.sealAll(), LoadStrategy.INSERT);

        assertThat(plan.problems())
                .extracting(Failure::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("2 of 3 rows against type (how)"),
                        message -> assertThat(message).contains("1 of 3 rows against type (place)"));
        assertThat(plan.problems().toString()).doesNotContain("sad").doesNotContain("ab'");
    }

    @Test
    void referencesWithoutAnIndexAreNamedWhereAnUndoWillFeelThem() {
        var fixture = new PgFixture(
                "unindexed",
                staging,
                "create table pupil (id int primary key)",
                "create table mark (id int primary key, pupil_id int constraint whose references pupil)");
        fixture.source(
                "insert into pupil select generate_series(1, 1100)",
                "insert into mark select i, i from generate_series(1, 1100) i");
        var sealed = fixture.sealAll();

        assertThat(detail(fixture.plan(sealed, LoadStrategy.INSERT)).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .contains(
                                "public.mark(pupil_id)",
                                "public.pupil",
                                "whose",
                                "1100 rows",
                                "CREATE INDEX CONCURRENTLY ON public.mark (pupil_id) helps"));
        fixture.target("create index on mark (pupil_id)");
        assertThat(detail(fixture.plan(sealed, LoadStrategy.INSERT)).warnings()).isEmpty();
    }

    @Test
    void aConflictSaysWhoseTheRowsAre() {
        var fixture = new PgFixture(
                "whose",
                staging,
                "create table kind (id int primary key, name text)",
                "create table pupil (id int primary key, name text)");
        fixture.source(
                "insert into kind values (1, 'field day'), (2, 'holiday')",
                "insert into pupil values (1, 'a'), (2, 'b'), (3, 'c')");
        fixture.target("insert into kind values (1, 'day of tests')", "insert into pupil values (3, 'theirs')");
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.kind", new String[] {"false", "true"});
        tables.put("public.pupil", new String[] {"id < 3", "false"});
        assertThat(fixture.plan(fixture.seal(tables), LoadStrategy.INSERT).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .endsWith(
                                "s:public.kind: 1 of 2 rows (reference rows; the target's are of no run, so testers'),"
                                        + " differing in name"));
        tables.remove("public.kind");
        PgFixture.Sealed loaded = fixture.seal(tables);
        fixture.load(loaded, 1);
        fixture.source("update pupil set name = name || '!'");
        tables.put("public.pupil", new String[] {"true", "false"});
        assertThat(fixture.plan(fixture.seal(tables), LoadStrategy.INSERT).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .endsWith("s:public.pupil: 3 of 3 rows (the district's own; the target's are 2 from run "
                                + loaded.fixture().run() + " of this district, 1 of no run), differing in name"));
    }
}
