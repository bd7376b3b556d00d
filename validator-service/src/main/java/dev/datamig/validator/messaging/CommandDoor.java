package dev.datamig.validator.messaging;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.command.ValidateCommand.AuditTarget;
import dev.datamig.contracts.command.ValidateCommand.ReuseSet;
import dev.datamig.contracts.command.ValidateCommand.ValidateSet;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.validator.flow.AuditFlow;
import dev.datamig.validator.flow.ReuseFlow;
import dev.datamig.validator.flow.ValidateSetFlow;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Commands come in here, one at a time. A message that is no command goes to the dead letters. */
@ApplicationScoped
public class CommandDoor {

    private static final Logger LOG = Logger.getLogger(CommandDoor.class);

    private final ValidateSetFlow setFlow;
    private final ReuseFlow reuseFlow;
    private final AuditFlow auditFlow;
    private final Outbound outbound;

    public CommandDoor(ValidateSetFlow setFlow, ReuseFlow reuseFlow, AuditFlow auditFlow, Outbound outbound) {
        this.setFlow = setFlow;
        this.reuseFlow = reuseFlow;
        this.auditFlow = auditFlow;
        this.outbound = outbound;
    }

    @Incoming("validate-commands")
    @Blocking("commands")
    public void receive(ConsumerRecord<String, String> record) {
        ValidateCommand command = Json.read(record.value(), ValidateCommand.class);
        try {
            answers(command).forEach(outcome -> outbound.outcome(outcome, record.headers()));
        } catch (RuntimeException e) {
            outbound.outcome(failed(command, e), record.headers());
        }
    }

    private List<? extends Outcome.OfRun> answers(ValidateCommand command) {
        return switch (command) {
            case ValidateSet set -> setFlow.validate(set).stream().toList();
            case ReuseSet reuse -> reuseFlow.reuse(reuse);
            case AuditTarget audit -> List.of(auditFlow.audit(audit));
        };
    }

    private static Outcome.WorkFailed failed(ValidateCommand command, RuntimeException e) {
        Failure failure = Failures.of(e);
        LOG.errorf(
                "command not done: run=%s command=%s code=%s: %s",
                command.run(), command.getClass().getSimpleName(), failure.code(), failure.message());
        return new Outcome.WorkFailed(
                command.run(),
                command.attempt(),
                command instanceof AuditTarget ? Phase.VERIFY : Phase.VALIDATE,
                "validator",
                command.getClass().getSimpleName(),
                null,
                null,
                failure,
                UUID.randomUUID().toString());
    }
}
