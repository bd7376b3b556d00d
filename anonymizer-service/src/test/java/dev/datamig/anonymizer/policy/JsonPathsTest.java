package dev.datamig.anonymizer.policy;

import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.RulesFile.Reading;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPathsTest {

    private static final TableId TABLE = TableId.of("s:public.form_entry");
    private static final RunSchema SCHEMA = schema(
            List.of(table(TABLE.text(), List.of("id int!", "answers jsonb", "payload text", "tags text[]"), "id")));
    private static final String CANARY = "zyxquora";

    private static Samples samples() {
        var collector = new Samples.Collector();
        for (int i = 0; i < 30; i++) {
            collector.add(
                    TABLE,
                    "answers",
                    ("{\"q7\": \"" + CANARY
                                    + "%d@school.org\", \"emergency\": {\"contacts\": [{\"phone\": \"(503) 244-90%02d\"}]},"
                                    + " \"color\": \"c%d\", \"by\": {\"%s%d@x.org\": {\"first_name\": \"Ana\"}}, \"on\": true}")
                            .formatted(i, i, i % 3, CANARY, i));
            collector.add(TABLE, "payload", "{\"k1\": \"541-22-9%03d\", \"k2\": [1, 2]}".formatted(100 + i));
            collector.add(TABLE, "tags", "{a%d@school.org,b%d@school.org}".formatted(i, i));
        }
        return collector.samples();
    }

    private static Rules rules(String yaml) {
        return ((Reading.Sound) RulesFile.parse(yaml)).rules();
    }

    private static RunPlan plan(String yaml) {
        return Planner.plan(rules(yaml), SCHEMA, samples());
    }

    private static ClassificationTable classified(String yaml) {
        return ClassificationTable.of(plan(yaml), null);
    }

    @Test
    void judgesPathsInsideDocumentsAndElementsOfListsByTheirValues() {
        ClassificationTable table = classified("version: 1\nextends: k12\n");

        assertThat(table.columns())
                .filteredOn(column -> column.dataClass() != null)
                .extracting(column -> column.column() + " " + column.dataClass())
                .containsExactly(
                        "answers JSON",
                        "answers->'q7' EMAIL",
                        "answers->'emergency'->'contacts'->'phone' PHONE",
                        "answers->'by'->'*'->'first_name' GIVEN_NAME",
                        "payload JSON",
                        "payload->'k1' NATIONAL_ID",
                        "tags EMAIL");
        assertThat(table.undecided()).isEmpty();
        assertThat(table.toString()).doesNotContain(CANARY);
    }

    @Test
    void aRuleThatKeepsTheWholeDocumentDoesNotSilentlyPassOverOneForAPath() {
        RunPlan plan = plan("version: 1\nrules:\n  - { columns: \"s:*.form_entry(payload)\", strategy: redact }\n"
                + "  - { columns: \"s:*.form_entry(tags)\", strategy: nullify }\n"
                + "  - { name: mail, columns: \"s:*.form_entry(answers->'q7')\", strategy: fake, generator: email }\n"
                + "  - { name: whole, columns: \"s:*.form_entry(*)\", strategy: keep }\n");

        assertThat(plan.gaps()).isEmpty();
        assertThat(plan.tables().values().stream()
                        .flatMap(table -> table.columns().stream())
                        .filter(ColumnPlan::keptButPaths)
                        .map(ColumnPlan::column))
                .containsExactly("answers");
    }

    @Test
    void stopsAtAPathThatNoRuleCoversAndOffersWhatSuitsIt() {
        ClassificationTable table = classified(
                "version: 1\nrules:\n  - { columns: \"s:*.form_entry(answers->'q7')\", strategy: fake, generator: email }\n"
                        + "  - { columns: \"s:*.form_entry(payload)\", strategy: redact }\n  - { class: EMAIL, strategy: nullify }\n  - { class: GIVEN_NAME, strategy: hash }\n");

        assertThat(table.undecided()).singleElement().satisfies(path -> {
            assertThat(path.column()).isEqualTo("s:public.form_entry(answers->'emergency'->'contacts'->'phone')");
            assertThat(path.choices()).containsExactly("fake", "nullify", "keep");
        });
    }

    @Test
    void aColumnWithoutARuleIsNamedWithWhatIsInside() {
        ClassificationTable table = classified("version: 1\nrules:\n  - { class: GENDER, strategy: keep }\n");

        assertThat(table.undecided())
                .anySatisfy(column -> assertThat(column.reason()).contains("->'q7' EMAIL"))
                .extracting("column")
                .contains("s:public.form_entry(answers)", "s:public.form_entry(payload)");
    }

    @Test
    void draftsARuleForEachPath() {
        String draft = RulesDraft.of(SCHEMA, samples());

        assertThat(draft)
                .contains("\"s:public.form_entry(answers->'q7')\"", "\"s:public.form_entry(payload->'k1')\"")
                .doesNotContain(CANARY);
        assertThat(plan(draft).gaps()).isEmpty();
    }

    @Test
    void emptiesWhatNobodySpokeOfWhereTheRulesSaySo() {
        RunPlan plan = plan("version: 1\nunclassified: nullify\nrules:\n"
                + "  - { columns: \"s:*.form_entry(answers->'q7')\", strategy: fake, generator: email }\n");

        ColumnPlan answers = plan.table(TABLE).orElseThrow().columns().get(1);
        assertThat(answers.paths())
                .extracting(path -> path.strategy().name() + " " + path.path().getLast())
                .containsExactly("fake q7", "nullify phone", "nullify first_name");
        assertThat(plan.gaps()).isEmpty();
    }
}
