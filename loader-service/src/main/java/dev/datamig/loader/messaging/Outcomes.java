package dev.datamig.loader.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way out for answers. Sending is tried until the broker has it: the work is done, and only this tells of it. */
@ApplicationScoped
public class Outcomes {

    static final String TRACE = "traceparent";

    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);

    private final MutinyEmitter<String> emitter;

    Outcomes(@Channel("outcomes") MutinyEmitter<String> emitter) {
        this.emitter = emitter;
    }

    void send(LoadCommand command, Outcome outcome, @Nullable Header trace) {
        var headers = new RecordHeaders();
        headers.add("id", outcome.id().getBytes(StandardCharsets.UTF_8));
        if (trace != null) {
            headers.add(TRACE, trace.value());
        }
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(command.run().value())
                .withHeaders(headers)
                .build();
        emitter.sendMessage(Message.of(Json.write(outcome)).addMetadata(metadata))
                .onFailure()
                .invoke(e -> LOG.warnf("outcome not sent yet: %s", e.getClass().getSimpleName()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LAST_PAUSE)
                .indefinitely()
                .await()
                .indefinitely();
    }
}
