package dev.datamig.loader.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.Progress;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.LoadProgress;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells outside consumers how far a load has come: a few times a second, and when a table is done. A lost one does no harm. */
@ApplicationScoped
public class ProgressEvents {

    private static final Logger LOG = Logger.getLogger(ProgressEvents.class);
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final Emitter<Record<String, String>> emitter;

    ProgressEvents(
            @Channel("progress") @OnOverflow(value = OnOverflow.Strategy.DROP)
                    Emitter<Record<String, String>> emitter) {
        this.emitter = emitter;
    }

    /** The progress of one order. */
    LoadProgress of(RunId run, int attempt, String store) {
        return new LoadProgress() {
            private long next = System.nanoTime();

            @Override
            public void rows(TableId table, long done, long expected) {
                if (done == expected || System.nanoTime() >= next) {
                    next = System.nanoTime() + PAUSE.toNanos();
                    publish(new Progress(run, attempt, Phase.LOAD, table, done, expected));
                }
            }
        };
    }

    private void publish(Progress progress) {
        var event = CloudEvent.of(
                UUID.randomUUID().toString(), "loader", CloudEvent.PROGRESS, progress.run(), Instant.now(), progress);
        emitter.send(Record.of(progress.run().value(), Json.write(event))).exceptionally(e -> {
            LOG.debugf("progress not sent: %s", e.getClass().getSimpleName());
            return null;
        });
    }
}
