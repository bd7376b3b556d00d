package dev.datamig.validator.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.validator.flow.ValidateBatchFlow;
import dev.datamig.validator.flow.ValidateBatchFlow.Result;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Masked batches come in here, one at a time. A message that is no manifest goes to the dead letters. */
@ApplicationScoped
public class BatchDoor {

    private static final Logger LOG = Logger.getLogger(BatchDoor.class);

    private final ValidateBatchFlow flow;
    private final Outbound outbound;

    public BatchDoor(ValidateBatchFlow flow, Outbound outbound) {
        this.flow = flow;
        this.outbound = outbound;
    }

    @Incoming("batches-anonymized")
    @Blocking("batches")
    public void receive(ConsumerRecord<String, String> record) {
        BatchManifest batch = Json.read(record.value(), BatchManifest.class);
        try {
            answer(batch, flow.validate(batch), record);
        } catch (RuntimeException e) {
            var failure = Failures.of(e);
            LOG.errorf(
                    "batch not validated: run=%s table=%s part=%d code=%s: %s",
                    batch.run(), batch.table(), batch.part(), failure.code(), failure.message());
            outbound.outcome(
                    new Outcome.WorkFailed(
                            batch.run(),
                            batch.attempt(),
                            Phase.VALIDATE,
                            "validator",
                            "BatchManifest",
                            null,
                            batch,
                            failure,
                            UUID.randomUUID().toString()),
                    record.headers());
        }
    }

    private void answer(BatchManifest batch, Result result, ConsumerRecord<String, String> record) {
        switch (result) {
            case Result.Stopped() -> LOG.debugf("attempt given up: run=%s attempt=%d", batch.run(), batch.attempt());
            case Result.Passed passed -> {
                outbound.validated(
                        passed.manifest(),
                        new Outcome.BatchValidated(batch.run(), batch.attempt(), batch.ref(), passed.findings()),
                        record.headers());
            }
            case Result.Refused refused -> {
                LOG.warnf(
                        "batch refused: run=%s table=%s part=%d findings=%d",
                        batch.run(),
                        batch.table(),
                        batch.part(),
                        refused.findings().size());
                outbound.outcome(
                        new Outcome.BatchValidated(batch.run(), batch.attempt(), batch.ref(), refused.findings()),
                        record.headers());
            }
        }
    }
}
