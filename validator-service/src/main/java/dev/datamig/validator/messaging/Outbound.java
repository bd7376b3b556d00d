package dev.datamig.validator.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
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
        Headers headers = trace(cause);
        headers.add("id", outcome.id().getBytes(StandardCharsets.UTF_8));
        outcomes.sendMessageAndAwait(message(outcome.run().value(), Json.write(outcome), headers));
    }

    void validated(BatchManifest batch, Headers cause) {
        validated.sendMessageAndAwait(message(batch.key(), Json.write(batch), trace(cause)));
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
