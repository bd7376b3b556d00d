package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables large enough to be copied straight into place, and planned by their keys alone. */
class PlacementTest {

    private static final String[] DDL = {
        "create table course (id int primary key, code text not null unique, hours float8)",
        "create table pupil (id int8 primary key, email text unique, name text, score float8, weight float4, born date)",
        "create table mark (pupil_id int8 references pupil, course_id int references course, points numeric, at timestamptz, primary key (pupil_id, course_id))",
        "create table remark (id int8 primary key, pupil_id int8, kind text, body text)",
    };

    private static final String[] ROWS = {
        "insert into course values (1, 'MATH', 1.5), (2, 'ART', 1e20)",
        "insert into pupil select i, 'p' || i || '@x', E'n\\t\\\\' || i, i / 7.0, (i / 3.0)::float4, date '2010-01-01' + i::int from generate_series(1, 1500) i",
        "insert into pupil values (1001000, 'moved@x', 'moved', 0.1, -0, null), (1001001, 'far@x', 'far', 1e-7, 'NaN', null)",
        "insert into mark select p.id, c.id, p.id / 3.0, '2024-01-01 00:00:00.5+00' from pupil p, course c where p.id <= 1500",
        "insert into remark select i, i, 'pupil', 'r' || i from generate_series(1, 1200) i",
        "insert into remark values (5000, 1001000, 'pupil', 'x'), (5001, 99, 'other', 'y')",
    };

