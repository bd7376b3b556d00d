package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that got other keys and are unique only together with a reference to their own kind, or to one that refers back: until the reference
 * follows, a refresh meets testers' rows by it.
 */
class RefreshedCyclesTest {

    private static final String[] DDL = {
        "create table account (id bigserial primary key, root_id int8 references account, code text, name text, unique (root_id, code))",
        "create table wiki (id bigserial primary key, account_id int8 not null references account, front_id int8)",
        "create table page (id bigserial primary key, wiki_id int8 not null references wiki, url text, body text, unique (wiki_id, url))",
        "alter table wiki add foreign key (front_id) references page",
        "create table visit (id bigserial primary key, page_id int8 not null references page)",
    };
    /** Rows that a trigger makes and that the source's dump has too. */
    private static final String[] DERIVED = {
        "create table branch (above int8 references account on delete cascade, below int8 references account on delete cascade,"
                + " primary key (above, below))",
        "create function grow() returns trigger language plpgsql as $$ begin insert into public.branch select above, new.id"
                + " from public.branch where below = new.root_id union all select new.id, new.id; return null; end $$",
        "create trigger grow after insert on account for each row execute function grow()",
    };

    private static final String[] ROWS = {
        "insert into account values (1, null, null, '%1$s'), (2, 1, 'north', '%1$s'), (3, 1, 'south', '%1$s')",
        "insert into wiki values (1, 2, null), (2, 3, null)",
        "insert into page select i, (i + 1) / 2, 'page-' || i %% 2, '%1$s ' || i from generate_series(1, 4) i",
        "update wiki set front_id = 2 * id - 1",
        "insert into visit select i, i from generate_series(1, 4) i",
    };
    private static final List<String> TABLES = List.of("account", "wiki", "page", "visit");

    @TempDir
    Path staging;

    private static String[] rows(String whose) {
        return Stream.of(ROWS).map(sql -> sql.formatted(whose)).toArray(String[]::new);
    }

    private static Sealed seal(PgFixture fixture, String... more) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        Stream.concat(TABLES.stream(), Stream.of(more))
                .forEach(table -> tables.put("public." + table, new String[] {"true", "false"}));
        return fixture.seal(tables);
    }

    private static Map<String, List<Long>> tallies(List<TableLoad> loads) {
        Map<String, List<Long>> tallies = new LinkedHashMap<>();
        loads.forEach(
                load -> tallies.put(load.table().name(), List.of(load.inserted(), load.updated(), load.unchanged())));
        return tallies;
    }

    private static void fill(PgFixture fixture) {
        fixture.source(rows("ours"));
        fixture.target(rows("theirs"));
        fixture.target(
                "select setval('account_id_seq', 9), setval('wiki_id_seq', 9), setval('page_id_seq', 9), setval('visit_id_seq', 9)");
    }

    /** A month later. */
    private static void change(PgFixture fixture) {
        fixture.source(
                "update account set name = 'ours anew' where id = 3",
                "insert into account values (4, 1, 'west', 'ours')",
                "update page set url = 'aside' where id = 1",
                "update page set url = 'page-1' where id = 2",
                "update page set url = 'page-0' where id = 1",
                "insert into page values (5, 1, 'page-5', 'ours')",
                "update wiki set front_id = 5 where id = 1");
    }

    @Test
    void keepTheKeysThatTheyWereGiven() {
        var fixture = new PgFixture("refreshed_cycles", staging, DDL);
        fill(fixture);
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture);
        fixture.load(first, 1, LoadStrategy.REMAP);
        Map<String, String> afterFirst = fixture.dump();
        change(fixture);
        Sealed second = seal(fixture);

        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();
        assertThat(tallies(fixture.load(second, 1, LoadStrategy.REPLACE)))
                .containsEntry("public.account", List.of(1L, 1L, 2L))
                .containsEntry("public.wiki", List.of(0L, 1L, 1L))
                .containsEntry("public.page", List.of(1L, 2L, 2L))
                .containsEntry("public.visit", List.of(0L, 0L, 4L));

        assertThat(
                        fixture.value(
                                "select string_agg(p.url || ' of ' || a.code || ' of ' || r.name, ', ' order by a.code, p.url) from page p join wiki w on w.id = p.wiki_id join account a on a.id = w.account_id join account r on r.id = a.root_id where p.body like 'ours%'"))
                .isEqualTo(
                        "page-0 of north of ours, page-1 of north of ours, page-5 of north of ours, page-0 of south of ours, page-1 of south of ours");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** A new account has the code of one that gets another. */
    @Test
    void mayTakeOverWhatOthersGiveUpWhileTriggersMakeRowsThatComeToo() {
        derived(
                "taken_over",
                "update account set code = 'east' where id = 2",
                "insert into account values (4, 1, 'north', 'ours')");
    }

    /** An account that stays has the code of one that is gone, which wants it back. */
    @Test
    void mayGiveBackWhatTheyTookOverWhileTriggersMakeRowsThatComeBackToo() {
        derived(
                "given_back",
                "delete from visit where page_id > 2",
                "update wiki set front_id = null where id = 2",
                "delete from page where wiki_id = 2",
                "delete from wiki where id = 2",
                "delete from branch where below = 3",
                "delete from account where id = 3",
                "update account set code = 'south' where id = 2");
    }

    /** Two months beside the trigger, and back. */
    private void derived(String name, String... changes) {
        String[] ddl = Stream.concat(Stream.of(DDL), Stream.of(DERIVED)).toArray(String[]::new);
        var fixture = new PgFixture("refreshed_" + name, staging, ddl);
        fill(fixture);
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture, "branch");
        fixture.load(first, 1, LoadStrategy.REMAP);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(changes);
        Sealed second = seal(fixture, "branch");

        fixture.load(second, 1, LoadStrategy.REPLACE);

        String branches = branches();
        assertThat(fixture.value(branches)).isEqualTo(fixture.sourceValue(branches));
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    private static String branches() {
        return "select string_agg(a.code || '<' || coalesce(b.code, ''), ', ' order by a.code, b.code) from branch r"
                + " join account a on a.id = r.below join account b on b.id = r.above"
                + " where coalesce(a.root_id, a.id) = (select id from account where root_id is null and name = 'ours')";
    }

    @Test
    void maySwapUniqueValuesWhileTriggersMakeRowsThatComeToo() {
        String[] ddl = Stream.concat(Stream.of(DDL), Stream.of(DERIVED)).toArray(String[]::new);
        var fixture = new PgFixture("refreshed_derived", staging, ddl);
        fill(fixture);
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture, "branch");
        fixture.load(first, 1, LoadStrategy.REMAP);
        Map<String, String> afterFirst = fixture.dump();
        change(fixture);
        Sealed second = seal(fixture, "branch");

        fixture.load(second, 1, LoadStrategy.REPLACE);

        String branches = branches();
        assertThat(fixture.value(branches)).contains("west").isEqualTo(fixture.sourceValue(branches));
        String pages = "select string_agg(body || ': ' || url, ', ' order by body) from page where body like 'ours%'";
        assertThat(fixture.value(pages)).contains("ours 1: page-0").isEqualTo(fixture.sourceValue(pages));
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
