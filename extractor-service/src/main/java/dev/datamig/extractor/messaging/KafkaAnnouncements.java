package dev.datamig.extractor.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
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

    private static final int CALLS = 6;

    private final MutinyEmitter<String> outcomes;
    private final MutinyEmitter<String> batches;
    private final MutinyEmitter<String> calls;

    public KafkaAnnouncements(
            @Channel("outcomes") MutinyEmitter<String> outcomes,
            @Channel("batches-extracted") MutinyEmitter<String> batches,
            @Channel("calls") MutinyEmitter<String> calls) {
        this.outcomes = outcomes;
        this.calls = calls;
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

    /** Several times, under keys that spread over the partitions, so that more than one instance hears it. */
    @Override
    public void call(HelpToRead call) {
        for (int i = 1; i <= CALLS; i++) {
            String key = call.run() + "/help/" + i;
            send(calls, key, Json.write(call), key);
        }
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