    /** Each mark of a hundredth pupil leaves a remark of the target's own, and takes it along when it goes. */
    private static final String[] TRIGGER = {
        "create function noted() returns trigger language plpgsql security definer as $$ begin"
                + " if tg_op = 'INSERT' then if new.pupil_id % 100 = 0 then"
                + " insert into public.remark values (-10 * new.pupil_id - new.course_id, new.pupil_id, 'own', 'by trigger'); end if;"
                + " else delete from public.remark where id = -10 * old.pupil_id - old.course_id; end if; return null; end $$",
        "create trigger noted after insert or delete on mark for each row execute function noted()",
    };

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, DDL);
        fixture.source(ROWS);
        fixture.target(
                "insert into course values (1, 'MATH', 1.5)",
                "insert into pupil values (1001000, 'moved@x', 'moved', 0.1, -0, null), (77000, 'own@x', 'own', 1, 1, null)");
        return fixture;
    }

    private static Sealed seal(PgFixture fixture) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.course", new String[] {"false", "true"});
        tables.put("public.pupil", new String[] {"id <= 1500", "id > 1500"});
        tables.put("public.mark", new String[] {"true", "false"});
        tables.put("public.remark", new String[] {"true", "false"});
        return fixture.seal(
                tables,
                new Reference(
                        "remark of a pupil",
                        new TableId("s", "public.remark"),
                        List.of("pupil_id"),
                        new TableId("s", "public.pupil"),
                        List.of("id"),
                        false,
                        "kind = 'pupil'",
                        true,
                        false));
    }

    @Test
    void ownedRowsGoStraightIntoPlaceAndReferenceRowsAreComparedFirst() {
        var fixture = fixture("placement");
        fixture.target(TRIGGER);
        Map<String, String> before = fixture.dump();
        Sealed sealed = seal(fixture);
        Target.Plan plan = fixture.plan(sealed, LoadStrategy.INSERT);

        assertThat(plan.problems()).isEmpty();
        List<TableLoad> loaded = fixture.load(sealed, 1);

        assertThat(loaded).isEqualTo(plan.tables());
        TableLoad pupils = PgFixture.of(loaded, "public.pupil");
        assertThat(pupils.inserted()).isEqualTo(1501);
        assertThat(pupils.unchanged()).isEqualTo(1);
        assertThat(PgFixture.of(loaded, "public.mark").inserted()).isEqualTo(3000);
        assertThat(fixture.value("select count(*) from remark where kind = 'own'"))
                .isEqualTo("30");
        assertThat(
                        fixture.value(
                                "select string_agg(kind || ':' || rows, ' ' order by kind) from datamig.change where table_name = 'public.pupil'"))
                .isEqualTo("INSERTED:1500 REFERENCE:1 SHARED:1");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void floatsAreWrittenAsPostgresWritesThem() {
        var fixture = fixture("floats");
        String texts = fixture.value(
                "select string_agg(f::text, ' ') from (values (1e15::float8), (123456789012345), (-1.5e-5), (0.0001), (1e-5), (1e300), ('-0'), (1.7976931348623157e308)) v (f)");
        assertThat(List.of(1e15, 123456789012345d, -1.5e-5, 0.0001, 1e-5, 1e300, -0.0, Double.MAX_VALUE).stream()
                        .map(PgFloat::text)
                        .reduce((a, b) -> a + " " + b))
                .hasValue(texts);
        String floats = fixture.value(
                "select string_agg(f::text, ' ') from (values (1e6::float4), (123456), (1.5e-5), (0.1), ('NaN'), ('-Infinity')) v (f)");
        assertThat(List.of(1e6f, 123456f, 1.5e-5f, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY).stream()
                        .map(PgFloat::text)
                        .reduce((a, b) -> a + " " + b))
                .hasValue(floats);
    }

    @Test
    void digestsAreThoseOfTheServer() {
        var fixture = fixture("digests");
        List<String> texts = List.of(
                "",
                "plain",
                "with space",
                "a,b",
                "(x)",
                "q\"uo\"te",
                "back\\slash",
                "tab\tline\n",
                "Žluťoučký",
                "exactly12byt",
                "NULL",
                "x".repeat(1000));
        for (String text : texts) {
            var digest = new RowDigest();
            digest.begin();
            add(digest, Physical.INT32, null);
            add(digest, Physical.TEXT, text.getBytes(StandardCharsets.UTF_8));
            add(digest, Physical.INT64, -7L);
            add(digest, Physical.BYTES, new byte[] {0, -1, 92});
            add(digest, Physical.BOOLEAN, true);
            add(digest, Physical.TIMESTAMP, 0L);
            add(digest, Physical.DATE, 0);
            add(digest, Physical.DATE, -2451507 + 10957);
            add(digest, Physical.DOUBLE, 1e20);
            add(digest, Physical.TEXT, null);
            assertThat(Long.toString(digest.end()))
                    .isEqualTo(fixture.value(
                            "select hashtextextended(row(null::int, %s::text, -7::int8, '\\x00ff5c'::bytea, true, '1970-01-01'::timestamp, '1970-01-01'::date, '4713-01-01 BC'::date, 1e20::float8, null::text)::text, 0)"
                                    .formatted(Names.literal(text))));
        }
    }

    private static void add(RowDigest digest, Physical physical, @Nullable Object value) {
        var line = new CopyText();
        line.cell(physical, value);
        digest.cell(physical, value, line.buffer(), 0, line.length());
    }

    @Test
    void aPlanLooksAtWholeRowsWhereKeysAreThereAlready() {
        var fixture = fixture("whole");
        fixture.target(
                "insert into pupil values (7, 'p7@x', 'somebody else', 1, 1, null), (8, 'p9@x', 'n8', 0, 0, null)");
        Sealed sealed = seal(fixture);

        Target.Plan plan = fixture.plan(sealed, LoadStrategy.INSERT);

        TablePlan pupils = plan(plan, "public.pupil");
        assertThat(pupils.inserted()).isEqualTo(1498);
        assertThat(pupils.conflicts())
                .extracting(c -> c.kind() + c.rows() + c.columns())
                .containsExactly("key2[id, email, name, score, weight, born]", "unique1[email]");
        fixture.target("delete from pupil where id in (7, 8)");
        fixture.load(sealed, 1);
        assertThat(fixture.plan(seal(fixture), LoadStrategy.INSERT).tables())
                .allSatisfy(table ->
                        assertThat(table.inserted() + table.conflicts()).isZero());
    }

    private static TablePlan plan(Target.Plan plan, String table) {
        return java.util.Objects.requireNonNull(plan.detail()).tables().stream()
                .filter(t -> t.table().name().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
