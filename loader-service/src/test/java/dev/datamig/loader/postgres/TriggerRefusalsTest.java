package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers and rules of the target that do not let the sealed rows in as they are, and those that the plan tells of. */
class TriggerRefusalsTest {

    private static final String[] TABLES = {
        "create table pupil (id int primary key, name text not null)",
        "create table mark (id int primary key, pupil_id int references pupil, points int not null)",
    };

    @TempDir
    Path staging;

    private PgFixture fixture(String name, int rows, String... target) {
        var fixture = new PgFixture(name, staging, TABLES);
        fixture.source(
                "insert into pupil select i, 'p' || i from generate_series(1, " + rows + ") i",
                "insert into mark select i, i, i from generate_series(1, " + rows + ") i");
        fixture.target("insert into pupil values (9000, 'theirs')");
        fixture.target(target);
        return fixture;
    }

    private static String function(String name, String body) {
        return "create function %s() returns trigger language plpgsql as $$ begin %s end $$".formatted(name, body);
    }

    private void refusesAndLeavesNothing(PgFixture fixture, String... parts) {
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        assertThatThrownBy(() -> fixture.load(sealed, 1))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("LOD-014")
                .hasMessageContainingAll(parts);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aTriggerThatInsistsOnOtherValuesIsNamed() {
        String[] shout = {
            function("shout", "update public.pupil set name = upper(name) where id = new.id; return null;"),
            "create trigger shouting after insert or update on pupil for each row when (new.id % 10 = 0 and new.name <>"
                    + " upper(new.name)) execute function shout()"
        };
        refusesAndLeavesNothing(fixture("shout_copied", 200, shout), "s:public.pupil", "20 rows differ", "shouting");
        refusesAndLeavesNothing(fixture("shout_staged", 20, shout), "s:public.pupil", "2 rows differ", "shouting");
    }

    @Test
    void aTriggerThatDropsRowsIsNamed() {
        String[] drop = {
            function("choosy", "if new.points = 7 then return null; end if; return new;"),
            "create trigger choosing before insert on mark for each row execute function choosy()"
        };
        refusesAndLeavesNothing(fixture("drops", 200, drop), "s:public.mark", "199 rows inserted of 200", "choosing");
    }

    @Test
    void aTriggerThatRaisesAnErrorIsNamed() {
        var fixture = fixture(
                "raises",
                20,
                function(
                        "strict",
                        "if new.points = 7 then raise exception 'no % here', new.points; end if; return new;"),
                "create trigger being_strict before insert on mark for each row execute function strict()");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        assertThatThrownBy(() -> fixture.load(sealed, 1))
                .isInstanceOf(LoadException.class)
                .hasMessageContainingAll("LOD-012", "s:public.mark", "being_strict", "P0001", "function strict")
                .hasMessageNotContaining("no 7 here");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Approved rows may not go: the undo is refused as a whole, and says who refuses it. */
    @Test
    void aTriggerThatKeepsRowsFromBeingDeletedIsToldByItsFunction() {
        var fixture = fixture(
                "keeps",
                20,
                function(
                        "block",
                        "if old.points = 7 then raise exception 'no % there', old.points; end if; return old;"),
                "create trigger blocking before delete on mark for each row execute function block()");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        Map<String, String> loaded = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .isInstanceOf(LoadException.class)
                .hasMessageContainingAll("LOD-012", "public.mark", "P0001", "function block")
                .hasMessageNotContaining("no 7 there");
        assertThat(fixture.dump()).isEqualTo(loaded);
    }

    @Test
    void aTriggerMayWriteRowsOfItsOwnToALoadedTable() {
        var fixture = fixture(
                "also_writes",
                200,
                function("grade", "insert into public.mark values (5000 + new.id, new.id, 0); return null;"),
                "create trigger grading after insert on pupil for each row execute function grade()");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        assertThat(fixture.value("select count(*) from mark")).isEqualTo("400");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void thePlanNamesTriggersAndHowEachTableIsWritten() {
        var fixture = fixture(
                "named",
                200,
                function("look", "return null;"),
                "create trigger looking after insert on pupil for each row execute function look()",
                "create trigger leaving after delete on mark for each row execute function look()");
        Sealed sealed = fixture.sealAll();
        StorePlan plan =
                Objects.requireNonNull(fixture.plan(sealed, LoadStrategy.INSERT).detail());
        assertThat(plan.warnings()).containsExactly("triggers of public.pupil fire for the loaded rows: looking");
        assertThat(plan.tables()).extracting(table -> table.how()).containsExactly("copy", "copy");
        fixture.target("insert into pupil values (1, 'p1')");
        plan = Objects.requireNonNull(fixture.plan(sealed, LoadStrategy.INSERT).detail());
        assertThat(plan.tables()).extracting(table -> table.how()).containsExactly("insert", "insert");
    }

    /** Rows that the account cannot see would be neither compared nor spared. */
    @Test
    void rowLevelSecurityIsSaidToNeedAPrivilege() {
        var fixture = fixture("row_security", 20, "alter table pupil enable row level security");
        Sealed sealed = fixture.sealAll();
        assertThatThrownBy(() -> fixture.plan(sealed, dev.datamig.contracts.LoadStrategy.INSERT))
                .hasMessageContaining("LOD-013")
                .hasMessageContaining("the account needs BYPASSRLS");
        fixture.superuser("alter role " + fixture.account() + " bypassrls");
        fixture.load(sealed, 1);
        assertThat(fixture.value("select count(*) from pupil")).isEqualTo("21");
    }

    @Test
    void rewriteRulesAreRefusedByTheirNames() {
        var fixture = fixture(
                "ruled",
                3,
                "create table kept (id int)",
                "create rule keeping as on insert to mark do also insert into kept values (new.id)",
                "create rule lasting as on delete to mark do instead nothing");
        Target.Plan plan = fixture.plan(fixture.sealAll(), LoadStrategy.INSERT);
        assertThat(plan.problems())
                .extracting(Failure::code, Failure::message)
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.toString()).contains("LOD-025", "s:public.mark, rule lasting"));
        fixture.target("drop rule lasting on mark");
        assertThat(fixture.plan(fixture.sealAll(), LoadStrategy.INSERT).problems())
                .isEmpty();
        assertThat(fixture.plan(fixture.sealAll(), LoadStrategy.REPLACE).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("s:public.mark, rule keeping"));
    }

    @Test
    void rowsStayWhereTheSourceHasThemAlthoughARuleWouldSendThemElsewhere() {
        for (int rows : new int[] {30, 3000}) {
            var fixture = new PgFixture(
                    "routed" + rows,
                    staging,
                    "create table payment (id int primary key, paid date not null, note text)",
                    "create table payment_2007 (primary key (id), check (paid >= '2007-01-01')) inherits (payment)",
                    "create rule route as on insert to payment where new.paid >= '2007-01-01' do instead"
                            + " insert into payment_2007 values (new.id, new.paid)");
            fixture.source(
                    "alter table payment disable rule route",
                    "insert into payment select 100 + i, '2007-02-03', E'a\\tb\\\\' || i from generate_series(1, "
                            + rows + ") i",
                    "alter table payment enable rule route");
            fixture.target("insert into payment values (9000, '2001-01-01', 'theirs')");
            Map<String, String> before = fixture.dump();
            Sealed sealed = fixture.seal(Map.of("public.payment", new String[] {"id % 3 > 0", "id % 3 = 0"}));

            assertThat(Objects.requireNonNull(
                                    fixture.plan(sealed, LoadStrategy.INSERT).detail())
                            .warnings())
                    .contains("rules of public.payment do not act on the loaded rows, which come to stand where the"
                            + " source has them: route");
            fixture.load(sealed, 1);
            assertThat(fixture.value("select count(*) from only payment")).isEqualTo(String.valueOf(rows + 1));
            assertThat(fixture.value("select count(*) from payment_2007")).isEqualTo("0");
            fixture.undo(sealed, 2);
            assertThat(fixture.dump()).isEqualTo(before);
        }
    }

    @Test
    void aShorterColumnTakesTheTextsThatFitAndThePlanCountsTheOthers() {
        var fixture = new PgFixture("shorter", staging, "create table pupil (id int primary key, name varchar(40))");
        fixture.source("insert into pupil select i, 'é' || i from generate_series(1, 1200) i");
        fixture.target("alter table pupil alter name type varchar(5)");
        Sealed fitting = fixture.sealAll();
        assertThat(fixture.plan(fitting, LoadStrategy.INSERT).problems()).isEmpty();
        fixture.source(
                "update pupil set name = 'too long' where id < 3", "update pupil set name = 'abc   ' where id = 3");
        Sealed sealed = fixture.sealAll();
        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("s:public.pupil: 3 of 1200 rows against type (name)"));
        fixture.load(fitting, 1);
        assertThat(fixture.value("select count(*) from pupil where name like 'é%'"))
                .isEqualTo("1200");
    }
}
