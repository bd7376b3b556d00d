package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Lookups that the target counts otherwise, and of which only a unique index on some rows, or on an expression, tells which is which. */
class RecognitionTest {

    private static final String[] DDL = {
        "create table role (id serial primary key, account_id int, name text, \"Deleted At\" timestamptz)",
        "create unique index role_name on role (name) where account_id is null and \"Deleted At\" is null",
        "create table grade (id serial primary key, code text, label text)",
        "create unique index grade_code on grade (lower(code), (length(label) > 3))",
        "create table member (id serial primary key, role_id int references role, grade_id int references grade, who text)",
    };

    @TempDir
    Path staging;

    private final Map<String, String[]> rows = new LinkedHashMap<>(Map.of(
            "public.role", new String[] {"account_id = 7", "account_id is null"},
            "public.grade", new String[] {"false", "true"},
            "public.member", new String[] {"true", "false"}));

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, DDL);
        fixture.source(
                "insert into role values (1, null, 'Teacher', null), (2, null, 'Pupil', null), (3, 7, 'Guest', null), (4, null, 'Warden', null)",
                "insert into grade values (1, 'a', 'first'), (2, 'B', 'second')",
                "insert into member values (11, 1, 2, 'tom'), (12, 2, 1, 'ann'), (13, 3, null, 'guest'), (14, 4, null, 'warden')");
        fixture.target(
                "insert into role values (1, null, 'Pupil', null), (2, null, 'Teacher', null), (5, null, 'Warden', now()), (6, null, null, null)",
                "insert into grade values (1, 'b', 'zweite'), (2, 'A', 'erste'), (8, 'a', 'abc')",
                "insert into member values (1, 1, 1, 'theirs')",
                "select setval('role_id_seq', 9), setval('grade_id_seq', 9), setval('member_id_seq', 9)");
        return fixture;
    }

    @ParameterizedTest
    @EnumSource(value = LoadStrategy.class, mode = Mode.EXCLUDE, names = "MERGE")
    void referenceRowsAreThoseOfTheTarget(LoadStrategy strategy) {
        PgFixture fixture = fixture("recognised_" + strategy.name().toLowerCase(java.util.Locale.ROOT));
        Map<String, String> before = fixture.dump();
        PgFixture.Sealed sealed = fixture.seal(rows);

        Target.Plan plan = fixture.plan(sealed, strategy);
        assertThat(plan.problems()).isEmpty();
        List<TableLoad> loaded = fixture.load(sealed, 1, strategy);

        assertThat(loaded).isEqualTo(plan.tables());
        assertThat(PgFixture.of(loaded, "public.role").matched()).isEqualTo(2);
        assertThat(PgFixture.of(loaded, "public.role").inserted())
                .as("a guest, and a warden who is not deleted")
                .isEqualTo(2);
        assertThat(PgFixture.of(loaded, "public.grade").matched()).isEqualTo(2);
        assertThat(
                        fixture.value(
                                "select string_agg(concat_ws(':', m.who, r.name, g.label), ' ' order by m.who) from member m join role r on r.id = role_id left join grade g on g.id = grade_id where m.who <> 'theirs'"))
                .isEqualTo("ann:Pupil:erste guest:Guest tom:Teacher:zweite warden:Warden");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What the index does not hold for stays a conflict under the same number. */
    @Test
    void rowsThatTheIndexDoesNotHoldForAreNotRecognised() {
        PgFixture fixture = fixture("unrecognised");
        fixture.source("update role set \"Deleted At\" = now() where id = 2");
        PgFixture.Sealed sealed = fixture.seal(rows);

        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(LoaderCode.CONFLICT.code());
                    assertThat(problem.message()).contains("public.role");
                });
    }

    /** A function of the index that the account may not call: the row is compared by its key alone. */
    @Test
    void anIndexThatTheAccountMayNotEvaluateRecognisesNothing() {
        PgFixture fixture = fixture("unasked");
        fixture.target(
                "create function folded(text) returns text immutable language sql as 'select lower($1)'",
                "delete from grade where id = 8",
                "drop index grade_code",
                "create unique index grade_code on grade (folded(code))",
                "revoke execute on function folded from public");
        PgFixture.Sealed sealed = fixture.seal(rows);

        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).contains("public.grade"));
    }
}
