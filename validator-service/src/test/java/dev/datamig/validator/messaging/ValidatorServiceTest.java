package dev.datamig.validator.messaging;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.sandbox.servers.TestFolder;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.validator.StagedRun;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The service as it runs, over a real broker. */
@QuarkusTest
@QuarkusTestResource(ValidatorServiceTest.Surroundings.class)
class ValidatorServiceTest {

    /** A broker, a staging folder, keys and a landscape. */
    public static class Surroundings implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                Path folder = TestFolder.create("validator");
                Path landscape = folder.resolve("landscape.yaml");
                Files.writeString(landscape, """
                        version: 1
                        name: test
                        environment: CERT
                        districts: { store: ids, query: "select 1, 'a'" }
                        stores:
                          ids:
                            kind: postgresql
                            source: { url: "jdbc:postgresql://127.0.0.1:1/none", username: a, password: b }
                            target: { url: "jdbc:postgresql://127.0.0.1:1/other", username: a, password: b }
                            roots: [ { table: public.lookup, where: "code = :district" } ]
                        """);
                return Map.of(
                        "kafka.bootstrap.servers", TestServers.kafka().bootstrapServers(),
                        "datamig.landscape", landscape.toString(),
                        "datamig.staging", folder.resolve("staging").toString(),
                        "datamig.staging-key", "00".repeat(32),
                        "datamig.seal-key", "00".repeat(32),
                        "quarkus.http.test-port", "0");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop() {}
    }

    private final String broker = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);

    @Test
    void validatesBatchesAndTheSetAndAnswersOnTheTopics() throws Exception {
        StagedRun run = new StagedRun(Path.of(ConfigProvider.getConfig().getValue("datamig.staging", String.class)))
                .table("ids:public.t", List.of("id"), List.of(), number("id"), text("name"));
        BatchManifest first = run.batch("ids:public.t", 1, rows(row(1L, "a"), row(2L, "b")));
        BatchManifest second = run.batch("ids:public.t", 2, rows(row(3L, "c")));
        run.complete();

        send(Topics.BATCHES_ANONYMIZED, first.key(), "this is no manifest");
        send(Topics.BATCHES_ANONYMIZED, first.key(), Json.write(first));
        send(Topics.BATCHES_ANONYMIZED, second.key(), Json.write(second));
        List<Outcome> answers = outcomes(list ->
                list.stream().filter(Outcome.BatchValidated.class::isInstance).count() == 2);
        assertThat(answers)
                .filteredOn(Outcome.BatchValidated.class::isInstance)
                .allSatisfy(answer ->
                        assertThat(((Outcome.BatchValidated) answer).findings()).isEmpty());
        assertThat(read(Topics.BATCHES_VALIDATED, list -> list.size() == 2))
                .extracting(
                        record -> Json.read(record.value(), BatchManifest.class).part())
                .containsExactlyInAnyOrder(1, 2);
        assertThat(read(Topics.BATCHES_ANONYMIZED + Topics.DEAD_LETTER_SUFFIX, list -> list.size() == 1))
                .allSatisfy(record -> record.headers()
                        .forEach(header -> assertThat(new String(header.value(), StandardCharsets.UTF_8))
                                .doesNotContain("this is no manifest")));

        send(
                Topics.VALIDATE_COMMANDS,
                StagedRun.RUN.value(),
                Json.write(new ValidateCommand.ValidateSet(StagedRun.RUN, 1, StagedRun.DISTRICT)));
        List<Outcome> sealed = outcomes(list -> list.stream().anyMatch(Outcome.SetValidated.class::isInstance));
        assertThat(sealed)
                .filteredOn(Outcome.SetValidated.class::isInstance)
                .allSatisfy(answer ->
                        assertThat(((Outcome.SetValidated) answer).sealed()).isTrue());

        var unknown = new RunId("mig-20260101T000000Z-99");
        send(
                Topics.VALIDATE_COMMANDS,
                unknown.value(),
                Json.write(new ValidateCommand.ValidateSet(unknown, 1, StagedRun.DISTRICT)));
        send(
                Topics.VALIDATE_COMMANDS,
                StagedRun.RUN.value(),
                Json.write(new ValidateCommand.AuditTarget("r1", StagedRun.RUN, 1, StagedRun.DISTRICT)));
        List<Outcome> failed = outcomes(list ->
                list.stream().filter(Outcome.WorkFailed.class::isInstance).count() == 2);
        assertThat(failed)
                .filteredOn(Outcome.WorkFailed.class::isInstance)
                .extracting(answer -> ((Outcome.WorkFailed) answer).failure().code())
                .containsExactlyInAnyOrder("VAL-002", "VAL-004");
    }

    @Test
    void isHealthyAndMeasured() {
        RestAssured.get("/q/health").then().statusCode(200);
        RestAssured.get("/q/metrics").then().statusCode(200);
    }

    private void send(String topic, String key, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker, "acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private List<Outcome> outcomes(Predicate<List<Outcome>> enough) {
        return read(Topics.OUTCOMES, list -> enough.test(parsed(list))).stream()
                .map(record -> Json.read(record.value(), Outcome.class))
                .toList();
    }

    private static List<Outcome> parsed(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(record -> Json.read(record.value(), Outcome.class))
                .toList();
    }

    private List<ConsumerRecord<String, String>> read(
            String topic, Predicate<List<ConsumerRecord<String, String>>> enough) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!enough.test(records) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        assertThat(enough.test(records))
                .as("%s has %d messages", topic, records.size())
                .isTrue();
        return records;
    }
}
