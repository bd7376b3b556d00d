package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.TestSchemas.reference;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.Planner;
import dev.datamig.anonymizer.policy.RulesDraft;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under drafted rules what the sample did not meet is found where it stands, in columns that look like nothing personal. */
class SweepTest {

    private static final RunSchema SCHEMA = schema(
            List.of(
                    table("crm:public.person", List.of("id int!", "first_name text", "last_name text"), "id"),
                    table(
                            "crm:public.part",
                            List.of(
                                    "code varchar(60)!",
                                    "finish text",
                                    "sizes text[]",
                                    "attrs hstore",
                                    "spec xml",
                                    "weight int",
                                    "grp varchar(60)"),
                            "code"),
                    table("shop:public.line", List.of("id int!", "part_code varchar(60)"), "id")),
            reference("shop:public.line(part_code)", "crm:public.part(code)"));

    private static Object[] person() {
        return row(1, "Zbigniew", "Quistgaard");
    }

    private static Object[] part(int i) {
        return row(
                "P-" + (1000 + i), "matte " + i, "{S,M}", "\"a\"=>\"" + i + "\"", "<s>" + i + "</s>", i, "G" + i % 3);
    }

    /** What no sample met. */
    private static Object[] odd() {
        return row(
                "philippa.t@lakeview.org",
                "ask Zbigniew Quistgaard, 415-867-5310",
                "{S,philippa.t@lakeview.org}",
                "\"219-09-4412\"=>\"Mr. Throckmorton\"",
                "<s who=\"Zbigniew Quistgaard\">2</s>",
                7,
                "Quistgaard, Zbigniew");
    }

    private static Samples samples() {
        var samples = new Samples.Collector();
        for (int i = 0; i < 100; i++) {
            Object[] row = part(i);
            for (int c = 0; c < row.length; c++) {
                String column = SCHEMA.table(TableId.of("crm:public.part"))
                        .orElseThrow()
                        .columns()
                        .get(c)
                        .name();
                samples.add(TableId.of("crm:public.part"), column, text(row[c]));
            }
        }
        return samples.samples();
    }

    private static String text(Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(cell);
    }

    private static RunPlan draft() {
        var rules = (RulesFile.Reading.Sound) RulesFile.parse(RulesDraft.of(SCHEMA, samples()));
        return Planner.plan(rules.rules(), SCHEMA, samples());
    }

