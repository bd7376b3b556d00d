package dev.datamig.validator.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.Progress;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells how far the work on a whole set has come. A lost message does no harm: another one follows. */
@Singleton
public class ProgressEvents {

    private static final Logger LOG = Logger.getLogger(ProgressEvents.class);

    private final Emitter<Record<String, String>> emitter;

    ProgressEvents(
            @Channel("progress") @OnOverflow(value = OnOverflow.Strategy.DROP)
                    Emitter<Record<String, String>> emitter) {
        this.emitter = emitter;
    }

    /** Sends it and does not wait. */
    public void publish(Progress progress) {
        var event = CloudEvent.of(
                UUID.randomUUID().toString(),
                "validator",
                CloudEvent.PROGRESS,
                progress.run(),
                Instant.now(),
                progress);
        emitter.send(Record.of(progress.run().value(), Json.write(event))).exceptionally(e -> {
            LOG.debugf("progress not sent: %s", e.getClass().getSimpleName());
            return null;
        });
    }
}
