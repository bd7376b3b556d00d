package dev.datamig.anonymizer.messaging;

import dev.datamig.anonymizer.AnonymizerCode;
import dev.datamig.anonymizer.ClassifyFlow;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.outcome.Outcome;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes orders to classify in. Only what is no order goes to the dead letters. */
@ApplicationScoped
public class CommandsDoor {

    private static final Logger LOG = Logger.getLogger(CommandsDoor.class);

    private final ClassifyFlow flow;
    private final Publisher publisher;

    public CommandsDoor(ClassifyFlow flow, Publisher publisher) {
        this.flow = flow;
        this.publisher = publisher;
    }

    @Incoming("anonymize-commands")
    @Blocking
    public void receive(ConsumerRecord<String, String> record) {
        String trace = header(record, "traceparent");
        switch (Json.read(record.value(), AnonymizeCommand.class)) {
            case AnonymizeCommand.ClassifyRun order -> run(order, trace);
            case AnonymizeCommand.ClassifyStores order -> publisher.answer(stores(order), trace);
        }
    }

    /** The door catches broadly: what goes wrong here the run's batches will say too. */
    private void run(AnonymizeCommand.ClassifyRun order, @Nullable String trace) {
        try {
            flow.run(order).ifPresent(outcome -> publisher.outcome(outcome, trace));
        } catch (RuntimeException e) {
            LOG.errorf("Classifying %s failed unexpectedly: %s", order.run(), BatchesDoor.traceOf(e));
        }
    }

    private Outcome.OfRequest stores(AnonymizeCommand.ClassifyStores order) {
        try {
            return flow.stores(order);
        } catch (RuntimeException e) {
            LOG.errorf("Classifying the stores failed unexpectedly: %s", BatchesDoor.traceOf(e));
            return new Outcome.RequestFailed(
                    order.requestId(),
                    AnonymizerCode.UNEXPECTED.failure(
                            "classification, " + e.getClass().getSimpleName()));
        }
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
