package dev.datamig.extractor.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.Announcements;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Outcomes and batches on their way out, each confirmed by all replicas before the work goes on. */
@ApplicationScoped
public class KafkaAnnouncements implements Announcements {

    private final MutinyEmitter<String> outcomes;
    private final MutinyEmitter<String> batches;

    public KafkaAnnouncements(
            @Channel("outcomes") MutinyEmitter<String> outcomes,
            @Channel("batches-extracted") MutinyEmitter<String> batches) {
        this.outcomes = outcomes;
        this.batches = batches;
    }

    @Override
    public void outcome(Outcome outcome) {
        String key = switch (outcome) {
            case Outcome.OfRun ofRun -> ofRun.run().value();
            case Outcome.OfRequest request -> request.requestId();
        };
        send(outcomes, key, Json.write(outcome), outcome.id());
    }

    @Override
    public void batch(BatchManifest manifest) {
        send(batches, manifest.key(), Json.write(manifest), manifest.key());
    }

    private static void send(MutinyEmitter<String> emitter, String key, String payload, String id) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("id", id.getBytes(StandardCharsets.UTF_8));
        emitter.sendMessageAndAwait(Message.of(payload)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }
}