    private static ColumnPlan column(RunPlan plan, String table, String name) {
        return plan.table(TableId.of(table)).orElseThrow().columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDraftSweepsTextsThatNoRuleClaimsAndNothingElse() {
        RunPlan plan = draft();

        assertThat(plan.gaps()).isEmpty();
        for (String swept : List.of("code", "finish", "sizes", "attrs", "spec", "grp")) {
            assertThat(column(plan, "crm:public.part", swept).strategy().name())
                    .as(swept)
                    .isEqualTo("sweep");
        }
        assertThat(column(plan, "crm:public.part", "weight").untouched()).isTrue();
        assertThat(column(plan, "crm:public.person", "first_name").strategy().name())
                .isEqualTo("fake");
        assertThat(column(plan, "shop:public.line", "part_code").follows()).isEqualTo("crm:public.part(code)");
    }

    @Test
    void aColumnThatLooksPersonalStillStopsTheRunWhereOnlyTheSweepWouldClaimIt() {
        var rules =
                (RulesFile.Reading.Sound) RulesFile.parse("version: 1\nrules:\n  - { class: NONE, strategy: sweep }\n");

        assertThat(Planner.plan(rules.rules(), SCHEMA, samples()).gaps())
                .extracting(gap -> gap.where())
                .containsExactly("crm:public.person(first_name)", "crm:public.person(last_name)");
    }

    @Test
    void anExplicitSweepOfDocumentsLooksAtEachStringAndLeavesTheRestAsItIs(@TempDir Path folder) {
        RunSchema documents = schema(List.of(
                table("crm:public.person", List.of("id int!", "first_name text", "last_name text"), "id"),
                table("crm:public.part", List.of("code varchar(60)!", "spec jsonb"), "code")));
        var stage = new TestStage(folder, documents);
        stage.rules("""
                version: 1
                extends: k12
                rules:
                  - { columns: "crm:public.part(spec->'kind')", strategy: constant, value: none }
                  - { columns: "crm:public.part(spec)", strategy: sweep }
                """);
        stage.masked(stage.batch("crm:public.person", person()));
        BatchManifest parts = stage.batch(
                "crm:public.part",
                row(
                        "P-1",
                        "{\"note\": \"ask Zbigniew Quistgaard, 415-867-5310\", \"kind\": \"x\","
                                + " \"n\": [1.50, null, \"black\"], \"first_name\": \"matte\"}"));

        assertThat(stage.flow().anonymize(parts)).isInstanceOf(Answer.Deferred.class);
        List<Object[]> masked = stage.masked(parts.asResumed());

        assertThat(text(masked.getFirst()[1]))
                .matches("\\{\"note\": \"ask (?!Zbigniew)\\p{L}+ (?!Quistgaard)\\p{L}+, [2-9]\\d\\d-555-01\\d\\d\","
                        + " \"kind\": \"none\", \"n\": \\[1.50, null, \"black\"], \"first_name\": \"matte\"}");
    }

    @Test
    void theRuleCanBeForSomeColumnsAndTheFirstThatSuitsDecides() {
        var rules = (RulesFile.Reading.Sound) RulesFile.parse("""
                version: 1
                extends: k12
                rules:
                  - { columns: "crm:public.part(finish)", strategy: keep }
                  - { columns: "crm:*", class: NONE, strategy: nullify }
                """.replace("\"crm:*\"", "\"crm:public.part(grp)\""));
        RunPlan plan = Planner.plan(rules.rules(), SCHEMA, samples());

        assertThat(column(plan, "crm:public.part", "finish").untouched()).isTrue();
        assertThat(column(plan, "crm:public.part", "grp").strategy().name()).isEqualTo("nullify");
        assertThat(column(plan, "crm:public.part", "attrs").strategy().name()).isEqualTo("sweep");
    }

    @Test
    void whatIsSomebodysIsReplacedAndCountedAndAllElseStays(@TempDir Path folder) {
        var stage = new TestStage(folder, SCHEMA);
        stage.rules(RulesDraft.of(SCHEMA, samples()));
        stage.masked(stage.batch("crm:public.person", person()));
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < 5; i++) {
            rows.add(part(i));
        }
        rows.add(odd());
        BatchManifest parts = stage.batch("crm:public.part", 1, rows);
        BatchManifest lines = stage.batch("shop:public.line", row(1, "P-1000"), row(2, text(odd()[0])));

        assertThat(stage.flow().anonymize(parts)).isInstanceOf(Answer.Deferred.class);
        Answer answer = stage.flow().anonymize(parts.asResumed());

        var done = (Answer.Anonymized) answer;
        List<Object[]> masked = stage.rows(done.next().file(), false);
        for (int i = 0; i < 5; i++) {
            for (int c = 0; c < masked.get(i).length; c++) {
                assertThat(text(masked.get(i)[c])).isEqualTo(text(rows.get(i)[c]));
            }
        }
        Object[] swept = masked.get(5);
        assertThat(text(swept[1])).matches("ask (?!Zbigniew)\\p{L}+ (?!Quistgaard)\\p{L}+, [2-9]\\d\\d-555-01\\d\\d");
        assertThat(text(swept[2])).startsWith("{S,").contains("@example.").doesNotContain("lakeview");
        assertThat(text(swept[3])).doesNotContain("219-09-4412", "Throckmorton").contains("=>\"Mr. ");
        assertThat(text(swept[4])).startsWith("<s who=\"").endsWith("\">2</s>").doesNotContain("Quistgaard");
        assertThat(text(swept[6])).matches("(?!Quistgaard)\\p{L}+, (?!Zbigniew)\\p{L}+");
        assertThat(done.columns())
                .filteredOn(tally -> tally.strategy().equals("sweep"))
                .extracting(ColumnTally::replaced)
                .containsExactly(1L, 1L, 1L, 1L, 1L, 1L);
        List<Object[]> references = stage.masked(lines.asResumed());
        assertThat(text(references.get(0)[1])).isEqualTo("P-1000");
        assertThat(text(references.get(1)[1])).isEqualTo(text(swept[0])).doesNotContain("lakeview");
    }

