package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.sandbox.servers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The coordinator's side of the talk. */
final class KafkaConversation implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<BatchManifest> batches = new ArrayList<>();

    KafkaConversation() {
        String servers = TestServers.kafka().bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        "1000"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(Topics.OUTCOMES, Topics.BATCHES_EXTRACTED));
    }

    void send(String topic, String key, String message) {
        producer.send(new ProducerRecord<>(topic, key, message));
        producer.flush();
    }

    /** All outcomes that are meant, up to the first of the type given, in the order in which they came. */
    List<Outcome> until(Predicate<Outcome> meant, Class<? extends Outcome> last) {
        await(() -> outcomes.stream().filter(meant).anyMatch(last::isInstance));
        return outcomes.stream().filter(meant).toList();
    }

    List<BatchManifest> batches(RunId run, int count) {
        await(() -> batches.stream().filter(batch -> batch.run().equals(run)).count() >= count);
        return batches.stream().filter(batch -> batch.run().equals(run)).toList();
    }

    private void await(BooleanSupplier reached) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not seen in time; outcomes so far: " + outcomes);
            }
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.topic().equals(Topics.OUTCOMES)) {
                    outcomes.add(Json.read(record.value(), Outcome.class));
                } else {
                    batches.add(Json.read(record.value(), BatchManifest.class));
                }
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
