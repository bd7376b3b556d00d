package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.masking.MaskFactory;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.Planner;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References to a masked key lead to it afterwards too, whatever they are kept as and whether the database knows them. */
class FollowingKeysTest {

    @ParameterizedTest
    @CsvSource({
        "bigint, tokenize, 4711",
        "bigint, tokenize, 2147483000",
        "int, tokenize, 7",
        "int, hash, 4711",
        "smallint, tokenize, 31000",
        "numeric, tokenize, 837731210",
        "text, tokenize, S-0012345",
        "text, hash, S-0012345",
        "text, tokenize, 4711",
        "uuid, tokenize, 123e4567-e89b-42d3-a456-426614174000",
        "uuid, hash, 123e4567-e89b-42d3-a456-426614174000"
    })
    void followTheKeyInEveryTypeThatKeepsIt(String type, String strategy, String key) {
        RunPlan plan = Planner.plan(
                rules(strategy),
                TestSchemas.schema(
                        List.of(
                                TestSchemas.table("ids:public.student", List.of("number " + type + "!"), "number"),
                                TestSchemas.table("ids:public.note", List.of("entity text", "kind text"), ""),
                                TestSchemas.table("ids:public.copy", List.of("of " + type), ""),
                                graph()),
                        TestSchemas.reference("ids:public.note(entity)", "ids:public.student(number)"),
                        TestSchemas.reference("ids:public.copy(of)", "ids:public.student(number)"),
                        TestSchemas.reference("sp:Person(number)", "ids:public.student(number)")));

        assertThat(plan.gaps()).isEmpty();
        String masked = masked(plan, "ids:public.student", "number " + type, key);
        assertThat(masked).isNotEqualTo(key);
        assertThat(masked(plan, "ids:public.copy", "of " + type, key)).isEqualTo(masked);
        assertThat(masked(plan, "ids:public.note", "entity text", key)).isEqualTo(masked);
        assertThat(masked(plan, "sp:Person", "number text", "{\"t\":\"integer\",\"v\":\"" + key + "\"}"))
                .isEqualTo("{\"t\":\"integer\",\"v\":\"" + masked + "\"}");
    }

    /** A column that does not care for capitals has references in other ones. */
    @ParameterizedTest
    @CsvSource({
        "tokenize, Ab-12x, aB-12X",
        "'tokenize, format: ssn', AB 12 34 56 C, ab 12 34 56 c",
        "'fake, generator: ssn', AB123456C, Ab123456c",
        "'tokenize, keepFirst: 2', Ab-12x, aB-12X",
        "'fake, generator: email', Jane.Doe@lakeview.org, jane.doe@Lakeview.org",
        "'fake, generator: userName', jdoe12, JDoe12",
        "'fake, generator: userName', jdoe12, JDOE12",
        "hash, Jdoe_x, jdoe_x",
        "hash, JANE@LAKE.ORG, Jane@lake.org"
    })
    void followTheKeyInOtherCapitals(String strategy, String key, String reference) {
        RunPlan plan = Planner.plan(
                rules(strategy),
                TestSchemas.schema(
                        List.of(
                                TestSchemas.table("ids:public.student", List.of("number citext!"), "number"),
                                TestSchemas.table("ids:public.copy", List.of("of citext"), "")),
                        TestSchemas.reference("ids:public.copy(of)", "ids:public.student(number)")));

        String masked = masked(plan, "ids:public.student", "number citext", key);
        assertThat(masked).isNotEqualToIgnoringCase(key);
        assertThat(masked(plan, "ids:public.copy", "of citext", reference))
                .isEqualToIgnoringCase(masked)
                .isNotEqualTo(masked);
    }

