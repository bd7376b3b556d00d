package dev.datamig.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.rules.RulesFile.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesFileTest {

    @Test
    void readsEveryKindOfRule() {
        var sound = (Reading.Sound) RulesFile.parse("""
                version: 1
                extends: default
                rules:
                  - name: ends after it began
                    table: "ids:public.enrollment"
                    require: "exit_date is null or exit_date >= entry_date"
                    severity: warning
                    hint: Look.
                  - { name: b, column: ["*:*.*(birth_date)", "sp:Person(birthDate)"], require: "{column} > date '1900-01-01'" }
                  - { name: r, table: "ids:public.student", rows: { min: 1, max: 5_000_000 } }
                  - { name: n, column: "ids:public.student(birth_date)", nulls: { max: 0.05, drift: 0.01 } }
                  - { name: d, column: "ids:public.student(grade)", distinct: { min: 2 } }
                  - { name: p, column: "ids:public.student(grade)", psi: { warn: 0.05 } }
                references:
                  - { name: "landscape-*", severity: WARNING }
                  - { from: "ids:public.note", severity: INFO }
                """);
        ValidationRules rules = sound.rules();
        assertThat(rules.rules()).hasSizeGreaterThan(6);
        assertThat(rules.rules().getFirst().severity()).isEqualTo(Severity.WARNING);
        assertThat(rules.rules().stream().limit(6).map(rule -> rule.demand().key()))
                .containsExactly("require", "require", "rows", "nulls", "distinct", "psi");
        assertThat(rules.rules().get(5).demand()).isEqualTo(new Demand.Psi(0.05, 0.2));
        assertThat(rules.references()).hasSize(2);
    }

    @Test
    void findsAllMistakesAtOnceWithTheirLines() {
        var faulty = (Reading.Faulty) RulesFile.parse("""
                version: 1
                unknown: 1
                rules:
                  - { name: a, table: "ids:public.t" }
                  - { name: a, table: "ids:public.t", require: "x > 1", rows: { min: 1 } }
                  - { table: "ids:public.t", column: "ids:public.t(c)", require: "x > 1" }
                  - { name: c, table: "nonsense", require: "x > 1" }
                  - { name: d, table: "ids:public.t(c)", require: "x > 1" }
                  - { name: e, table: "ids:public.t", nulls: { max: 0.1 } }
                  - { name: f, column: "ids:public.t(c)", nulls: { max: 5 } }
                  - { name: g, table: "ids:public.t", rows: { min: many } }
                  - { name: h, table: "ids:public.t", require: "{column} > 1", severity: FATAL }
                """);
        assertThat(faulty.mistakes()).extracting(Mistake::line).isSorted().contains(2, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(faulty.mistakes()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(faulty.mistakes())
                .allSatisfy(mistake -> assertThat(mistake.hint()).isNotBlank());
        assertThat(faulty.text()).contains("line 7: 'nonsense' is not a pattern for a table");
    }

    @Test
    void saysWhereAFileIsNoYaml() {
        var faulty = (Reading.Faulty) RulesFile.parse("version: 1\nrules: [\n  - {");
        assertThat(faulty.mistakes()).hasSize(1);
        assertThat(faulty.mistakes().getFirst().line()).isPositive();
        assertThat(RulesFile.parse("")).isInstanceOf(Reading.Faulty.class);
        assertThat(RulesFile.parse("just text")).isInstanceOf(Reading.Faulty.class);
        assertThat(RulesFile.parse("version: 2")).isInstanceOf(Reading.Faulty.class);
    }

    @Test
    void shipsSoundRules() {
        assertThat(RulesFile.shipped().rules()).isNotEmpty();
    }

    @Test
    void matchesTablesLabelsAndTypesWithoutRegardToCaseAndQuotes() {
        assertThat(target("ids:public.\"Odd Name\"")
                        .matches(table("ids:public.\"Odd Name\"", TableKind.TABLE, List.of())))
                .isTrue();
        assertThat(target("IDS:PUBLIC.s*").matches(table("ids:public.student", TableKind.TABLE, List.of())))
                .isTrue();
        assertThat(target("ids:public.s").matches(table("ids:public.student", TableKind.TABLE, List.of())))
                .isFalse();
        assertThat(target("sp:Person")
                        .matches(table("sp:Person&Student", TableKind.NODES, List.of("Person", "Student"))))
                .isTrue();
        assertThat(target("sp:KNOWS").matches(table("sp:(A)-[KNOWS]->(B)", TableKind.RELATIONSHIPS, List.of("KNOWS"))))
                .isTrue();
        assertThat(target("sp:Per").matches(table("sp:Person", TableKind.NODES, List.of("Person"))))
                .isFalse();
        Target column = target("*:*(Birth*)");
        assertThat(column.matches(new ColumnSchema(
                        "birth_date", "date", "date", Physical.DATE, true, false, false, null, List.of(), null)))
                .isTrue();
    }

    private static Target target(String text) {
        return Target.parse(text).orElseThrow();
    }

    private static TableSchema table(String id, TableKind kind, List<String> labels) {
        return new TableSchema(TableId.of(id), kind, List.of(), List.of(), List.of(), labels, null, null, null);
    }
}
