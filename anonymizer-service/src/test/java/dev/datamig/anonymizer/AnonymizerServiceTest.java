package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.proof.PrintedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it runs: a real broker, real files. */
@QuarkusTest
@QuarkusTestResource(KafkaStage.class)
class AnonymizerServiceTest {

    private static final String CANARY = "Zyxquora";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = "datamig.staging")
    String staging;

    @Test
    void carriesBatchesFromExtractedToAnonymizedAndAnswersEachOne() {
        RunSchema schema = schema(List.of(
                table(
                        "ids:public.person",
                        List.of("id int!", "first_name text!", "email varchar(120)!"),
                        "id",
                        "email"),
                table("adb:public.note", List.of("id int!", "body text"), "id")));
        var stage = new TestStage(Path.of(staging), schema);
        BatchManifest people = stage.batch("ids:public.person", row(1, CANARY, CANARY.toLowerCase() + "@district.org"));
        BatchManifest notes = stage.batch("adb:public.note", row(1, "Spoke with " + CANARY + " again."));

        send(Topics.BATCHES_EXTRACTED, notes.key(), Json.write(notes));
        send(Topics.BATCHES_EXTRACTED, people.key(), Json.write(people));
        send(Topics.BATCHES_EXTRACTED, "x", "{ no manifest " + CANARY);

        List<Outcome> outcomes = outcomes(2);
        assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.BatchDeferred.class);
        Outcome.BatchAnonymized done = outcomes.stream()
                .filter(Outcome.BatchAnonymized.class::isInstance)
                .map(Outcome.BatchAnonymized.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(done.batch()).isEqualTo(people.ref());
        assertThat(done.columns()).extracting(ColumnTally::strategy).containsExactly("keep", "fake", "fake");
        assertThat(done.columns()).extracting(ColumnTally::replaced).containsExactly(0L, 1L, 1L);

        send(Topics.BATCHES_EXTRACTED, notes.key(), Json.write(notes.asResumed()));
        List<ConsumerRecord<String, String>> passed = read(Topics.BATCHES_ANONYMIZED, 2);
        BatchManifest masked = Json.read(passed.get(0).value(), BatchManifest.class);
        BatchManifest note = Json.read(passed.get(1).value(), BatchManifest.class);
        assertThat(masked.file()).isEqualTo(StagingLayout.anonymized(people.run(), 1, people.table(), 1));
        assertThat(masked.columns()).isEqualTo(people.columns());
        assertThat(passed.get(0).key()).isEqualTo(people.key());
        String given = text(stage.rows(masked.file(), false).getFirst()[1]);
        assertThat(text(stage.rows(note.file(), false).getFirst()[1])).isEqualTo("Spoke with " + given + " again.");
        var columns = new ArrayList<Integer>();
        stage.rows(StagingLayout.fingerprints(people.run(), 1, people.table(), 1), true)
                .forEach(cells -> PrintedRow.read(cells, (row, column, kind, print) -> columns.add(column)));
        assertThat(columns).containsExactlyInAnyOrder(1, 2);
        assertThat(read(Topics.BATCHES_EXTRACTED + Topics.DEAD_LETTER_SUFFIX, 1))
                .allSatisfy(letter -> letter.headers()
                        .forEach(header -> assertThat(new String(header.value(), StandardCharsets.UTF_8))
                                .doesNotContain(CANARY)));
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(Json.write(outcome)).doesNotContainIgnoringCase(CANARY));
        RestAssured.get("/q/health/ready").then().statusCode(200);
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("datamig_anonymizer_rows")
                .doesNotContain(CANARY);
    }

    private void send(String topic, String key, String value) {
        var settings = new Properties();
        settings.put("bootstrap.servers", brokers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    private List<Outcome> outcomes(int count) {
        return read(Topics.OUTCOMES, count).stream()
                .map(record -> Json.read(record.value(), Outcome.class))
                .toList();
    }

    private List<ConsumerRecord<String, String>> read(String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                500);
        var out = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Instant limit = Instant.now().plus(Duration.ofSeconds(40));
            while (out.size() < count && Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(200)).forEach(out::add);
            }
        }
        assertThat(out).as(topic).hasSizeGreaterThanOrEqualTo(count);
        return out.stream()
                .sorted(java.util.Comparator.comparingLong(ConsumerRecord::timestamp))
                .toList();
    }
}
