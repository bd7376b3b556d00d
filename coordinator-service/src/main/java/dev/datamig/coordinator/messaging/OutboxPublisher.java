package dev.datamig.coordinator.messaging;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgOutbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Sends what the outbox holds. A publisher takes a lane, sends what is due in it in the order in which it was written, and lets
 * the lane go when the broker has it: messages of one key keep their order however many coordinators there are. A crash between
 * sending and committing sends again.
 */
@ApplicationScoped
public class OutboxPublisher {

    private static final String CHANNEL = "outbox";
    private static final int AT_ONCE = 500;
    /** Longer than the producer's own delivery timeout, so that nothing is on its way any more when this ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Database database;
    private final PgOutbox outbox;
    private final Sender sender;

    @Inject
    OutboxPublisher(
            Database database,
            PgOutbox outbox,
            Landscape landscape,
            KafkaClientService kafka,
            @Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> emitter) {
        this(database, outbox, sender(places(landscape, kafka), emitter));
    }

    private static StorePlaces places(Landscape landscape, KafkaClientService kafka) {
        List<String> stores = landscape.stores().stream().map(Store::name).toList();
        return new StorePlaces(
                stores,
                topic ->
                        kafka.getProducer(CHANNEL).unwrap().partitionsFor(topic).size());
    }

    private static Sender sender(StorePlaces places, MutinyEmitter<String> emitter) {
        return letters -> Uni.join()
                .all(letters.stream()
                        .map(letter -> emitter.sendMessage(message(letter, places)))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
    }

    OutboxPublisher(Database database, PgOutbox outbox, Sender sender) {
        this.database = database;
        this.outbox = outbox;
        this.sender = sender;
    }

    /** Hands letters to the broker, in order. */
    @FunctionalInterface
    interface Sender {
        /** Returns when the broker has them all, throws when it has not. */
        void send(List<PgOutbox.Letter> letters);
    }

    /** Sends what is due in one lane. @return whether there was something */
    public boolean publishOneLane() {
        return database.in(connection -> {
            Optional<Integer> lane = outbox.takeLane(connection);
            if (lane.isEmpty()) {
                return false;
            }
            List<PgOutbox.Letter> due = outbox.due(connection, lane.get(), AT_ONCE);
            if (!due.isEmpty()) {
                sender.send(due);
                outbox.sent(connection, due);
            }
            return true;
        });
    }

    private static Message<String> message(PgOutbox.Letter letter, StorePlaces places) {
        Headers headers = new RecordHeaders();
        String traceparent = letter.traceparent();
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        }
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(letter.topic())
                .withKey(letter.key())
                .withHeaders(headers);
        places.of(letter.topic(), letter.key()).ifPresent(metadata::withPartition);
        return Message.of(letter.payload()).addMetadata(metadata.build());
    }
}
