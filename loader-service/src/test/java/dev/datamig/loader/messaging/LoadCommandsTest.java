package dev.datamig.loader.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.datamig.contracts.District;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.StagedStandings;
import dev.datamig.loader.target.Standing;
import dev.datamig.staging.StagingArea;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LoaderServers.class)
class LoadCommandsTest {

    private static final District DISTRICT = new District("1", "One");

    private final String servers;

    LoadCommandsTest(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.servers = servers;
    }

    @Test
    void plansLoadsAndUndoesByMessageAndAnswersEachOrder() {
        SealedFixture fixture = sealed(1);
        try (KafkaProducer<String, String> producer = producer();
                KafkaConsumer<String, String> outcomes = consumer(Topics.OUTCOMES);
                KafkaConsumer<String, String> progress = consumer(Topics.PROGRESS);
                KafkaConsumer<String, String> dead = consumer(Topics.LOAD_COMMANDS + Topics.DEAD_LETTER_SUFFIX)) {
            var plan = new LoadCommand.PlanLoad(fixture.run(), 1, "s", DISTRICT, LoadStrategy.INSERT);
            send(producer, plan);
            Outcome.LoadPlanned planned = (Outcome.LoadPlanned) next(outcomes);
            assertThat(planned.problems()).isEmpty();
            assertThat(planned.tables())
                    .singleElement()
                    .satisfies(t -> assertThat(t.inserted()).isEqualTo(2));

            var load = new LoadCommand.LoadStore(fixture.run(), 2, "s", DISTRICT, LoadStrategy.INSERT);
            send(producer, load);
            Outcome.StoreLoaded loaded = next(outcomes, Outcome.StoreLoaded.class);
            assertThat(loaded.tables()).isEqualTo(planned.tables());
            assertThat(poll(progress).value()).contains("\"phase\":\"LOAD\"", "dev.datamig.run.progress");
            send(producer, load);
            assertThat(next(outcomes).id()).isEqualTo(loaded.id());

            send(producer, new LoadCommand.CheckUndo(fixture.run(), 3, "s"));
            assertThat(next(outcomes, Outcome.UndoChecked.class).problems()).isEmpty();
            send(producer, new LoadCommand.UndoStore(fixture.run(), 3, "s", false));
            assertThat(next(outcomes, Outcome.StoreUndone.class).nothingToUndo())
                    .isFalse();
            send(producer, load);
            Outcome.WorkFailed failed = next(outcomes, Outcome.WorkFailed.class);
            assertThat(failed.failure().code()).isEqualTo("LOD-007");
            assertThat(failed.store()).isEqualTo("s");

            send(producer, new LoadCommand.UndoStore(fixture.run(), 4, "nowhere", false));
            assertThat(((Outcome.WorkFailed) next(outcomes)).failure().code()).isEqualTo("LOD-018");

            producer.send(new ProducerRecord<>(Topics.LOAD_COMMANDS, "x", "no json"));
            assertThat(poll(dead).value()).isEqualTo("no json");
        }
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().get("/q/metrics").then().statusCode(200);
    }

