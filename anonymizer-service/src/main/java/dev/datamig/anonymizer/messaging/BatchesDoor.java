package dev.datamig.anonymizer.messaging;

import dev.datamig.anonymizer.AnonymizeFlow;
import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes extracted batches in. What can be read is always answered; only what is no manifest goes to the dead letters. */
@ApplicationScoped
public class BatchesDoor {

    private static final Logger LOG = Logger.getLogger(BatchesDoor.class);

    private final AnonymizeFlow flow;
    private final Publisher publisher;
    private final MeterRegistry metrics;

    public BatchesDoor(AnonymizeFlow flow, Publisher publisher, MeterRegistry metrics) {
        this.flow = flow;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    @Incoming("batches-extracted")
    @Blocking
    public void extracted(ConsumerRecord<String, String> record) {
        BatchManifest batch = Json.read(record.value(), BatchManifest.class);
        String trace = header(record, "traceparent");
        switch (answer(batch)) {
            case Answer.Anonymized done -> {
                publisher.batch(
                        done.next(),
                        new Outcome.BatchAnonymized(batch.run(), batch.attempt(), batch.ref(), done.columns()),
                        trace);
                metrics.counter("datamig.anonymizer.rows").increment(batch.rows());
                metrics.counter("datamig.anonymizer.batches", "result", "anonymized")
                        .increment();
            }
            case Answer.Deferred deferred -> {
                publisher.outcome(new Outcome.BatchDeferred(batch.run(), batch.attempt(), batch), trace);
                metrics.counter("datamig.anonymizer.batches", "result", "deferred")
                        .increment();
            }
            case Answer.Stopped stopped ->
                LOG.infof("Batch of a stopped attempt left alone: %s, part %d", batch.table(), batch.part());
            case Answer.Failed failed -> {
                publisher.outcome(failed(batch, failed.failure()), trace);
                metrics.counter("datamig.anonymizer.batches", "result", "failed")
                        .increment();
            }
        }
    }

    /** The door catches broadly: whatever goes wrong with a batch is told, and the next one gets its turn. */
    private Answer answer(BatchManifest batch) {
        try {
            return flow.anonymize(batch);
        } catch (RuntimeException e) {
            LOG.errorf("Anonymizing failed unexpectedly: %s, part %d: %s", batch.table(), batch.part(), traceOf(e));
            return new Answer.Failed(AnonymizerCode.UNEXPECTED.failure(batch.table() + ", part " + batch.part() + ", "
                    + e.getClass().getSimpleName()));
        }
    }

    /** Where it happened without the exception's text, which might quote a value. */
    static String traceOf(RuntimeException e) {
        var out = new StringBuilder(e.getClass().getName());
        for (StackTraceElement element : e.getStackTrace()) {
            out.append("\n\tat ").append(element);
        }
        return out.toString();
    }

    private static Outcome.WorkFailed failed(BatchManifest batch, Failure failure) {
        return new Outcome.WorkFailed(
                batch.run(),
                batch.attempt(),
                Phase.ANONYMIZE,
                "anonymizer",
                "BatchManifest",
                batch.table().store(),
                batch,
                failure,
                UUID.randomUUID().toString());
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
