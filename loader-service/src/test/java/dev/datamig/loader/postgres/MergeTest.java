package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.MergeChoice;
import dev.datamig.contracts.landscape.MergeRule;
import dev.datamig.contracts.landscape.TableRule;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that both sides have, brought together column by column; and columns that do not count. */
class MergeTest {

    private static final String DDL =
            "create table person (id int primary key, email text, phone text, nick text, city text, changed timestamp)";

    @TempDir
    Path staging;

    private static LoadJob job(Sealed sealed, int attempt, TableRule rule) {
        LoadJob plain = sealed.job(attempt);
        var rules = new LoadRules(Map.of(), Map.of("public.person", rule), List.of());
        var policy = new LoadPolicy(LoadStrategy.INSERT, Map.of(), rules, List.of());
        return new LoadJob(plain.sealed(), plain.rows(), attempt, plain.district(), policy, KeyExchange.NONE);
    }

    private static TablePlan person(Target.Plan plan) {
        return Objects.requireNonNull(plan.detail()).tables().get(0);
    }

    @Test
    void eachColumnFollowsItsRuleAndAnUndoPutsBackEveryByte() {
        var fixture = new PgFixture("merge", staging, DDL);
        fixture.source(
                "insert into person values (1, 'new1', 'p1', 'n1', 'c1', '2024-02-01'), (2, 'new2', 'p2', 'n2', 'c2', '2024-02-01'),"
                        + " (3, null, 'p3', 'n3', 'c3', '2024-02-01'), (4, 'new4', 'p4', 'n4', 'c4', null), (5, 'e', 'p', 'n', 'c', '2024-02-01')");
        fixture.target(
                "insert into person values (1, 'old1', 'q1', 'm1', null, '2024-01-01'), (2, 'old2', 'q2', null, 'd2', '2024-03-01'),"
                        + " (3, 'old3', 'q3', 'm3', 'd3', null), (5, 'e', 'p', 'n', 'c', '2024-02-01'), (9, 'own', 'own', 'own', 'own', null)");
        Map<String, String> before = fixture.dump();
        var rule = new TableRule(
                LoadStrategy.MERGE,
                new MergeRule(
                        MergeChoice.FILL,
                        Map.of("email", MergeChoice.SOURCE, "nick", MergeChoice.TARGET, "phone", MergeChoice.NEWEST),
                        "changed"),
                Set.of());
        Sealed sealed = fixture.sealAll();

        Target.Plan plan = fixture.targetStore().plan(job(sealed, 1, rule), (t, d, e) -> {});
        assertThat(plan.problems()).isEmpty();
        assertThat(person(plan).updated()).isEqualTo(3);
        assertThat(person(plan).changed()).containsExactly("email", "phone", "city", "changed");
        List<TableLoad> loaded = fixture.targetStore().load(job(sealed, 1, rule), (t, d, e) -> {});

        assertThat(loaded).isEqualTo(plan.tables());
        assertThat(loaded.get(0).inserted()).isEqualTo(1);
        assertThat(loaded.get(0).unchanged()).isEqualTo(1);
        assertThat(
                        fixture.value(
                                "select string_agg(concat_ws(',', id, coalesce(email, '-'), phone, coalesce(nick, '-'), city, changed::date), ' ' order by id) from person where id < 5"))
                .isEqualTo(
                        "1,new1,p1,m1,c1,2024-01-01 2,new2,q2,-,d2,2024-03-01 3,-,p3,m3,d3,2024-02-01 4,new4,p4,n4,c4");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void rowsThatDifferOnlyInWhatTheTargetKeepsByItselfAreTheSame() {
        var fixture = new PgFixture("ignore", staging, DDL);
        fixture.source("insert into person values (1, 'e', 'p', 'n', 'c', '2024-02-01')");
        fixture.target(
                "create function touch() returns trigger language plpgsql as $$ begin new.changed := '2025-05-05'; return new; end $$",
                "create trigger touch before update on person for each row execute function touch()");
        Map<String, String[]> needed = Map.of("public.person", new String[] {"false", "true"});
        Sealed first = fixture.seal(needed);
        fixture.load(first, 1);
        fixture.target("update person set nick = nick");
        Map<String, String> before = fixture.dump();
        Sealed second = fixture.seal(needed);

        assertThat(fixture.plan(second, LoadStrategy.INSERT).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("LOD-004");
                    assertThat(problem.message()).endsWith("differing in changed");
                    assertThat(problem.hint()).contains("ignore");
                });
        var rule = new TableRule(null, MergeRule.FILL, Set.of("changed"));
        List<TableLoad> loaded = fixture.targetStore().load(job(second, 1, rule), (t, d, e) -> {});
        assertThat(loaded.get(0).unchanged()).isEqualTo(1);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
        var mistaken = new TableRule(null, MergeRule.FILL, Set.of("changd"));
        assertThat(fixture.targetStore()
                        .plan(job(fixture.seal(needed), 1, mistaken), (t, d, e) -> {})
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("LOD-030"));
    }

    @Test
    void aPlanWithoutALoadDrawsNothingFromSequences() {
        var fixture = new PgFixture(
                "dry", staging, "create table person (id serial primary key, boss int references person, name text)");
        fixture.source("insert into person values (1, null, 'a'), (2, 1, 'b')");
        fixture.target("insert into person values (1, null, 'x'), (2, 1, 'y')", "select setval('person_id_seq', 2)");
        Sealed sealed = fixture.sealAll();
        String position = "select last_value || ' ' || is_called from person_id_seq";
        var remap = new TableRule(LoadStrategy.REMAP, MergeRule.FILL, Set.of());

        Target.Plan plan = fixture.targetStore().plan(job(sealed, 1, remap).withDryRun(true), (t, d, e) -> {});

        assertThat(plan.problems()).isEmpty();
        assertThat(person(plan).remapped()).isEqualTo(2);
        assertThat(person(plan).inserted()).isEqualTo(2);
        assertThat(fixture.value(position)).isEqualTo("2 true");
        fixture.targetStore().load(job(sealed, 1, remap), (t, d, e) -> {});
        assertThat(fixture.value(
                        "select p.name || b.name from person p join person b on b.id = p.boss where p.name = 'b'"))
                .isEqualTo("ba");
    }
}
