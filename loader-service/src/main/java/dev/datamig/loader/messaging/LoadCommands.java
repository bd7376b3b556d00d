package dev.datamig.loader.messaging;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.Rehearsal;
import dev.datamig.loader.flow.LoadFlow;
import dev.datamig.loader.flow.PlanFlow;
import dev.datamig.loader.flow.RestoreFlow;
import dev.datamig.loader.flow.UndoFlow;
import dev.datamig.staging.StagingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes orders and answers each. An order that can be read is always answered, never left to the dead letters. */
@ApplicationScoped
public class LoadCommands {

    private static final Logger LOG = Logger.getLogger(LoadCommands.class);

    private final PlanFlow plans;
    private final LoadFlow loads;
    private final UndoFlow undos;
    private final RestoreFlow restores;
    private final Outcomes outcomes;
    private final ProgressEvents progress;
    private final MeterRegistry meters;
    private final Rehearsal rehearsal;

    LoadCommands(
            PlanFlow plans,
            LoadFlow loads,
            UndoFlow undos,
            RestoreFlow restores,
            Outcomes outcomes,
            ProgressEvents progress,
            MeterRegistry meters,
            Rehearsal rehearsal) {
        this.plans = plans;
        this.loads = loads;
        this.undos = undos;
        this.restores = restores;
        this.outcomes = outcomes;
        this.progress = progress;
        this.meters = meters;
        this.rehearsal = rehearsal;
    }

    @Incoming("load-commands")
    @Blocking("loader")
    void order(ConsumerRecord<String, String> message) {
        rehearsal.end();
        LoadCommand command = Json.read(message.value(), LoadCommand.class);
        String operation = command.getClass().getSimpleName();
        LOG.infof("%s run=%s order=%d store=%s", operation, command.run(), command.attempt(), command.store());
        Outcome outcome =
                meters.timer("datamig.loader.orders", "operation", operation).record(() -> answer(command, operation));
        if (outcome instanceof Outcome.WorkFailed failed) {
            meters.counter("datamig.loader.failures", "code", failed.failure().code())
                    .increment();
        }
        outcomes.send(command, outcome, message.headers().lastHeader(Outcomes.TRACE));
    }

    private Outcome answer(LoadCommand command, String operation) {
        try {
            return switch (command) {
                case LoadCommand.PlanLoad plan -> plans.plan(plan, (table, done, expected) -> {});
                case LoadCommand.LoadStore load ->
                    loads.load(load, progress.of(load.run(), load.attempt(), load.store()));
                case LoadCommand.CheckUndo check -> undos.check(check);
                case LoadCommand.UndoStore undo -> undos.undo(undo);
                case LoadCommand.RestoreBackup restore -> restores.restore(restore);
            };
        } catch (LoadException e) {
            return failed(command, operation, e.failure(), e);
        } catch (StagingException e) {
            return failed(command, operation, e.failure(), e);
        } catch (RuntimeException e) {
            String where = e.getClass().getSimpleName() + " in store " + command.store();
            return failed(command, operation, LoadException.failure(LoaderCode.UNEXPECTED, where), e);
        }
    }

    /** The stack is logged without the causes' texts, which may quote rows. */
    private static Outcome failed(LoadCommand command, String operation, Failure failure, RuntimeException e) {
        LOG.warnf(
                "%s failed run=%s order=%d store=%s: %s %s, at %s",
                operation,
                command.run(),
                command.attempt(),
                command.store(),
                failure.code(),
                failure.message(),
                e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
        if (command instanceof LoadCommand.RestoreBackup restore) {
            return new Outcome.RequestFailed(restore.requestId(), failure);
        }
        return new Outcome.WorkFailed(
                command.run(),
                command.attempt(),
                Phase.LOAD,
                "loader",
                operation,
                command.store(),
                null,
                failure,
                UUID.randomUUID().toString());
    }
}
