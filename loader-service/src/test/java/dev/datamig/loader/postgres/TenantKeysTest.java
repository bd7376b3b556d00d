package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that every tenant numbers for itself, without a sequence: their keys are the tenant and a number, and testers have both. */
class TenantKeysTest {

    private static final String[] TABLES = {
        "create table tenant (id int primary key, name text not null)",
        "create table person (tenantid int references tenant, id int, name text, primary key (tenantid, id))",
        "create table login (tenantid int references tenant, id int, nick text, primary key (tenantid, id), foreign key (tenantid, id) references person)",
        "create table note (tenantid int references tenant, id int, personid int, said text, primary key (tenantid, id), foreign key (tenantid, personid) references person)",
    };

    private static final String PEOPLE =
            "select string_agg(concat_ws(' ', p.id, p.name, l.nick, n.id, n.said), ', ' order by p.id, n.id) from person p left join login l using (tenantid, id) left join note n on n.tenantid = p.tenantid and n.personid = p.id";

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, TABLES);
        fixture.source(
                "insert into tenant values (1, 'a')",
                "insert into person values (1, 1, 'Ann'), (1, 2, 'Bob')",
                "insert into login values (1, 1, 'ann'), (1, 2, 'bob')",
                "insert into note values (1, 1, 1, 'hello'), (1, 2, 2, 'good day')");
        return fixture;
    }

    private static LoadJob job(Sealed sealed, LoadStrategy strategy, Map<String, String> keys, String... tables) {
        var run = sealed.fixture().run();
        return new LoadJob(
                sealed.sets().open(run, sealed.store()),
                sealed.sets(),
                1,
                "d1",
                new LoadPolicy(
                        strategy,
                        Arrays.stream(tables).collect(Collectors.toMap(t -> "s:public." + t, t -> LoadStrategy.REMAP)),
                        LoadRules.NONE,
                        List.of()),
                sealed.sets().keys(run, keys));
    }

    private Sealed load(PgFixture fixture, LoadStrategy strategy, String... tables) {
        Sealed sealed = fixture.seal(Map.of(
                "public.tenant", new String[] {"false", "true"},
                "public.person", new String[] {"true", "false"},
                "public.login", new String[] {"true", "false"},
                "public.note", new String[] {"true", "false"}));
        Target target = fixture.targetStore();
        Target.Plan plan = target.plan(job(sealed, strategy, Map.of(), tables), (t, d, e) -> {});
        assertThat(plan.problems()).isEmpty();
        Map<String, String> keys = Map.of(sealed.store(), plan.keys().orElseThrow());
        target.load(job(sealed, strategy, keys, tables), (t, d, e) -> {});
        return sealed;
    }

    @Test
    void getAnotherNumberUnderTheSameTenantAndEveryReferenceFollows() {
        PgFixture fixture = fixture("tenants");
        fixture.target(
                "insert into tenant values (1, 'a')",
                "insert into person values (1, 1, 'tester')",
                "insert into note values (1, 1, 1, 'mine')");
        Map<String, String> before = fixture.dump();

        Sealed first = load(fixture, LoadStrategy.INSERT, "person", "login", "note");

        assertThat(fixture.value(PEOPLE)).isEqualTo("1 tester 1 mine, 2 Bob bob 2 good day, 3 Ann ann 3 hello");

        fixture.source("update person set name = 'Anna' where id = 1", "insert into note values (1, 3, 1, 'bye')");
        Sealed second = load(fixture, LoadStrategy.REPLACE, "person", "login", "note");

        assertThat(fixture.value(PEOPLE))
                .isEqualTo("1 tester 1 mine, 2 Bob bob 2 good day, 3 Anna ann 3 hello, 3 Anna ann 4 bye");
        fixture.undo(second, 2);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whereTheWholeKeyRefersToAnotherRowThatOneGetsTheNumber() {
        PgFixture fixture = fixture("tenant_logins");
        fixture.target(
                "insert into tenant values (1, 'a')",
                "insert into person values (1, 2, 'Bob')",
                "insert into login values (1, 2, 'tester')");
        Map<String, String> before = fixture.dump();

        Sealed sealed = load(fixture, LoadStrategy.INSERT, "person", "login", "note");

        assertThat(fixture.value(PEOPLE)).isEqualTo("1 Ann ann 1 hello, 2 Bob tester, 3 Bob bob 2 good day");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Who names the tenant too wants everything apart. */
    @Test
    void whereTheTenantIsNamedTooItIsTheTenantThatGetsTheNumber() {
        PgFixture fixture = fixture("tenant_apart");
        fixture.target("insert into tenant values (1, 'a')", "insert into person values (1, 1, 'tester')");

        load(fixture, LoadStrategy.INSERT, "tenant", "person", "login", "note");

        assertThat(
                        fixture.value(
                                "select string_agg(concat_ws(' ', t.id, t.name, p.id, p.name), ', ' order by t.id, p.id) from tenant t join person p on p.tenantid = t.id"))
                .isEqualTo("1 a 1 tester, 2 a 1 Ann, 2 a 2 Bob");
    }
}