    /** What a constraint of one column leaves of the fakes is the same whatever the others keep the key as. */
    @ParameterizedTest
    @CsvSource({
        "varchar(8), number, (number ~ '^4[0-9]{7}$'::text)",
        "char(8), number, (number ~~ '41%'::text)",
        "varchar(8), of, (of >= 41000000 AND of < 43000000)",
        "varchar(8), of, (of < 80000000)",
        "char(12), number, (number !~~ '9%'::text)",
        "'int', number, (number > 40000000)"
    })
    void followAKeyUnderAConstraintInEveryType(String type, String constrained, String condition) {
        TableSchema key = TestSchemas.table("ids:public.student", List.of("number " + type + "!"), "number");
        TableSchema copy = TestSchemas.table("ids:public.copy", List.of("of int"), "");
        List<CheckSchema> checks = List.of(new CheckSchema("shape", condition, List.of(constrained), false));
        RunPlan plan = Planner.plan(
                rules("tokenize"),
                TestSchemas.schema(
                        List.of(
                                constrained.equals("number") ? key.under(checks, List.of()) : key,
                                constrained.equals("of") ? copy.under(checks, List.of()) : copy,
                                TestSchemas.table("ids:public.note", List.of("entity text"), ""),
                                TestSchemas.table("ids:public.sum", List.of("entity numeric"), ""),
                                graph()),
                        TestSchemas.reference("ids:public.copy(of)", "ids:public.student(number)"),
                        TestSchemas.reference("ids:public.note(entity)", "ids:public.student(number)"),
                        TestSchemas.reference("ids:public.sum(entity)", "ids:public.student(number)"),
                        TestSchemas.reference("sp:Person(number)", "ids:public.student(number)")));

        var fakes = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            String original = String.valueOf(41_000_000 + i * 7919);
            String masked = masked(plan, "ids:public.student", "number " + type, original)
                    .stripTrailing();
            fakes.add(masked);
            assertThat(masked).isNotEqualTo(original);
            assertThat(masked(plan, "ids:public.copy", "of int", original)).isEqualTo(masked);
            assertThat(masked(plan, "ids:public.note", "entity text", original)).isEqualTo(masked);
            assertThat(masked(plan, "ids:public.sum", "entity numeric", original))
                    .isEqualTo(masked);
            assertThat(masked(plan, "sp:Person", "number text", "{\"t\":\"integer\",\"v\":\"" + original + "\"}"))
                    .isEqualTo("{\"t\":\"integer\",\"v\":\"" + masked + "\"}");
        }
        assertThat(fakes).hasSize(200);
    }

    /** A narrow column has no room for the address that another one would get. */
    @ParameterizedTest
    @CsvSource({"text, varchar(30)", "varchar(20), text", "citext, char(24)", "varchar(80), varchar(60)"})
    void followAnAddressAsUserNameIntoNarrowColumns(String type, String other) {
        RunPlan plan = Planner.plan(
                rules("fake, generator: userName"),
                TestSchemas.schema(
                        List.of(
                                TestSchemas.table("ids:public.student", List.of("number " + type + "!"), "number"),
                                TestSchemas.table("ids:public.copy", List.of("of " + other), "")),
                        TestSchemas.reference("ids:public.copy(of)", "ids:public.student(number)")));

        var fakes = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            String original = "jane.doe@lake" + i + ".org";
            String masked = masked(plan, "ids:public.student", "number " + type, original)
                    .stripTrailing();
            fakes.add(masked);
            assertThat(masked(plan, "ids:public.copy", "of " + other, original).stripTrailing())
                    .isEqualTo(masked);
        }
        assertThat(fakes).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({"text, int", "text, uuid"})
    void keepApartTextsBesideNumbers(String type, String other) {
        RunPlan plan = Planner.plan(
                rules("tokenize"),
                TestSchemas.schema(
                        List.of(
                                TestSchemas.table("ids:public.student", List.of("number " + type + "!"), "number"),
                                TestSchemas.table("ids:public.copy", List.of("of " + other), "")),
                        TestSchemas.reference("ids:public.copy(of)", "ids:public.student(number)")));
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        var originals = new HashSet<String>();
        while (originals.size() < 3_000) {
            originals.add(
                    random.nextBoolean()
                            ? String.valueOf(random.nextInt(20_000))
                            : "%05d".formatted(random.nextInt(20_000)));
        }
        var fakes = new HashSet<String>();
        originals.forEach(original -> fakes.add(masked(plan, "ids:public.student", "number " + type, original)));
        assertThat(fakes).hasSameSizeAs(originals);
    }

    private static dev.datamig.anonymizer.policy.Rules rules(String strategy) {
        return ((RulesFile.Reading.Sound)
                        RulesFile.parse("version: 1\nrules:\n  - { columns: \"ids:public.student(number)\","
                                + " strategy: " + strategy + " }\n"))
                .rules();
    }

    private static TableSchema graph() {
        var number = new ColumnSchema(
                "number", "neo4j:any", "any", Physical.TEXT, true, false, false, null, List.of(), null);
        return new TableSchema(
                TableId.of("sp:Person"),
                dev.datamig.contracts.schema.TableKind.TABLE,
                List.of(number),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static String masked(RunPlan plan, String table, String column, String value) {
        var of = plan.table(TableId.of(table)).orElseThrow();
        ColumnPlan columnPlan = of.columns().getFirst();
        Mask mask = new MaskFactory(plan, of, Masks.KEY, KnownNames.NONE).of(columnPlan);
        return Masks.text(column, mask.mask(Masks.cell(column, value), Masks.row()));
    }
}