    @Test
    void keysThatHadSomethingReplacedStayApart(@TempDir Path folder) {
        var stage = new TestStage(folder, SCHEMA);
        stage.rules(RulesDraft.of(SCHEMA, samples()));
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < 3000; i++) {
            String name = "Zb" + (char) ('a' + i % 20) + (char) ('a' + i / 20 % 20) + (char) ('a' + i / 400) + "owski";
            rows.add(row("Mr. " + name, "matte", "{S}", "", "", 1, "G"));
        }
        BatchManifest parts = stage.batch("crm:public.part", 1, rows);
        stage.flow().anonymize(parts);

        List<Object[]> masked = stage.masked(parts.asResumed());

        assertThat(masked)
                .extracting(row -> text(row[0]))
                .doesNotHaveDuplicates()
                .noneMatch(key -> key.contains("owski"));
    }

    @Test
    void aBatchOfCodesDoesNotWaitForTheRunsNames(@TempDir Path folder) {
        var stage = new TestStage(folder, SCHEMA);
        stage.rules(RulesDraft.of(SCHEMA, samples()));
        BatchManifest parts = stage.batch("crm:public.part", row("1000", "black", "{S}", "", "", 1, "G"));

        assertThat(stage.flow().anonymize(parts)).isInstanceOf(Answer.Anonymized.class);
    }

    @Test
    void aNameByItselfIsReplacedWhereNoValueHasACapital(@TempDir Path folder) {
        var stage = new TestStage(folder, SCHEMA);
        stage.rules(RulesDraft.of(SCHEMA, samples()));
        var finish = new ArrayList<String[]>();
        for (int i = 0; i < 20; i++) {
            finish.add(new String[] {"crm:public.part", "finish", "matte " + i});
        }
        stage.samples(
                StagingLayout.samples(SCHEMA.run(), SCHEMA.attempt()),
                stage.runKeys().getOrCreate(SCHEMA.run()),
                finish);
        BatchManifest parts = stage.batch(
                "crm:public.part",
                row("P-1", "Coleman", "{S}", "", "", 1, "Coleman"),
                row("P-2", "per Belvoir", "{S}", "", "", 1, "G"),
                row("P-3", "Total", "{S}", "", "", 1, "G"));

        assertThat(stage.flow().anonymize(parts)).isInstanceOf(Answer.Deferred.class);
        List<Object[]> masked = stage.masked(parts.asResumed());

        assertThat(text(masked.get(0)[1])).matches("\\p{Lu}\\p{L}+").isNotEqualTo("Coleman");
        assertThat(text(masked.get(0)[6])).isEqualTo("Coleman");
        assertThat(text(masked.get(1)[1])).startsWith("per ").doesNotContain("Belvoir");
        assertThat(text(masked.get(2)[1])).isEqualTo("Total");
    }

    @Test
    void keysAndWhatRefersToThemAreCutAtTheSamePlace(@TempDir Path folder) {
        RunSchema schema = schema(
                List.of(
                        table("crm:public.box", List.of("code text", "id int!"), "id", "code"),
                        table("shop:public.shelf", List.of("id int!", "box_code varchar(24)"), "id"),
                        table("crm:public.lot", List.of("id int!", "grp text"), "id"),
                        table("shop:public.pile", List.of("id int!", "lot_grp varchar(24)"), "id")),
                reference("shop:public.shelf(box_code)", "crm:public.box(code)"),
                reference("shop:public.pile(lot_grp)", "crm:public.lot(grp)"));
        var stage = new TestStage(folder, schema);
        stage.rules("version: 1\nextends: k12\n");
        String[][] pairs = {{"crm:public.box", "shop:public.shelf"}, {"crm:public.lot", "shop:public.pile"}};
        for (String[] pair : pairs) {
            for (String value :
                    List.of("q.thr@lakeview-north.org", "Mr. Throckmorton's 4th b", "x q.th@lakeview-n.org y")) {
                boolean box = pair[0].endsWith("box");
                BatchManifest keys = stage.batch(pair[0], box ? row(value, 1) : row(1, value));
                BatchManifest references = stage.batch(pair[1], row(1, value));

                String key = text(stage.masked(keys.asResumed()).getFirst()[box ? 0 : 1]);
                String reference = text(stage.masked(references.asResumed()).getFirst()[1]);

                assertThat(reference).isEqualTo(key).isNotEqualTo(value).hasSizeLessThanOrEqualTo(24);
            }
        }
    }
}
