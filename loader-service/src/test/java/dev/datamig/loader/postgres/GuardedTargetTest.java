package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators put between a loader and their database is named, with what helps. */
class GuardedTargetTest {

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, "create table t (id int primary key)");
        fixture.source("insert into t values (1)");
        return fixture;
    }

    private static List<String> warnings(PgFixture fixture, Sealed sealed) {
        StorePlan detail = fixture.plan(sealed, LoadStrategy.INSERT).detail();
        return Objects.requireNonNull(detail).warnings();
    }

    @Test
    void anEventTriggerThatForbidsTablesIsNamed() {
        var fixture = fixture("guarded_event");
        fixture.target(
                "create function no_tables() returns event_trigger language plpgsql as $$ begin raise exception 'no'; end $$",
                "create event trigger guard on ddl_command_start when tag in ('CREATE TABLE') execute function no_tables()");
        Sealed sealed = fixture.sealAll();

        assertThatThrownBy(() -> fixture.plan(sealed, LoadStrategy.INSERT))
                .isInstanceOfSatisfying(
                        LoadException.class,
                        e -> assertThat(e.failure().category()).isEqualTo(FailureCategory.BLOCKING))
                .hasMessageContaining("LOD-013")
                .hasMessageContaining("guard (function no_tables())");
        fixture.target("create or replace function no_tables() returns event_trigger language plpgsql as $$ begin"
                + " if session_user <> '" + fixture.account() + "' then raise exception 'no'; end if; end $$");
        fixture.load(sealed, 1);
        fixture.undo(sealed, 2);
        assertThat(fixture.value("select count(*) from t")).isEqualTo("0");
    }

    @Test
    void oneThatOnlyLooksIsNoObstacle() {
        var fixture = fixture("guarded_looking");
        fixture.target(
                "create function look() returns event_trigger language plpgsql as $$ begin end $$",
                "create event trigger looking on ddl_command_end execute function look()");
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.value("select count(*) from t")).isEqualTo("1");
    }

    @Test
    void aTableThatTheAccountMayNotReadAndThatAnUndoWouldChangeIsNamedInThePlan() {
        var fixture = fixture("guarded_hidden");
        fixture.target(
                "create table theirs (id int primary key, t_id int references t on delete cascade)",
                "create table stops (id int primary key, t_id int references t)",
                "create schema closed",
                "create table closed.notes (id int primary key, t_id int references t on delete set null)",
                "grant select on closed.notes to " + fixture.account());
        Sealed sealed = fixture.sealAll();

        assertThat(warnings(fixture, sealed))
                .anyMatch(warning -> warning.contains("GRANT SELECT ON public.theirs"))
                .anyMatch(warning -> warning.contains("closed.notes"))
                .noneMatch(warning -> warning.contains("stops"));
        fixture.load(sealed, 1);
        assertThat(fixture.targetStore().obstacles(sealed.undo(2, false)))
                .allSatisfy(failure -> assertThat(failure.code()).isEqualTo("LOD-013"));
    }

    @Test
    void triggersThatLetNoRowGoAreNamedInThePlan() {
        var fixture = new PgFixture(
                "guarded_rows",
                staging,
                "create table marked (id int primary key, n text not null)",
                "create table kept (id int primary key)",
                "create table leaving (id int primary key)");
        for (String table : List.of("marked", "kept", "leaving")) {
            fixture.source("insert into " + table + " select i" + (table.equals("marked") ? ", 'n'" : "")
                    + " from generate_series(1, 5) i");
        }
        fixture.target(
                "create function mark() returns trigger language plpgsql as $$ begin return null; end $$",
                "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
                "create function pass() returns trigger language plpgsql as $$ begin return old; end $$",
                "create trigger marking before delete on marked for each row execute function mark()",
                "create trigger refusing before delete on kept execute function refuse()",
                "create trigger passing before delete on leaving for each row execute function pass()");

        assertThat(warnings(fixture, fixture.sealAll()))
                .anyMatch(warning -> warning.startsWith("a trigger of public.marked") && warning.endsWith("marking"))
                .anyMatch(warning -> warning.startsWith("a trigger of public.kept") && warning.endsWith("refusing"))
                .noneMatch(warning -> warning.contains("leaving"));
    }
}
