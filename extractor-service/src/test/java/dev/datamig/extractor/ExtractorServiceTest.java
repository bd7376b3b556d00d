package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.District;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.command.ExtractCommand.ListDistricts;
import dev.datamig.contracts.command.ExtractCommand.RankDistricts;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RosterServers.class)
class ExtractorServiceTest {

    private static KafkaConversation kafka;
    private static StagingArea area;

    @BeforeAll
    static void connect() {
        kafka = new KafkaConversation();
        area = StagingArea.open(System.getProperty(RosterServers.STAGING));
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    private static RunId run(long sequence) {
        return RunId.of(Instant.parse("2026-03-01T10:00:00Z"), sequence);
    }

    private static void order(String key, ExtractCommand command) {
        kafka.send(Topics.EXTRACT_COMMANDS, key, Json.write(command));
    }

    private static List<Outcome> outcomesOf(RunId run, Class<? extends Outcome> last) {
        return kafka.until(
                outcome -> outcome instanceof Outcome.OfRun ofRun && ofRun.run().equals(run), last);
    }

    @Test
    void extractsADistrictFromADatabaseAndAGraph() {
        RunId run = run(1);
        order(run.value(), new ExtractDistrict(run, 1, new District("1", "Nord")));

        List<Outcome> outcomes = outcomesOf(run, Outcome.ExtractionCompleted.class);

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.ExtractionStarted.class);
        var completed = (Outcome.ExtractionCompleted) outcomes.get(outcomes.size() - 1);
        assertThat(completed.tables().stream()
                        .collect(Collectors.toMap(t -> t.table().text(), t -> List.of(t.owned(), t.reference()))))
                .containsEntry("roster:public.district", List.of(1L, 0L))
                .containsEntry("roster:public.school", List.of(4L, 0L))
                .containsEntry("roster:public.student", List.of(1000L, 0L))
                .containsEntry("roster:public.enrolment", List.of(1000L, 0L))
                .containsEntry("roster:public.score", List.of(4500L, 0L))
                .containsEntry("roster:public.note", List.of(50L, 0L))
                .containsEntry("roster:public.country", List.of(0L, 2L))
                .containsEntry("people:School", List.of(4L, 0L))
                .containsEntry("people:Person&Student", List.of(1000L, 0L))
                .containsEntry("people:Course", List.of(0L, 10L))
                .containsEntry("people:(Person&Student)-[ENROLLED_AT]->(School)", List.of(1000L, 0L))
                .containsEntry("people:(Person&Student)-[TAKES]->(Course)", List.of(1000L, 0L));
        ExtractionManifest manifest =
                Json.read(area.get(StagingLayout.extractionManifest(run)).orElseThrow(), ExtractionManifest.class);
        assertThat(manifest.batches()).hasSize(outcomes.size() - 2);
        assertThat(manifest.tables()).isEqualTo(completed.tables());
        assertFilesHoldWhatTheManifestSays(run, manifest);
        assertThat(Set.copyOf(kafka.batches(run, manifest.batches().size()))).isEqualTo(Set.copyOf(manifest.batches()));
    }

    private static void assertFilesHoldWhatTheManifestSays(RunId run, ExtractionManifest manifest) {
        DataKey key = new RunKeys(area, new DataKey(HexFormat.of().parseHex(RosterServers.KEY)))
                .find(run)
                .orElseThrow();
        BatchFiles files = new BatchFiles(area);
        Set<Object> students = new HashSet<>();
        for (BatchManifest batch : manifest.batches()) {
            assertThat(files.sha256(batch.file())).isEqualTo(batch.sha256());
            try (var reader = files.read(batch.file(), key)) {
                assertThat(reader.columns()).isEqualTo(batch.columns());
                long rows = 0;
                for (Object[] row = reader.next(); row != null; row = reader.next()) {
                    rows++;
                    if (batch.table().name().equals("public.student")) {
                        students.add(row[0]);
                    }
                }
                assertThat(rows).isEqualTo(batch.rows());
            }
        }
        assertThat(students).hasSize(1000);
        RunSchema schema = Json.read(area.get(StagingLayout.schema(run, 1)).orElseThrow(), RunSchema.class);
        assertThat(schema.tables().map(table -> table.id()).toList())
                .containsExactlyElementsOf(
                        manifest.tables().stream().map(TableTotal::table).toList());
        assertThat(schema.references())
                .anyMatch(each -> each.crossesStores() && each.from().text().equals("people:Person&Student"));
    }

    @Test
    void saysThatADistrictIsUnknown() {
        RunId run = run(2);
        order(run.value(), new ExtractDistrict(run, 1, new District("no such thing", "?")));

        List<Outcome> outcomes = outcomesOf(run, Outcome.WorkFailed.class);

        assertThat(outcomes).hasSize(1);
        var failed = (Outcome.WorkFailed) outcomes.get(0);
        assertThat(failed.failure().category()).isEqualTo(FailureCategory.FATAL);
        assertThat(failed.failure().code()).isEqualTo("EXT-004");
    }

    @Test
    void answersRequests() {
        order("r1", new ListDistricts("r1"));
        order("r2", new AnalyzeStores("r2", true));
        order("r3", new RankDistricts("r3", 1));
        order("r4", new ExplainRow("r4", run(3), new District("1", "Nord"), "roster", "public.country", List.of("DE")));
        order("r5", new ExplainRow("r5", run(3), new District("1", "Nord"), "roster", "public.country", List.of("IS")));
        order("r6", new ExplainRow("r6", run(3), new District("1", "Nord"), "people", "Person", List.of("2")));

        assertThat(answer("r1"))
                .isEqualTo(new Outcome.DistrictsListed(
                        "r1", List.of(new District("1", "Nord"), new District("2", "Süd"))));
        assertThat(answer("r2")).isInstanceOf(Outcome.AnalysisCompleted.class);
        assertThat(area.list("analysis/"))
                .containsExactlyInAnyOrder(
                        "analysis/README.md",
                        "analysis/dependency-graph.dot",
                        "analysis/dependency-graph.svg",
                        "analysis/extraction-order.json",
                        "analysis/schema-analysis.json");
        assertThat(answer("r3")).isEqualTo(new Outcome.SelectionCompleted("r3", 2));
        assertThat(area.exists(StagingLayout.selection("district-manifest.json")))
                .isTrue();
        var chain = ((Outcome.RowExplained) answer("r4")).chain();
        assertThat(chain.get(0).because()).isEqualTo("root");
        assertThat(chain.get(chain.size() - 1).key()).containsExactly("DE");
        assertThat(((Outcome.RowExplained) answer("r5")).chain()).isEmpty();
        assertThat(((Outcome.RowExplained) answer("r6")).chain()).isEmpty();
    }

    private static Outcome answer(String requestId) {
        List<Outcome> answers = kafka.until(
                outcome -> outcome instanceof Outcome.OfRequest request
                        && request.requestId().equals(requestId),
                Outcome.OfRequest.class);
        return answers.get(answers.size() - 1);
    }
}
