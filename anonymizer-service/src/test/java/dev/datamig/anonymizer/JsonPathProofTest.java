package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.staging.proof.PrintedRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules for paths replace inside JSON is recorded for the proof as what rules for columns replace. */
class JsonPathProofTest {

    private static final RunSchema EVENTS =
            schema(List.of(table("hcp2:public.event", List.of("id int!", "data jsonb"), "id")));

    @TempDir
    Path folder;

    @Test
    void recordsOriginalsUnderPathsByTheRulesStrategy() {
        var stage = new TestStage(folder, EVENTS);
        stage.rules("""
                version: 1
                rules:
                  - { columns: "hcp2:public.event(data->'a'->'code')", strategy: tokenize }
                  - { columns: "hcp2:public.event(data->'a'->'n')", strategy: tokenize }
                  - { columns: "hcp2:public.event(data->'who')", strategy: fake, generator: fullName }
                  - { columns: "hcp2:public.event(data->'email')", strategy: nullify }
                  - { columns: "hcp2:public.event(data)", strategy: redact, names: row }
                """);
        BatchManifest events = stage.batch(
                "hcp2:public.event",
                row(
                        1,
                        "{\"a\": {\"code\": \"QX-77120\", \"n\": 8812345}, \"who\": \"Zeb Quorl\", \"email\": \"z.q@d.org\"}"));
        assertThat(text(stage.masked(events).getFirst()[1]))
                .doesNotContain("QX-77120", "8812345", "Zeb", "Quorl", "z.q@d.org");

        Map<Long, PrintedRow.Kind> prints = new HashMap<>();
        String path = StagingLayout.fingerprints(events.run(), events.attempt(), events.table(), events.part());
        for (Object[] cells : stage.rows(path, true)) {
            PrintedRow.read(cells, (number, column, kind, print) -> prints.put(print, kind));
        }
        var fingerprints = new Fingerprints(stage.runKeys().getOrCreate(events.run()));
        for (String value : List.of("QX-77120", "8812345", "Zeb Quorl", "z.q@d.org")) {
            assertThat(prints.get(fingerprints.of(value)))
                    .as(value.substring(0, 2))
                    .isEqualTo(PrintedRow.Kind.VALUE);
        }
        assertThat(prints.get(fingerprints.of("Quorl"))).isEqualTo(PrintedRow.Kind.NAME);
    }

    @Test
    void aDocumentThatIsKeptIsKeptButForItsPaths() {
        var stage = new TestStage(folder, EVENTS);
        stage.rules("""
                version: 1
                rules:
                  - { columns: "hcp2:public.event(data->'a'->'code')", strategy: tokenize }
                  - { columns: "hcp2:public.event(data->'email')", strategy: nullify }
                  - { columns: "hcp2:public.event(*)", strategy: keep }
                """);
        BatchManifest events = stage.batch(
                "hcp2:public.event",
                row(
                        1,
                        "{\"a\": {\"code\": \"QX-77120\", \"n\": 8812345}, \"who\": \"Zeb Quorl\", \"email\": \"z.q@d.org\"}"),
                row(2, "{\"phone\": \"212-555-0188\", \"l\": [1, 2.50, null, true, \"\\u00e9\"]}"));

        List<Object[]> masked = stage.masked(events);

        assertThat(text(masked.get(0)[1]))
                .contains("{\"a\": {\"code\": \"", "\"n\": 8812345}, \"who\": \"Zeb Quorl\", \"email\": null}")
                .doesNotContain("QX-77120");
        assertThat(text(masked.get(1)[1]))
                .isEqualTo("{\"phone\": \"212-555-0188\", \"l\": [1, 2.50, null, true, \"\\u00e9\"]}");
    }
}
