package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.flow.OtherStores;
import dev.datamig.loader.flow.UndoFlow;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Strangers;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an undo puts back, leaves, takes along and refuses. */
class PgUndoTest {

    private static final ReferenceRule NOTES = new ReferenceRule(
            new ReferenceEnd("s", "public.note", List.of("about")),
            new ReferenceEnd("s", "public.person", List.of("id")),
            "kind = 'person'");

    @TempDir
    Path staging;

    private PgFixture people(String name) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table person (id int primary key, name text)",
                "create table note (id int primary key, kind text, about text, body text)");
        fixture.source("insert into person select i, 'p' || i from generate_series(1, 20) i");
        return fixture;
    }

    private static TableLoad of(Target.Undone undone, String table) {
        return PgFixture.of(undone.tables(), table);
    }

    @Test
    void refusesWhenTestersBuiltOnRowsByAReferenceThatOnlyTheLandscapeKnows() {
        PgFixture fixture = people("undeclared");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        Target target = fixture.targetStore(NOTES);
        fixture.load(sealed, 1);
        fixture.target("insert into note values (1, 'person', '7', 'mine'), (2, 'place', '8', 'not about a person')");

        assertThatThrownBy(() -> target.undo(sealed.undo(2, false)))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("built on them: 1 rows of public.note");

        Target.Undone undone = target.undo(sealed.undo(3, true));
        assertThat(of(undone, "public.note").conflicts()).isEqualTo(1);
        assertThat(of(undone, "public.person").inserted()).isEqualTo(20);
        fixture.target("delete from note where id = 2");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void refusesWhenTestersBuiltOnRowsFromAnotherStore() {
        PgFixture people = people("store_a");
        PgFixture other = new PgFixture("store_b", staging, "create table member (id int primary key, person text)");
        Target target = people.targetStore();
        var rule = new ReferenceRule(
                new ReferenceEnd("b", "public.member", List.of("person")),
                new ReferenceEnd("s", "public.person", List.of("id")),
                null);
        var flow = new UndoFlow(
                store -> store.equals("b") ? other.targetStore() : target,
                new OtherStores(List.of(rule), store -> store.equals("b") ? other.targetStore() : target),
                SeveralStores.ALONE);
        Sealed sealed = people.sealAll();
        people.load(sealed, 1);
        other.target("insert into member values (1, '7'), (2, '7000')");
        var order = new LoadCommand.UndoStore(sealed.fixture().run(), 2, "s", false);

        assertThatThrownBy(() -> flow.undo(order))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 rows of b:public.member");

        other.target("delete from member where id = 1");
        assertThat(flow.undo(order)).isInstanceOf(Outcome.StoreUndone.class);
    }

    @Test
    void refusesAlsoWhereTheLandscapeNamesTablesWithoutTheirSchema() {
        PgFixture people = people("bare_a");
        PgFixture other = new PgFixture("bare_b", staging, "create table member (id int primary key, person text)");
        var person = new ReferenceEnd("s", "person", List.of("id"));
        var within = new ReferenceRule(new ReferenceEnd("s", "note", List.of("about")), person, "kind = 'person'");
        var across = new ReferenceRule(new ReferenceEnd("b", "member", List.of("person")), person, null);
        Target target = people.targetStore(within);
        var flow = new UndoFlow(
                store -> store.equals("b") ? other.targetStore() : target,
                new OtherStores(List.of(across), store -> store.equals("b") ? other.targetStore() : target),
                SeveralStores.ALONE);
        Sealed sealed = people.sealAll();
        people.load(sealed, 1);
        var order = new LoadCommand.UndoStore(sealed.fixture().run(), 2, "s", false);

        people.target("insert into note values (1000, 'person', '7', 'built on the seventh')");
        assertThatThrownBy(() -> flow.undo(order))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 rows of public.note");
        people.target("delete from note");

        other.target("insert into member values (1, '7')");
        assertThatThrownBy(() -> flow.undo(order))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 rows of b:member");
        other.target("delete from member");
        assertThat(flow.undo(order)).isInstanceOf(Outcome.StoreUndone.class);
    }

    @Test
    void namesOnlyValuesToWhichOthersRefer() {
        PgFixture people = people("named_a");
        PgFixture other = new PgFixture(
                "named_b", staging, "create table member (id int primary key, kind text, person text, place int)");
        var end = new ReferenceEnd("s", "public.person", List.of("id"));
        var rule = new ReferenceRule(new ReferenceEnd("b", "public.member", List.of("person")), end, "kind = 'person'");
        Sealed sealed = people.sealAll();
        people.load(sealed, 1);
        other.target("insert into member values (1, 'person', '7', 1), (2, 'person', '7000', 1),"
                + " (3, 'place', '8', 1), (4, 'person', null, 1), (5, 'person', '7', 1)");
        List<List<String>> named = new ArrayList<>();
        try (Strangers strangers =
                other.targetStore().strangers(sealed.fixture().run())) {
            assertThat(strangers.referred(rule, 2)).contains(Set.of(List.of("7"), List.of("7000")));
            assertThat(strangers.referred(rule, 1)).isEmpty();
            people.targetStore().obstacles(sealed.undo(2, false), new Leaving() {
                @Override
                public Set<ReferenceEnd> ends() {
                    return Set.of(end);
                }

                @Override
                public Optional<Set<List<String>>> wanted(ReferenceEnd of) {
                    return strangers.referred(rule, 2);
                }

                @Override
                public void values(ReferenceEnd of, List<List<String>> some) {
                    named.addAll(some);
                }

                @Override
                public void told(ReferenceEnd of) {
                    // counted by nobody
                }

                @Override
                public Optional<LoadException> refusal() {
                    return Optional.empty();
                }
            });
        }
        assertThat(named).containsExactly(List.of("7"));
    }

    @Test
    void refusesAlsoWhereOthersReferToMoreValuesThanAreKept() {
        PgFixture people = people("many_a");
        PgFixture other = new PgFixture("many_b", staging, "create table member (id int primary key, person text)");
        Target target = people.targetStore();
        var rule = new ReferenceRule(
                new ReferenceEnd("b", "public.member", List.of("person")),
                new ReferenceEnd("s", "public.person", List.of("id")),
                null);
        var stores = new OtherStores(List.of(rule), store -> store.equals("b") ? other.targetStore() : target);
        var flow = new UndoFlow(store -> target, stores, SeveralStores.ALONE);
        Sealed sealed = people.sealAll();
        people.load(sealed, 1);
        other.target("insert into member select i, i + 5 from generate_series(1, 12000) i");
        RunId run = sealed.fixture().run();

        assertThat(((Outcome.UndoChecked) flow.check(new LoadCommand.CheckUndo(run, 2, "s"))).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("15 rows of b:public.member"));

        other.target("delete from member where id <= 15");
        assertThat(flow.undo(new LoadCommand.UndoStore(run, 3, "s", false))).isInstanceOf(Outcome.StoreUndone.class);
    }

    @Test
    void tellsWhatTestersChangedAndBuiltInOneMessage() {
        var fixture = new PgFixture(
                "both",
                staging,
                "create table a (id int primary key, v text)",
                "create table b (id int primary key, a_id int references a)");
        fixture.source("insert into a values (1, 'x'), (2, 'y')", "insert into b values (1, 1)");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        fixture.target("update a set v = 'other' where id = 2", "insert into b values (2, 1), (3, 2)");
        Map<String, String> then = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .hasMessageContaining("changed since: 1 rows of public.a")
                .hasMessageContaining("built on them: 2 rows of public.b");
        assertThat(fixture.dump()).isEqualTo(then);
    }

    @Test
    void noticesChangesAlsoWhereItIsNotKnownWhichTransactionLoaded() {
        var fixture = new PgFixture(
                "unknown_maker",
                staging,
                "create table a (id int, part int, v text, primary key (id, part)) partition by list (part)",
                "create table a1 partition of a for values in (1)",
                "create table a2 (v text, part int not null, id int not null)",
                "alter table a attach partition a2 for values in (2)");
        fixture.source("insert into a select i, 1 + i % 2, 'x' from generate_series(1, 20) i");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        fixture.target("update a set v = 'other' where id < 6", "update a set v = 'x' where id < 4");

        for (String maker : List.of("made_by", "null", "'1/1/1'", "replace(made_by, '/', '/1')")) {
            fixture.target("update datamig.load set made_by = " + maker);
            assertThatThrownBy(() -> fixture.undo(sealed, 2))
                    .as(maker)
                    .hasMessageContaining("changed since: 2 rows of public.a");
        }
        fixture.target("alter table datamig.load drop column made_by");
        assertThat(fixture.targetStore().obstacles(sealed.undo(2, false)))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.message()).contains("changed since: 2 rows of public.a"));

        fixture.target("update a set v = 'x'");
        fixture.undo(sealed, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aRefusalOfOneStoreIsKnownWhileTheOthersStillHoldTheRun() {
        var one = new PgFixture("one", "check_one", staging, "create table a (id int primary key, v text)");
        var two = new PgFixture(
                "two",
                "check_two",
                staging,
                "create table b (id int primary key, v text)",
                "create table c (id int primary key, b_id int references b)");
        one.source("insert into a select i, 'v' from generate_series(1, 5) i");
        two.source("insert into b select i, 'v' from generate_series(1, 5) i");
        var sealed = new SealedFixture(staging, 1, StoreKind.POSTGRESQL);
        one.into(sealed, Map.of("public.a", new String[] {"true", "false"}));
        two.into(sealed, Map.of("public.b", new String[] {"true", "false"}));
        Map<String, Target> targets = new LinkedHashMap<>();
        targets.put("one", one.targetStore());
        targets.put("two", two.targetStore());
        var stores = new SeveralStores(sealed, sealed.seal(), targets, store -> LoadPolicy.of(LoadStrategy.INSERT));
        Map<String, String> before = one.dump();
        stores.load();
        assertThat(stores.obstacles().values()).allMatch(List::isEmpty);
        two.target("update b set v = 'theirs' where id < 3", "insert into c values (1, 4)");
        Map<String, String> then = two.dump();

        Map<String, List<Failure>> obstacles = stores.obstacles();

        assertThat(obstacles.get("one")).isEmpty();
        assertThat(obstacles.get("two"))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.message())
                        .contains("changed since: 2 rows of public.b")
                        .contains("built on them: 1 rows of public.c"));
        assertThat(two.dump()).isEqualTo(then);
        two.target("delete from c", "update b set v = 'v'");
        stores.undo();
        assertThat(one.dump()).isEqualTo(before);
    }

    @Test
    void aForeignKeyThatWouldCascadeIsRefusedLikeAnyOther() {
        var fixture = new PgFixture(
                "cascades",
                staging,
                "create table a (id int primary key)",
                "create table b (id int primary key, a_id int references a on delete cascade)",
                "create table c (id int primary key, a_id int references a on delete set null)");
        fixture.source("insert into a values (1), (2)");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        fixture.target("insert into b values (1, 1)", "insert into c values (1, 2)");
        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .hasMessageContaining("1 rows of public.b")
                .hasMessageContaining("1 rows of public.c");
    }

    @Test
    void putsBackWhatATriggerMaintainsAndColumnsThatTheSourceDoesNotHave() {
        var fixture = new PgFixture(
                "touched",
                staging,
                "create table thing (id int primary key, name text, doc text, twice text generated always as (name || name) stored)");
        fixture.source("insert into thing (id, name, doc) select i, 'new ' || i, 'd' from generate_series(1, 30) i");
        fixture.target(
                "alter table thing add column updated_at timestamptz default '2001-01-01', add column mine text",
                "create table child (id int primary key, thing_id int references thing)",
                "create function touch() returns trigger language plpgsql as 'begin new.updated_at = clock_timestamp(); return new; end'",
                "insert into thing (id, name, doc, updated_at, mine)"
                        + " select i, 'old ' || i, (select string_agg(md5(j::text), '') from generate_series(1, 300) j), timestamptz '2002-02-02' + i * interval '1 day', E'tab\\t' || i"
                        + " from generate_series(1, 20) i",
                "insert into child values (1, 5)",
                "create trigger touched before update on thing for each row execute function touch()");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        assertThat(PgFixture.of(fixture.load(sealed, 1, LoadStrategy.UPSERT), "public.thing")
                        .updated())
                .isEqualTo(20);

        Target.Undone undone = fixture.undo(sealed, 2);

        assertThat(of(undone, "public.thing").updated()).isEqualTo(20);
        assertThat(of(undone, "public.thing").inserted()).isEqualTo(10);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void countsRowsThatTestersDeletedThemselves() {
        PgFixture fixture = people("gone");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        fixture.target("delete from person where id < 4");
        Target.Undone undone = fixture.undo(sealed, 2);
        assertThat(of(undone, "public.person").inserted()).isEqualTo(17);
        assertThat(of(undone, "public.person").unchanged()).isEqualTo(3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aLedgerThatWasTamperedWithStopsTheUndoAndChangesNothing() {
        PgFixture fixture = people("ledger");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        Map<String, String> loaded = fixture.dump();
        fixture.target("update datamig.change set data = overlay(data placing '\\x00'::bytea from 12)");
        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .hasMessageContaining("LOD-016")
                .hasMessageContaining("public.person");
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.target("delete from datamig.change");
        assertThatThrownBy(() -> fixture.undo(sealed, 3)).hasMessageContaining("LOD-016");
        assertThat(fixture.dump()).isEqualTo(loaded);
    }

    @Test
    void aRunThatAnotherWasLoadedOnTopOfIsRefusedWithTheWayOut() {
        var fixture = new PgFixture("stacked", staging, "create table a (id int primary key, v text)");
        Map<String, String> before = fixture.dump();
        fixture.source("insert into a values (1, 'x'), (2, 'y')");
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        fixture.source("update a set v = 'newer' where id = 1");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.UPSERT);

        assertThatThrownBy(() -> fixture.undo(first, 2))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining(second.fixture().run().value());

        fixture.undo(second, 2);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void dropsOldLedgersButNeverThatOfTheLastRunOfADistrict() {
        var fixture = new PgFixture("kept", staging, "create table a (id int primary key)");
        fixture.source("insert into a values (1)");
        Sealed first = fixture.sealAll();
        Target target = fixture.targetKeeping(Duration.ofMillis(1));
        target.load(first.job(1), (t, d, e) -> {});
        fixture.source("insert into a values (2)");
        Sealed second = fixture.sealAll();
        target.load(second.job(1), (t, d, e) -> {});

        assertThat(fixture.value("select string_agg(state, ',' order by run) from datamig.load"))
                .isEqualTo("dropped,loaded");
        assertThatThrownBy(() -> fixture.undo(first, 2)).hasMessageContaining("LOD-023");
        assertThat(target.load(first.job(3), (t, d, e) -> {})).isNotEmpty();
        fixture.undo(second, 2);
        assertThat(fixture.value("select string_agg(id::text, ',') from a")).isEqualTo("1");
    }
}