    /** All orders for a store come one after the other: as long as a load waits, what takes it back waits behind it. */
    @Test
    void aLoadThatWaitsForAStoreThatHasFailedMakesRoomWhenTheRunIsGivenUp() {
        SealedFixture fixture = sealed(2);
        StagingArea area = StagingArea.open(
                Path.of(System.getProperty(LoaderServers.FOLDER), "staging").toString());
        var failed = new Standing("other", 3, Standing.State.FAILED, FailureCategory.TRANSIENT);
        var standings = new StagedStandings(area);
        standings.put(fixture.run(), 2, failed);
        try (KafkaProducer<String, String> producer = producer();
                KafkaConsumer<String, String> outcomes = consumer(Topics.OUTCOMES)) {
            var group = new CommitGroup(2, Map.of("other", 3), List.of());
            send(
                    producer,
                    new LoadCommand.LoadStore(
                            fixture.run(), 2, "s", DISTRICT, LoadStrategy.INSERT, Map.of(), Map.of(), false, group));
            send(producer, new LoadCommand.CheckUndo(fixture.run(), 4, "s"));
            while (standings.of(fixture.run(), 2).stream().noneMatch(said -> said.state() == Standing.State.READY)) {
                Thread.onSpinWait();
            }
            area.put(StagingLayout.loadsCalledOff(fixture.run()), "{\"attempt\": 3}".getBytes(StandardCharsets.UTF_8));
            var withheld = next(outcomes, Outcome.CommitWithheld.class, fixture);
            assertThat(withheld.why()).isEqualTo("the run has been given up");
            assertThat(next(outcomes, Outcome.UndoChecked.class, fixture).problems())
                    .isEmpty();
            send(producer, new LoadCommand.UndoStore(fixture.run(), 5, "s", false));
            assertThat(next(outcomes, Outcome.StoreUndone.class, fixture).nothingToUndo())
                    .isTrue();
        }
    }

    private static <T extends Outcome.OfRun> T next(
            KafkaConsumer<String, String> consumer, Class<T> kind, SealedFixture fixture) {
        T outcome = next(consumer, kind);
        while (!outcome.run().equals(fixture.run())) {
            outcome = next(consumer, kind);
        }
        return outcome;
    }

    private static SealedFixture sealed(int number) {
        var fixture = new SealedFixture(
                Path.of(System.getProperty(LoaderServers.FOLDER), "staging"), number, StoreKind.POSTGRESQL);
        var columns = List.of(
                new ColumnSchema("id", "integer", "int4", Physical.INT32, false, false, false, null, List.of(), null),
                new ColumnSchema("name", "text", "text", Physical.TEXT, true, false, false, null, List.of(), null));
        var schema = new TableSchema(
                TableId.of("s:public.t"),
                TableKind.TABLE,
                columns,
                List.of("id"),
                List.of(),
                List.of(),
                null,
                null,
                null);
        fixture.rows(
                schema,
                Membership.OWNED,
                List.<@Nullable Object[]>of(
                        new @Nullable Object[] {1, "a".getBytes(StandardCharsets.UTF_8)},
                        new @Nullable Object[] {2, null}));
        fixture.seal();
        return fixture;
    }

    private void send(KafkaProducer<String, String> producer, LoadCommand command) {
        var record =
                new ProducerRecord<>(Topics.LOAD_COMMANDS, command.run() + "/" + command.store(), Json.write(command));
        record.headers().add("traceparent", "00-trace-1".getBytes(StandardCharsets.UTF_8));
        producer.send(record);
        producer.flush();
    }

    /** Orders may be delivered more often than they were sent, when consumers take turns, and are then answered as often. */
    private static <T extends Outcome> T next(KafkaConsumer<String, String> consumer, Class<T> kind) {
        Outcome outcome = next(consumer);
        while (!kind.isInstance(outcome)) {
            outcome = next(consumer);
        }
        return kind.cast(outcome);
    }

    private static Outcome next(KafkaConsumer<String, String> consumer) {
        ConsumerRecord<String, String> record = poll(consumer);
        Outcome outcome = Json.read(record.value(), Outcome.class);
        assertThat(new String(record.headers().lastHeader("id").value(), StandardCharsets.UTF_8))
                .isEqualTo(outcome.id());
        assertThat(record.headers().lastHeader("traceparent")).isNotNull();
        return outcome;
    }

    private static ConsumerRecord<String, String> poll(KafkaConsumer<String, String> consumer) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (System.nanoTime() < end) {
            List<ConsumerRecord<String, String>> all = new ArrayList<>();
            consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            if (!all.isEmpty()) {
                return all.get(0);
            }
        }
        throw new AssertionError("no message came");
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", servers,
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest",
                        "metadata.max.age.ms", "500",
                        "max.poll.records", "1"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }
}
