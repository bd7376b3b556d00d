package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.flow.OtherStores;
import dev.datamig.loader.flow.UndoFlow;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that others know by a number which no constraint keeps apart: a partitioned table's key holds its partition's column too, and two
 * accounts may have a work of the same number.
 */
class AmbiguousNamesTest {

    private static final String[] LMS = {
        "create table account (id bigserial primary key, name text)",
        "create table work (id bigserial, account_id int8 not null references account, body text, primary key (id, account_id))"
                + " partition by list (account_id)",
        "create table work_some partition of work for values in (1, 2, 3)",
        "create table work_else partition of work default",
        "create table version (id bigserial primary key, item_type text, item_id int8, body text)",
    };
    private static final String[] SIS = {"create table grade (id bigserial primary key, work_id int8, points int)"};

    private static final ReferenceRule VERSIONS = new ReferenceRule(
            new ReferenceEnd("lms", "public.version", List.of("item_id")),
            new ReferenceEnd("lms", "public.work", List.of("id")),
            "item_type = 'Work'");
    private static final ReferenceRule GRADES = new ReferenceRule(
            new ReferenceEnd("sis", "public.grade", List.of("work_id")),
            new ReferenceEnd("lms", "public.work", List.of("id")),
            null);

    @TempDir
    Path staging;

    private PgFixture lms;
    private PgFixture sis;
    private Map<String, Target> targets;
    private int asked;

    private static Reference reference(ReferenceRule rule) {
        return new Reference(
                "r",
                new TableId(rule.from().store(), rule.from().table()),
                rule.from().columns(),
                new TableId(rule.to().store(), rule.to().table()),
                rule.to().columns(),
                false,
                rule.when(),
                true,
                false);
    }

    private SealedFixture stores(String name, int account) {
        lms = new PgFixture("lms", name + "_lms", staging, LMS);
        sis = new PgFixture("sis", name + "_sis", staging, SIS);
        lms.source(
                "insert into account values (1, 'ours')",
                "insert into work values (1, 1, 'our one'), (2, 1, 'our two')",
                "insert into version values (11, 'Work', 1, 'of our one'), (12, 'Work', 2, 'of our two'), (13, 'Page', 1, 'of a page')");
        sis.source("insert into grade values (21, 1, 5), (22, 2, 7)");
        lms.target(
                "insert into account values (%d, 'theirs')".formatted(account),
                "insert into work values (1, %1$d, 'their one'), (2, %1$d, 'their two')".formatted(account),
                "insert into version values (1, 'Work', 1, 'of their one'), (2, 'Page', 1, 'of a page')",
                "select setval('account_id_seq', 9), setval('work_id_seq', 9), setval('version_id_seq', 9)");
        sis.target("insert into grade values (1, 1, 1), (2, 2, 2)", "select setval('grade_id_seq', 9)");
        targets = new LinkedHashMap<>();
        targets.put("lms", lms.targetStore(VERSIONS));
        targets.put("sis", sis.targetStore());
        var sealed = new SealedFixture(staging, 1, StoreKind.POSTGRESQL);
        lms.into(sealed, all("account", "work", "version"));
        sis.into(sealed, all("grade"));
        sealed.reference(reference(VERSIONS));
        sealed.reference(reference(GRADES));
        return sealed;
    }

    private static Map<String, String[]> all(String... tables) {
        Map<String, String[]> all = new LinkedHashMap<>();
        for (String table : tables) {
            all.put("public." + table, new String[] {"true", "false"});
        }
        return all;
    }

    private SeveralStores stores(SealedFixture sealed, LoadStrategy strategy) {
        var policy = new LoadPolicy(strategy, Map.of(), LoadRules.NONE, List.of());
        return new SeveralStores(sealed, sealed.seal(), targets, store -> policy);
    }

    private static List<String> warnings(SeveralStores stores) {
        StorePlan plan = Objects.requireNonNull(stores.plan().get("lms").detail());
        return plan.warnings().stream()
                .filter(warning -> warning.contains("means two rows"))
                .toList();
    }

    @Test
    void areGivenOtherNumbersUnderRemapWhenTestersHaveThese() {
        SealedFixture sealed = stores("named", 1);
        Map<String, String> before = lms.dump();

        SeveralStores stores = stores(sealed, LoadStrategy.REMAP);
        assertThat(warnings(stores)).isEmpty();
        stores.load();

        assertThat(lms.value("select count(*) - count(distinct id) from work")).isEqualTo("0");
        assertThat(
                        lms.value(
                                "select string_agg(v.body || '=' || w.body, ',' order by v.id) from version v join work w on w.id = v.item_id and v.item_type = 'Work'"))
                .isEqualTo("of their one=their one,of our one=our one,of our two=our two");
        assertThat(lms.value("select item_id from version where id > 2 and item_type = 'Page'"))
                .as("a page of which nothing is known")
                .isEqualTo("1");
        assertThat(sis.value("select string_agg(work_id::text, ',' order by points) from grade where points > 2"))
                .isEqualTo(
                        lms.value("select string_agg(id::text, ',' order by body) from work where body like 'our%'"));
        stores.undo();
        assertThat(lms.dump()).isEqualTo(before);
    }

    /** Under insert they keep their numbers, and whoever has the same builds on his own. */
    @Test
    void testersWhoKnowRowsOfTheirOwnByTheSameNumberDoNotBuildOnTheRun() {
        SealedFixture sealed = stores("built", 4);
        Map<String, String> before = lms.dump();
        SeveralStores stores = stores(sealed, LoadStrategy.INSERT);
        assertThat(warnings(stores))
                .as("the store takes them, so it is told and no more")
                .singleElement()
                .asString()
                .contains("2 new rows of public.work have the id of rows that are there", "remap");
        stores.load();

        assertThat(problems(sealed)).isEmpty();
        lms.target("insert into account values (5, 'others')", "insert into version values (5, 'Work', 1, 'more')");
        assertThat(problems(sealed)).isEmpty();
        lms.target("delete from version where id = 5", "delete from account where id = 5");
        lms.target(
                "delete from work where account_id = 4 and id = 2",
                "insert into version values (6, 'Work', 2, 'of ours')");
        assertThat(problems(sealed))
                .as("only the run's row is left to build on")
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("1 rows of public.version"))
                .anySatisfy(problem -> assertThat(problem).contains("grade"));
        lms.target("delete from version where id = 6");
        lms.target("insert into work values (2, 4, 'their two')");
        stores.undo();
        assertThat(lms.dump()).isEqualTo(before);
    }

    private List<String> problems(SealedFixture sealed) {
        var flow = new UndoFlow(targets::get, new OtherStores(List.of(GRADES), targets::get), SeveralStores.ALONE);
        var checked = (Outcome.UndoChecked) flow.check(new LoadCommand.CheckUndo(sealed.run(), 90 + asked++, "lms"));
        return checked.problems().stream().map(failure -> failure.message()).toList();
    }
}
