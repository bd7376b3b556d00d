package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.MergeRule;
import dev.datamig.contracts.landscape.TableRule;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lookup's number stands for one thing here and for another there: each way out that the how-to names gets the district in. */
class ConflictWaysOutTest {

    @TempDir
    Path staging;

    private PgFixture fixture;
    private Sealed sealed;
    private Map<String, String> before;

    @BeforeEach
    void aLookupOfAnotherMeaning() {
        fixture = new PgFixture(
                "ways_out",
                staging,
                "create table kind (id int primary key, code text not null, name text not null)",
                "create table event (id int primary key, kind_id int not null references kind, held date)");
        fixture.source(
                "insert into kind values (4, 'TRIP', 'Trip'), (5, 'FIELD', 'Field day')",
                "insert into event select i, 4 + i % 2, '2026-01-01' from generate_series(1, 200) i");
        fixture.target(
                "insert into kind values (4, 'TRIP', 'Trip'), (5, 'QA', 'Day of tests')",
                "insert into event values (900, 5, null)");
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.event", new String[] {"true", "false"});
        tables.put("public.kind", new String[] {"false", "true"});
        sealed = fixture.seal(tables);
        before = fixture.dump();
        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems())
                .singleElement()
                .extracting(Failure::message)
                .asString()
                .endsWith("s:public.kind: 1 of 2 rows (reference rows; the target's are of no run, so testers'),"
                        + " differing in code, name");
    }

    private LoadJob job(int order, Map<String, LoadStrategy> tables, LoadRules rules) {
        return new LoadJob(
                sealed.sets().open(sealed.fixture().run(), "s"),
                sealed.sets(),
                order,
                "d1",
                new LoadPolicy(LoadStrategy.INSERT, tables, rules, List.of()),
                KeyExchange.NONE);
    }

    private void getsIn(Map<String, LoadStrategy> tables, LoadRules rules) {
        assertThat(fixture.targetStore()
                        .plan(job(1, tables, rules), (t, d, e) -> {})
                        .problems())
                .isEmpty();
        fixture.targetStore().load(job(2, tables, rules), (t, d, e) -> {});
        assertThat(fixture.value("select name from kind where id = 5")).isEqualTo("Day of tests");
    }

    private String meant() {
        return fixture.value("select string_agg(distinct k.name, ',') from event e join kind k on k.id = e.kind_id"
                + " where e.id % 2 = 1 and e.id < 900");
    }

    private void goesOut() {
        fixture.undo(sealed, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void anotherNumberForTheDistrictsRowWhichReferencesFollow() {
        getsIn(Map.of("s:public.kind", LoadStrategy.REMAP), LoadRules.NONE);
        assertThat(meant()).isEqualTo("Field day");
        goesOut();
    }

    @Test
    void aUniqueKeyByWhichRowsAreRecognised() {
        fixture.target("insert into kind values (6, 'FIELD', 'Field day')", "alter table kind add unique (code)");
        before = fixture.dump();
        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems()).isEmpty();
        getsIn(Map.of(), LoadRules.NONE);
        assertThat(meant()).isEqualTo("Field day");
        goesOut();
    }

    @Test
    void columnsThatTheTargetKeepsByItselfAreIgnored() {
        var rules = new LoadRules(
                Map.of(),
                Map.of("public.kind", new TableRule(null, MergeRule.FILL, Set.of("code", "name"))),
                List.of());
        getsIn(Map.of(), rules);
        assertThat(meant()).isEqualTo("Day of tests");
        goesOut();
    }

    @Test
    void aCodeSaysMoreThanAUuidThatTheTargetHasGivenToAnotherRow() {
        var codes = new PgFixture(
                "uuid_codes",
                staging,
                "create table kind (id uuid primary key, code text not null unique, name text)",
                "create table event (id int primary key, kind_id uuid not null references kind)");
        String one = "'00000000-0000-4000-8000-000000000001'";
        String two = "'00000000-0000-4000-8000-000000000002'";
        String three = "'00000000-0000-4000-8000-000000000003'";
        codes.source(
                "insert into kind values (" + one + ", 'A', 'Ant'), (" + two + ", 'B', 'Bee'), (" + three
                        + ", 'C', 'Cat')",
                "insert into event values (1, " + one + "), (2, " + two + "), (3, " + three + ")");
        codes.target("insert into kind values (" + one + ", 'B', 'Bee'), (" + two + ", 'A', 'Ant'), (" + three
                + ", 'C2', 'Cat')");
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.event", new String[] {"true", "false"});
        tables.put("public.kind", new String[] {"false", "true"});
        Sealed all = codes.seal(tables);
        Map<String, String> untouched = codes.dump();
        codes.load(all, 1);
        assertThat(codes.value(
                        "select string_agg(k.name, ',' order by e.id) from event e join kind k on k.id = e.kind_id"))
                .isEqualTo("Ant,Bee,Cat");
        codes.undo(all, 2);
        assertThat(codes.dump()).isEqualTo(untouched);
    }
}
