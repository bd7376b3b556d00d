package dev.datamig.validator.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** The way out: returns when the broker has the message. */
@Singleton
public class Outbound {

    private static final String TRACE = "traceparent";

    private final MutinyEmitter<String> outcomes;
    private final MutinyEmitter<String> validated;

    public Outbound(
            @Channel("outcomes") MutinyEmitter<String> outcomes,
            @Channel("batches-validated") MutinyEmitter<String> validated) {
        this.outcomes = outcomes;
        this.validated = validated;
    }

    /** @param cause headers of the message that is answered */
    void outcome(Outcome.OfRun outcome, Headers cause) {
        sending(outcome, cause).await().indefinitely();
    }

    /** A batch that may go on, and what there is to tell about it: both are on their way at the same time. */
    void validated(BatchManifest batch, Outcome.OfRun outcome, Headers cause) {
        Uni.join()
                .all(
                        validated.sendMessage(message(batch.key(), Json.write(batch), trace(cause))),
                        sending(outcome, cause))
                .andFailFast()
                .await()
                .indefinitely();
    }

    private Uni<Void> sending(Outcome.OfRun outcome, Headers cause) {
        Headers headers = trace(cause);
        headers.add("id", outcome.id().getBytes(StandardCharsets.UTF_8));
        return outcomes.sendMessage(message(outcome.run().value(), Json.write(outcome), headers));
    }

    private static Headers trace(Headers cause) {
        var headers = new RecordHeaders();
        var trace = cause.lastHeader(TRACE);
        if (trace != null) {
            headers.add(TRACE, trace.value());
        }
        return headers;
    }

    private static Message<String> message(String key, String payload, Headers headers) {
        return Message.of(
                payload,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }
}
