package dev.datamig.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.District;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.command.ExtractCommand.ListDistricts;
import dev.datamig.contracts.command.ExtractCommand.RankDistricts;
import dev.datamig.contracts.command.ExtractCommand.SampleStores;
import dev.datamig.contracts.command.RunPace;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Map<String, Long> sampled = sampled(
                StagingLayout.samples(run, 1),
                new RunKeys(area, new DataKey(HexFormat.of().parseHex(RosterServers.KEY)))
                        .find(run)
                        .orElseThrow());
        assertThat(sampled).containsEntry("roster:public.school", 4L).containsKeys("people:Person&Student");
        assertThat(sampled.values()).allMatch(values -> values <= 200);
        assertThat(Set.copyOf(kafka.batches(run, manifest.batches().size()))).isEqualTo(Set.copyOf(manifest.batches()));
    }

    /** How many values of the fullest column of each table were sampled. */
    private static Map<String, Long> sampled(String path, DataKey key) {
        Map<String, Map<String, Long>> values = new HashMap<>();
        try (var reader = new BatchFiles(area).read(path, key)) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                values.computeIfAbsent(new String((byte[]) row[0], UTF_8), table -> new HashMap<>())
                        .merge(new String((byte[]) row[1], UTF_8), 1L, Long::sum);
            }
        }
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> Collections.max(table.getValue().values())));
    }

    @Test
    void samplesAllStoresUnderAKeyOfTheRequest() {
        order("samples-1", new SampleStores("samples-1"));

        assertThat(answer("samples-1")).isInstanceOf(Outcome.StoresSampled.class);
        String path = StagingLayout.classification("samples-1", StagingLayout.SAMPLES);
        DataKey key = new RunKeys(area, new DataKey(HexFormat.of().parseHex(RosterServers.KEY)))
                .findForRequest("samples-1")
                .orElseThrow();
        Map<String, Long> sampled = sampled(path, key);
        assertThat(sampled).containsKeys("roster:public.student", "roster:public.score", "people:School");
        assertThat(sampled.values()).allMatch(values -> values <= 200);
        assertThat(Json.read(
                                area.get(StagingLayout.classification("samples-1", StagingLayout.SCHEMA))
                                        .orElseThrow(),
                                RunSchema.class)
                        .tables())
                .extracting(table -> table.id().text())
                .contains("roster:public.student", "people:School");
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
        order("r3", new RankDistricts("r3", 1, false, new RunPace(4, 10, 1000)));
        order("r4", new ExplainRow("r4", run(3), new District("1", "Nord"), "roster", "public.country", List.of("DE")));
        order("r5", new ExplainRow("r5", run(3), new District("1", "Nord"), "roster", "public.country", List.of("IS")));
        order("r6", new ExplainRow("r6", run(3), new District("1", "Nord"), "people", "Person", List.of("2")));
        order("r7", why("r7", "people", "Course", "C2"));
        order("r8", why("r8", "roster", "public.enrolment", "3", "4"));
        order("r9", why("r9", "roster", "public.school", "3"));

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
        assertAnalysis(tree(StagingLayout.analysis("schema-analysis.json")));
        assertRanking(tree(StagingLayout.selection("district-manifest.json")));
        var lookup = (Outcome.RowExplained) answer("r4");
        var chain = lookup.chain();
        assertThat(lookup.membership()).isEqualTo(Membership.REFERENCE);
        assertThat(chain.get(0).because()).isEqualTo("root");
        assertThat(chain.get(chain.size() - 1).key()).containsExactly("DE");
        assertThat(chain.get(chain.size() - 1).how())
                .isEqualTo("the row before refers to it: roster:public.student(country) → roster:public.country(code)");
        assertThat(((Outcome.RowExplained) answer("r5")).membership()).isNull();
        var course = ((Outcome.RowExplained) answer("r7")).chain();
        assertThat(course.get(course.size() - 1).table().text()).isEqualTo("people:Course");
        assertThat(course.get(course.size() - 1).key()).containsExactly("C2");
        var enrolment = (Outcome.RowExplained) answer("r8");
        assertThat(enrolment.membership()).isEqualTo(Membership.OWNED);
        assertThat(enrolment.chain().get(enrolment.chain().size() - 1).key()).containsExactly("3", "4");
        assertThat(((Outcome.RowExplained) answer("r5")).chain()).isEmpty();
        assertThat(((Outcome.RowExplained) answer("r6")).chain()).isEmpty();
        assertThat(((Outcome.RowExplained) answer("r5")).absence())
                .isEqualTo(new Outcome.Absence(Outcome.Apart.UNCONNECTED, List.of(), List.of()));
        Outcome.Absence elsewhere = ((Outcome.RowExplained) answer("r9")).absence();
        assertThat(elsewhere.because()).isEqualTo(Outcome.Apart.OTHER_DISTRICT);
        assertThat(elsewhere.chain())
                .extracting(step -> step.table().text() + step.key() + " " + step.how())
                .containsExactly(
                        "roster:public.district[2] null",
                        "roster:public.school[3] it refers to the row before: roster:public.school(district_id) → roster:public.district(id)");
        assertThat(elsewhere.parents()).singleElement().satisfies(parent -> {
            assertThat(parent.row().how())
                    .isEqualTo("the row refers to it: roster:public.school(district_id) → roster:public.district(id)");
            assertThat(parent.membership()).isNull();
            assertThat(parent.followed()).isTrue();
        });
        Outcome.Absence person = ((Outcome.RowExplained) answer("r6")).absence();
        assertThat(person.chain())
                .extracting(step -> step.table().text() + step.key())
                .containsExactly("people:District[2]", "people:School[3]", "people:Person&Student[2]");
        assertThat(person.parents())
                .extracting(parent -> parent.row().table().text() + parent.row().key())
                .containsExactlyInAnyOrder("roster:public.student[2]", "people:School[3]");
    }

    private static ExplainRow why(String id, String store, String table, String... key) {
        return new ExplainRow(id, run(3), new District("1", "Nord"), store, table, List.of(key));
    }

    private static JsonNode tree(String file) {
        return Json.read(area.get(file).orElseThrow(), JsonNode.class);
    }

    private static void assertAnalysis(JsonNode analysis) {
        assertThat(analysis.path("stores").findValuesAsText("kind")).contains("TABLE", "NODES", "RELATIONSHIPS");
        JsonNode graph = analysis.path("stores").path(1);
        assertThat(graph.path("rules").findValuesAsText("name")).containsExactly("course_key");
        assertThat(graph.path("tables").findValuesAsText("id"))
                .contains("people:Person&Student", "people:(Person&Student)-[TAKES]->(Course)");
        assertThat(analysis.path("drift").path(0).path("compared").asBoolean(true))
                .isFalse();
        assertThat(analysis.path("suggestions").findValuesAsText("line"))
                .containsExactlyInAnyOrder(
                        "- { from: \"people:District(districtId)\", to: \"roster:public.district(id)\" }",
                        "- { from: \"people:School(schoolId)\", to: \"roster:public.school(id)\" }");
    }

    private static void assertRanking(JsonNode manifest) {
        assertThat(manifest.path("known").asInt()).isEqualTo(2);
        JsonNode first = manifest.path("districts").path(0);
        assertThat(manifest.path("districts")).hasSize(1);
        assertThat(first.path("district").path("id").asText()).isEqualTo("2");
        assertThat(first.path("points").findValuesAsText("measure"))
                .containsExactly("students", "schools", "opened", "priority", "records");
        assertThat(first.path("estimated").asBoolean(true)).isFalse();
        assertThat(first.path("stores").path("people").path("owned").asLong()).isPositive();
        assertThat(first.path("bytes").asLong()).isPositive();
        long rows = first.path("owned").asLong() + first.path("reference").asLong();
        assertThat(first.path("estimatedSeconds").asDouble()).isEqualTo(10 + rows / 1000.0);
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, public.student,   1,     EXT-011, there is no store nowhere",
        "roster,  public.nothing,   1,     EXT-011, store roster has no table public.nothing",
        "roster,  public.enrolment, 1,     EXT-021, 'store roster, public.enrolment has a key of 2 columns (student_id, school_id), not of 1'",
        "roster,  public.student,   x7,    EXT-021, 'store roster, public.student: the key (id) cannot have such a value'",
        "roster,  public.student,   99999, EXT-020, 'store roster, public.student has no row with this key'",
        "roster,  public.note,      1,     EXT-021, 'store roster, public.note has neither a primary nor a unique key, so none of its rows can be named'",
        "people,  Nobody,           1,     EXT-011, store people has no key for nodes called Nobody",
    })
    void saysWhyARowCannotBeExplained(String store, String table, String key, String code, String message) {
        String id = "bad-" + store + table + key;
        order(id, why(id, store, table, key));

        var failed = (Outcome.RequestFailed) answer(id);
        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure().message()).isEqualTo(message);
    }

    private static Outcome answer(String requestId) {
        List<Outcome> answers = kafka.until(
                outcome -> outcome instanceof Outcome.OfRequest request
                        && request.requestId().equals(requestId),
                Outcome.OfRequest.class);
        return answers.get(answers.size() - 1);
    }
}
