package dev.datamig.extractor.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepReaderTest {

    @Test
    void readsLabelsTypesAndDirection() {
        assertThat(StepReader.read("(:School)<-[:ENROLLED_AT|VISITS]-(s:Student:Person)"))
                .isEqualTo(new StepReader.Reading.Read(new Step(
                        "(:School)<-[:ENROLLED_AT|VISITS]-(s:Student:Person)",
                        List.of("School"),
                        List.of("ENROLLED_AT", "VISITS"),
                        Step.Direction.IN,
                        List.of("Student", "Person"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<-[:IN_DISTRICT]-; (a)<-[:`IN_DISTRICT`]-(b); true",
                "-[:OF_COURSE]->; (a)-[:`OF_COURSE`]->(b); true",
                "(:Student)-[:HAS]->; (a)-[:`HAS`]->(b); a:`Student`",
                "-[:`odd ``name`]-(:`Böb`); (a)-[:`odd ``name`]-(b); b:`Böb`",
                "-->; (a)-[]->(b); true",
            })
    void becomesCypher(String text, String pattern, String condition) {
        Step step = ((StepReader.Reading.Read) StepReader.read(text)).step();

        assertThat(step.pattern()).isEqualTo(pattern);
        assertThat(step.condition()).isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "IN_DISTRICT; 1",
                "<-[:A]->; 9",
                "(:A)-[:B]->(:C)-[:D]->(:E); 16",
                "(:A {x: 1})-[:B]->; 5",
                "-[:B; 5",
            })
    void saysWhereAStepIsWrong(String text, int position) {
        assertThat(StepReader.read(text))
                .isInstanceOfSatisfying(
                        StepReader.Reading.Faulty.class,
                        faulty -> assertThat(faulty.position()).isEqualTo(position));
    }

    @Test
    void findsTheRootsVariableAndLabels() {
        assertThat(RootPattern.read("(d:District:Org {districtId: $district})")).hasValueSatisfying(root -> {
            assertThat(root.variable()).isEqualTo("d");
            assertThat(root.labels()).containsExactly("District", "Org");
        });
        assertThat(RootPattern.read("(:District {districtId: $district})"))
                .hasValueSatisfying(
                        root -> assertThat(root.chosen("labels(n)"))
                                .isEqualTo(
                                        "MATCH (root:District {districtId: $district}) WITH DISTINCT root AS n RETURN labels(n)"));
        assertThat(RootPattern.read("d:District")).isEmpty();
    }
}
