package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.RUN;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.RunSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths of documents whose keys say nothing while the sampled values say what they are: every value there is treated as that. */
class UntellingPathsTest {

    private static final RunSchema EVENTS =
            schema(List.of(table("hcp2:public.event", List.of("id int!", "data jsonb"), "id")));
    private static final List<String> PEOPLE = List.of(
            "Maria Garcia",
            "James Wilson",
            "Linda Johnson",
            "Robert Miller",
            "Patricia Davis",
            "Michael Martinez",
            "Barbara Anderson",
            "David Thompson");

    @TempDir
    Path folder;

    @Test
    void masksValuesByWhatTheSampleSaysOfTheirPath() {
        var stage = new TestStage(folder, EVENTS);
        stage.rules("""
                version: 1
                rules:
                  - { columns: "hcp2:public.event(data)", strategy: redact, names: row }
                """);
        stage.samples(
                StagingLayout.samples(RUN, 1),
                stage.runKeys().getOrCreate(RUN),
                PEOPLE.stream()
                        .map(person -> new String[] {"hcp2:public.event", "data", document(person)})
                        .toList());

        String masked = text(stage.masked(stage.batch("hcp2:public.event", row(1, document("Quorlton"))))
                .getFirst()[1]);

        assertThat(masked)
                .doesNotContain("Quorlton")
                .contains("\"x7\": {\"k9\": \"")
                .contains("\"unit\"");
    }

    private static String document(String person) {
        return "{\"x7\": {\"k9\": \"%s\"}, \"s\": \"unit\"}".formatted(person);
    }
}
