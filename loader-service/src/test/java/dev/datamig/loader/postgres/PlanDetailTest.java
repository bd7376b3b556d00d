package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
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
        assertThat(plan.problems()).extracting(Failure::code).containsOnly("LOD-004");
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
                .satisfies(warning ->
                        assertThat(warning).contains("public.mark(pupil_id)", "public.pupil", "whose", "1100 rows"));
        fixture.target("create index on mark (pupil_id)");
        assertThat(detail(fixture.plan(sealed, LoadStrategy.INSERT)).warnings()).isEmpty();
    }
}
