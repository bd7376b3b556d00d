package dev.datamig.anonymizer.policy;

import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.RunSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuasiIdentifiersTest {

    private static final RunSchema PEOPLE = schema(List.of(
            table("ids:public.student", List.of("id int!", "birth_date date", "gender text", "postal_code text"), "id"),
            table("ids:public.visit", List.of("id int!", "visited_on date", "room int"), "id")));

    private static RunPlan plan(String quasi) {
        return switch (RulesFile.parse("version: 1\nextends: k12\nquasiIdentifiers:\n" + quasi)) {
            case RulesFile.Reading.Sound sound -> Planner.plan(sound.rules(), PEOPLE);
            case RulesFile.Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };
    }

    @Test
    void shippedRulesCountPeopleByClassInEveryTableThatHasTwoOfThem() {
        assertThat(Planner.plan(RulesFile.k12(), PEOPLE).groups())
                .containsExactly(new CountedGroups(
                        "K-12 people",
                        PEOPLE.stores().getFirst().tables().getFirst().id(),
                        List.of("birth_date", "gender", "postal_code"),
                        5,
                        "report"));
    }

    @Test
    void namedColumnsTakeThePlaceOfTheShippedOnes() {
        RunPlan plan = plan(
                "  - { table: \"ids:public.vis*\", columns: [visited_on, room], k: 3, belowK: stop, name: visits }\n");
        assertThat(plan.groups())
                .extracting(
                        CountedGroups::name, groups -> groups.table().text(), CountedGroups::k, CountedGroups::belowK)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("visits", "ids:public.visit", 3, "stop"));
    }

    @Test
    void whatIsNamedAndNotThereIsInTheWayWithItsLineAndAHint() {
        RunPlan plan = plan("""
                  - { table: "ids:public.studnet", columns: [gender, room] }
                  - { table: "ids:public.visit", columns: [rom, visited_on, who] }
                """);
        assertThat(plan.gaps())
                .extracting(gap -> gap.text() + ". " + gap.hint())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("line 4")
                                .contains("no table ids:public.studnet")
                                .contains("Did you mean `ids:public.student`?"),
                        second -> assertThat(second).contains("line 5").contains("Did you mean `room`?"),
                        third -> assertThat(third).contains("no column who"));
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThat(RulesFile.parse("""
                version: 1
                extends: k12
                quasiIdentifiers:
                  - { table: "ids:public.student", k: 5 }
                  - { table: "nonsense", columns: [a], k: 1, belowK: halt }
                  - { classes: [GENDR], tables: x }
                """))
                .isInstanceOfSatisfying(
                        RulesFile.Reading.Faulty.class,
                        faulty -> assertThat(faulty.mistakes())
                                .extracting(Mistake::line)
                                .containsExactlyInAnyOrder(4, 5, 5, 5, 6, 6));
    }
}
