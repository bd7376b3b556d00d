package dev.datamig.anonymizer.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way out. Waits until the broker has a message, through its restarts too: what was done must not stay unsaid. */
@ApplicationScoped
public class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MutinyEmitter<String> batches;
    private final MutinyEmitter<String> outcomes;

    public Publisher(
            @Channel("batches-anonymized") MutinyEmitter<String> batches,
            @Channel("outcomes") MutinyEmitter<String> outcomes) {
        this.batches = batches;
        this.outcomes = outcomes;
    }

    /** A masked batch for who comes next, and what there is to tell about it: both are on their way at the same time. */
    void batch(BatchManifest manifest, Outcome.OfRun outcome, @Nullable String traceparent) {
        Uni<Void> batch = sending(batches, manifest.key(), Json.write(manifest), null, traceparent);
        Uni.join()
                .all(batch, sending(outcome, traceparent))
                .andFailFast()
                .await()
                .indefinitely();
    }

    void outcome(Outcome.OfRun outcome, @Nullable String traceparent) {
        sending(outcome, traceparent).await().indefinitely();
    }

    void answer(Outcome.OfRequest outcome, @Nullable String traceparent) {
        sending(outcomes, outcome.requestId(), Json.write(outcome), outcome.id(), traceparent)
                .await()
                .indefinitely();
    }

    private Uni<Void> sending(Outcome.OfRun outcome, @Nullable String traceparent) {
        return sending(outcomes, outcome.run().value(), Json.write(outcome), outcome.id(), traceparent);
    }

    private static Uni<Void> sending(
            MutinyEmitter<String> to, String key, String json, @Nullable String id, @Nullable String traceparent) {
        var headers = new RecordHeaders();
        if (id != null) {
            headers.add("id", id.getBytes(StandardCharsets.UTF_8));
        }
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        }
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(key)
                .withHeaders(headers)
                .build();
        return to.sendMessage(Message.of(json).addMetadata(metadata))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "The broker did not take a message, trying again: %s",
                        e.getClass().getSimpleName()))
                .onFailure()
                .retry()
                .withBackOff(PAUSE, PAUSE)
                .indefinitely();
    }
}
