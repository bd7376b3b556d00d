package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.masking.MaskFactory;
import dev.datamig.anonymizer.policy.Planner;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cell that holds several people's values: each of these people stays who they are elsewhere. */
class SeveralValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            quoteCharacter = '"',
            value = {
                "fake, generator: email / jane.doe@x.org / ', ' / Bo.Lee@y.org",
                "fake, generator: email / jane.doe@x.org / ' ' / Bo.Lee@y.org",
                "fake, generator: email / jane.doe@x.org / ';' / bo@y.org",
                "fake, generator: userName / jdoe / ';' / blee2",
                "fake, generator: userName / jdoe / ' | ' / blee2@y.org",
                "fake, generator: phone / (212) 736-5000 / '; ' / 03 9514 2277",
                "fake, generator: fullName / Grace Holt / '; ' / Holt, Marcus",
                "fake, generator: fullName / Grace Holt / ', ' / Marcus Vazquez",
                "fake, generator: ssn / 212-73-5000 / ', ' / 412-73-5001",
                "tokenize / S-100231 / ',' / S-100232",
                "tokenize / 100231 / '; ' / 00100232"
            })
    void areEachMaskedAsByThemselves(String strategy, String one, String between, String other) {
        String gap = between.substring(1, between.length() - 1);
        String listed = masked(strategy, "text", one + gap + other);

        assertThat(listed).isEqualTo(masked(strategy, "text", one) + gap + masked(strategy, "text", other));
        assertThat(listed).doesNotContain(one, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            value = {"fake, generator: email / jane.doe@x.org", "tokenize / 100231"})
    void areCountedWithWhatStandsAroundThem(String strategy, String one) {
        String masked = masked(strategy, "text", one);
        if (one.contains("@")) {
            assertThat(masked(strategy, "text", "<" + one + ">")).isEqualTo("<" + masked + ">");
            assertThat(masked(strategy, "text", one + " ")).isEqualTo(masked + " ");
        }
        assertThat(masked(strategy, "text", one + ";\n" + one + "\n" + one))
                .isEqualTo(masked + ";\n" + masked + "\n" + masked);
        assertThat(masked(strategy, "char(120)", one + ";" + one + " ".repeat(119 - 2 * one.length())))
                .startsWith(masked(strategy, "char(120)", one).strip() + ";")
                .hasSize(120);
    }

    /** What has no room for the fakes of each is one value, as it was. */
    @Test
    void giveWayWhereThereIsNoRoom() {
        String listed = masked("fake, generator: email", "varchar(50)", "a@x.org; b@x.org; c@x.org; d@x.org; e@x.org");

        assertThat(listed).hasSizeLessThanOrEqualTo(50).containsOnlyOnce("@");
    }

    @Test
    void areOneValueWhereSomethingElseStandsAmongThem() {
        String sentence = "Smith, John of 12 Elm Street";

        assertThat(masked("tokenize", "text", sentence)).doesNotContain(masked("tokenize", "text", "John"));
        assertThat(masked("fake, generator: fullName", "text", "de la Cruz Vega, Ana"))
                .startsWith("de la "
                        + masked("fake, generator: fullName", "text", "Cruz Vega, Ana")
                                .substring(0, 2));
    }

    /** A list under the constraint of the column in which its values stand by themselves. */
    @Test
    void fitTheConstraintsOfTheirValueSpace() {
        RunPlan plan = plan("tokenize", "text", "(v ~ '^S-4[0-9]{5}$'::text)");
        String one = mask(plan, "a:public.t", "S-410000");
        String other = mask(plan, "a:public.t", "S-420000");

        assertThat(one).startsWith("S-4");
        assertThat(mask(plan, "a:public.l", "S-410000;S-420000")).isEqualTo(one + ";" + other);
    }

    /** Lists and single values of one shape stay apart in a value space of numbers. */
    @Test
    void stayDifferent() {
        RunPlan plan = Planner.plan(
                ((RulesFile.Reading.Sound) RulesFile.parse(
                                "version: 1\ndomains:\n  n: [\"a:*.*(v)\"]\nrules:\n  - { columns: \"a:*.*(v)\","
                                        + " strategy: tokenize }\n"))
                        .rules(),
                TestSchemas.schema(List.of(
                        TestSchemas.table("a:public.n", List.of("v bigint!"), "v"),
                        TestSchemas.table("a:public.t", List.of("v text"), ""))));
        Mask mask = maskOf(plan, "a:public.t");
        Map<String, String> seen = new HashMap<>();
        for (int one = 0; one < 100; one++) {
            for (int other = 0; other < 100; other++) {
                for (String value : List.of(one + ";" + other, "0" + one + ";" + other, one + ";0" + other)) {
                    String fake = Masks.text("v text", mask.mask(Masks.cell("v text", value), Masks.row()));
                    assertThat(fake).hasSameSizeAs(value);
                    String before = seen.put(fake, value);
                    assertThat(before).isIn(null, value);
                }
            }
        }
        assertThat(new HashSet<>(seen.values())).hasSameSizeAs(seen.keySet());
    }

    @Test
    void stayDifferentAmongRandomCodes() {
        Random random = new Random(42);
        Map<String, String> seen = new HashMap<>();
        Mask mask = maskOf(plan("tokenize", "text", null), "a:public.t");
        for (int i = 0; i < 20_000; i++) {
            var value = new StringBuilder();
            for (int k = random.nextInt(6) + 3; k > 0; k--) {
                value.append("0123ab;,".charAt(random.nextInt(8)));
            }
            String fake = Masks.text("v text", mask.mask(Masks.cell("v text", value.toString()), Masks.row()));
            String before = seen.put(fake, value.toString());
            assertThat(before).isIn(null, value.toString());
        }
    }

    private static String masked(String strategy, String type, String value) {
        return mask(plan(strategy, type, null), "a:public.t", value);
    }

    private static RunPlan plan(String strategy, String type, String check) {
        var table = TestSchemas.table("a:public.t", List.of("v " + type), "");
        return Planner.plan(
                ((RulesFile.Reading.Sound)
                                RulesFile.parse("version: 1\ndomains:\n  n: [\"a:*.*(v)\"]\nrules:\n  - { columns:"
                                        + " \"a:*.*(v)\", strategy: " + strategy + " }\n"))
                        .rules(),
                TestSchemas.schema(List.of(
                        check == null
                                ? table
                                : table.under(List.of(new CheckSchema("c", check, List.of("v"), false)), List.of()),
                        TestSchemas.table("a:public.l", List.of("v text"), ""))));
    }

    private static String mask(RunPlan plan, String table, String value) {
        String column =
                plan.table(TableId.of(table)).orElseThrow().columns().getFirst().column();
        return Masks.text(column + " text", maskOf(plan, table).mask(Masks.cell(column + " text", value), Masks.row()));
    }

    private static Mask maskOf(RunPlan plan, String table) {
        var of = plan.table(TableId.of(table)).orElseThrow();
        return new MaskFactory(plan, of, Masks.KEY, KnownNames.NONE)
                .of(of.columns().getFirst());
    }
}
