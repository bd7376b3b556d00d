package dev.datamig.anonymizer.policy;

import static dev.datamig.anonymizer.TestSchemas.reference;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void letsReferencesFollowTheColumnTheyReferTo() {
        RunPlan plan = plan(
                "version: 1\nrules:\n  - { columns: \"a:public.person(code)\", strategy: tokenize }\n",
                reference("a:public.card(owner)", "a:public.person(code)"),
                reference("b:public.visit(card_owner)", "a:public.card(owner)"));

        for (String column : List.of("a:public.card(owner)", "b:public.visit(card_owner)")) {
            ColumnPlan follower = column(plan, column);
            assertThat(follower.strategy().name()).isEqualTo("tokenize");
            assertThat(follower.follows()).isEqualTo("a:public.person(code)");
            assertThat(follower.target().domain())
                    .isEqualTo(column(plan, "a:public.person(code)").target().domain());
            assertThat(follower.target().domain().unique()).isTrue();
            assertThat(follower.target().domain().maxLength()).isEqualTo(8);
        }
        assertThat(plan.gaps()).isEmpty();
    }

    @Test
    void anIdentifierIsOfWhatItIdentifies() {
        List<TableSchema> tables = List.of(
                table("a:public.section", List.of("sectionidentifier varchar(60)!", "room text"), "sectionidentifier"),
                table("a:public.passport", List.of("passport_number varchar(60)!", "issued date"), "passport_number"),
                table(
                        "a:public.staffsectionassociation",
                        List.of("sectionidentifier varchar(60)!", "staffusi int!", "passport_number varchar(60)"),
                        "sectionidentifier",
                        "staffusi"));
        String rules = "version: 1\nrules:\n  - { class: DOCUMENT_NUMBER, strategy: tokenize }\n";
        Reference taught =
                reference("a:public.staffsectionassociation(sectionidentifier)", "a:public.section(sectionidentifier)");
        Reference shown =
                reference("a:public.staffsectionassociation(passport_number)", "a:public.passport(passport_number)");

        assertThat(strategies(rules, tables, taught, shown)).containsExactly("keep", "tokenize", "keep", "tokenize");
        assertThat(strategies(rules, tables, shown))
                .as("not known to refer to a thing")
                .containsExactly("keep", "tokenize", "tokenize", "tokenize");
    }

    private static List<String> strategies(String rules, List<TableSchema> tables, Reference... references) {
        RunPlan plan = Planner.plan(RulesFileTest.sound(rules), schema(tables, references));
        return Stream.of(
                        "a:public.section(sectionidentifier)",
                        "a:public.passport(passport_number)",
                        "a:public.staffsectionassociation(sectionidentifier)",
                        "a:public.staffsectionassociation(passport_number)")
                .map(name -> column(plan, name).strategy().name())
                .toList();
    }

    @Test
    void reportsARuleThatContradictsItsReference() {
        RunPlan plan = plan(
                "version: 1\nrules:\n  - { columns: \"a:public.person(code)\", strategy: tokenize }\n  - { columns: \"a:public.card(owner)\", strategy: hash }\n",
                reference("a:public.card(owner)", "a:public.person(code)"));

        assertThat(plan.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.CONFLICT);
            assertThat(gap.text()).contains("a:public.card(owner)").contains("a:public.person(code)");
        });
    }

    @Test
    void warnsWhenColumnsOfOneDomainWouldGetDifferentFakes() {
        String first =
                "version: 1\nrules:\n  - { columns: \"a:public.person(code)\", strategy: fake, generator: email, domain: mail, reversible: yes }\n"
                        + "  - { columns: \"a:public.card(owner)\", strategy: fake, generator: email, domain: mail";

        assertThat(plan(first + " }\n").warnings())
                .anyMatch(warning -> warning.contains("domain 'mail'")
                        && warning.contains("a:public.person(code) (reversible: yes)")
                        && warning.contains("a:public.card(owner) (as by default)"));
        assertThat(plan(first + ", reversible: yes }\n").warnings())
                .noneMatch(warning -> warning.contains("domain 'mail'"));
    }

    @Test
    void namesRulesThatMatchNothingAndColumnsThatTwoRulesClaim() {
        RunPlan plan = plan("""
                version: 1
                rules:
                  - { name: one, columns: "a:public.person(code)", strategy: tokenize }
                  - { name: two, columns: "a:*.person(*)", strategy: keep }
                  - { name: none, columns: "z:*.*(code)", strategy: keep }
                """);

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("'none'") && warning.contains("no column matches"))
                .anyMatch(warning -> warning.contains("a:public.person(code)") && warning.contains("'two'"));
    }

    @Test
    void sharesANamedDomainBetweenColumns() {
        RunPlan plan = plan("""
                version: 1
                domains:
                  codes: ["a:public.person(code)", "b:public.visit(card_owner)"]
                rules:
                  - { columns: ["a:public.person(code)", "b:public.visit(card_owner)"], strategy: tokenize }
                """);

        assertThat(column(plan, "a:public.person(code)").target().domain().name())
                .isEqualTo("codes");
        assertThat(column(plan, "b:public.visit(card_owner)").target().domain().name())
                .isEqualTo("codes");
    }

    private static RunPlan plan(String rules, Reference... references) {
        return Planner.plan(
                RulesFileTest.sound(rules),
                schema(
                        List.of(
                                table("a:public.person", List.of("id int!", "code varchar(20)!"), "id", "code"),
                                table("a:public.card", List.of("owner varchar(12)", "color text"), ""),
                                table("b:public.visit", List.of("id int!", "card_owner varchar(8)"), "id")),
                        references));
    }

    private static ColumnPlan column(RunPlan plan, String text) {
        TableId table = TableId.of(text.substring(0, text.indexOf('(')));
        String name = text.substring(text.indexOf('(') + 1, text.length() - 1);
        return plan.table(table).orElseThrow().columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
