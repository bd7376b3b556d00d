package dev.datamig.anonymizer.policy;

import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was changed, and from what to what: the number of an owner, or whatever else stood there. */
class KeysAtTimesTest {

    private static final List<TableSchema> TABLES = List.of(
            table("a:public.person", List.of("id int!", "code varchar(12)!"), "id", "code"),
            table("a:public.change", List.of("id int!", "what varchar(20)", "new_value varchar(250)"), "id"));

    private static Reference owner(String to, @Nullable String when) {
        return new Reference(
                "landscape-1",
                TableId.of("a:public.change"),
                List.of("new_value"),
                TableId.of("a:public.person"),
                List.of(to),
                false,
                when,
                true,
                false);
    }

    private static RunPlan plan(String rules, Reference reference) {
        return Planner.plan(RulesFileTest.sound("version: 1\n" + rules), schema(TABLES, reference));
    }

    private static ColumnPlan values(RunPlan plan) {
        return plan.table(TableId.of("a:public.change")).orElseThrow().columns().stream()
                .filter(column -> column.column().equals("new_value"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void areJudgedByWhatTheyLookLikeWhereTheKeyIsKept() {
        RunPlan plan = plan("unclassified: stop\nrules: []\n", owner("id", "what = 'Owner'"));
        assertThat(plan.gaps())
                .as("a new value may be anybody's")
                .extracting(Gap::kind, Gap::where)
                .containsExactly(tuple(Gap.Kind.UNCOVERED, "a:public.change(new_value)"));
        assertThat(plan("unclassified: stop\nrules: []\n", owner("id", null)).gaps())
                .as("a key in every row")
                .isEmpty();
    }

    @Test
    void areSearchedWhereARuleSaysSo() {
        RunPlan plan = plan(
                "rules:\n  - { columns: \"a:public.change(new_value)\", strategy: redact }\n",
                owner("id", "what = 'Owner'"));
        assertThat(plan.gaps()).isEmpty();
        assertThat(values(plan).strategy().name()).isEqualTo("redact");
        assertThat(values(plan).follows()).isNull();
    }

    @Test
    void followAKeyThatIsMasked() {
        RunPlan plan = plan(
                "rules:\n  - { columns: \"a:public.person(code)\", strategy: tokenize }\n",
                owner("code", "what = 'Owner'"));
        assertThat(values(plan).strategy().name()).isEqualTo("tokenize");
        assertThat(values(plan).follows()).isEqualTo("a:public.person(code)");
    }

    @Test
    void tellWhichColumnIsTheReasonThatTwoKeysNeedTheSameRule() {
        List<TableSchema> tables = List.of(
                table("a:public.person", List.of("id int!", "code varchar(12)!"), "id", "code"),
                table("a:public.firm", List.of("code varchar(12)!"), "code"),
                table("a:public.change", List.of("id int!", "what varchar(20)", "new_value varchar(250)"), "id"));
        var firm = new Reference(
                "landscape-2",
                TableId.of("a:public.change"),
                List.of("new_value"),
                TableId.of("a:public.firm"),
                List.of("code"),
                false,
                "what = 'Firm'",
                true,
                false);
        RunPlan plan = Planner.plan(RulesFileTest.sound("""
                        version: 1
                        rules:
                          - { columns: "a:public.firm(code)", strategy: keep }
                          - { columns: "a:public.person(code)", strategy: tokenize }
                        """), schema(tables, owner("code", "what = 'Owner'"), firm));

        assertThat(plan.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.CONFLICT);
            assertThat(gap.where()).isEqualTo("a:public.person(code)");
            assertThat(gap.message())
                    .contains("a:public.firm(code)", "a:public.change(new_value) refers to both")
                    .doesNotContain("hold the same values");
        });
    }
}
