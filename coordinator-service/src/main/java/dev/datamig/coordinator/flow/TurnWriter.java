package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.RunStateChanged;
import dev.datamig.coordinator.postgres.PgFacts;
import dev.datamig.coordinator.postgres.PgOutbox;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgTasks;
import dev.datamig.coordinator.postgres.PgTrail;
import dev.datamig.coordinator.saga.Effect;
import dev.datamig.coordinator.saga.Run;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a turn down: state, counters, trail, and everything that has to be carried out, in one transaction. */
@ApplicationScoped
class TurnWriter {

    private static final String SELF = "coordinator";

    private final PgRuns runs;
    private final PgFacts facts;
    private final PgOutbox outbox;
    private final PgTasks tasks;
    private final PgTrail trail;

    TurnWriter(PgRuns runs, PgFacts facts, PgOutbox outbox, PgTasks tasks, PgTrail trail) {
        this.runs = runs;
        this.facts = facts;
        this.outbox = outbox;
        this.tasks = tasks;
        this.trail = trail;
    }

    void write(Connection connection, Turn turn, Map<String, String> pinned, Instant now) throws SQLException {
        RunId run = turn.run().id();
        if (turn.anew()) {
            facts.startOver(connection, run);
        }
        facts.write(connection, turn.facts, now);
        for (Effect effect : turn.effects) {
            carryOut(connection, turn, effect, now);
        }
        for (Turn.StateChange change : turn.changes) {
            announce(connection, turn, change, now);
        }
        for (PgTrail.Entry entry : turn.audit) {
            trail.audit(connection, run, entry);
        }
        for (PgTrail.RunEvent event : turn.events) {
            trail.event(connection, run, event);
        }
        runs.save(connection, turn.row, turn.run(), turn.seq(), pinned, now);
    }

    private void carryOut(Connection connection, Turn turn, Effect effect, Instant now) throws SQLException {
        RunId run = turn.run().id();
        switch (effect) {
            case Effect.Extract e ->
                command(connection, turn, Topics.EXTRACT_COMMANDS, run.value(), e.command(), e.notBefore());
            case Effect.Classify e ->
                command(connection, turn, Topics.ANONYMIZE_COMMANDS, run.value(), e.command(), e.notBefore());
            case Effect.Validate e ->
                command(connection, turn, Topics.VALIDATE_COMMANDS, run.value(), e.command(), e.notBefore());
            case Effect.Load e ->
                command(
                        connection,
                        turn,
                        Topics.LOAD_COMMANDS,
                        run + "/" + e.command().store(),
                        e.command(),
                        e.notBefore());
            case Effect.HandOut e ->
                send(connection, turn, e.topic(), e.manifest().key(), Json.write(e.manifest()), true, e.notBefore());
            case Effect.ReleaseDeferred e -> {
                int released = outbox.release(connection, run, e.attempt(), turn.traceparent, now);
                turn.audit(SELF, PgTrail.Kind.COMMAND, "release deferred batches", Map.of("batches", released));
            }
            case Effect.Stop e -> tasks.add(connection, run, PgTasks.Kind.STOP, e.attempt(), now);
            case Effect.CallOffLoads e -> tasks.add(connection, run, PgTasks.Kind.CALL_OFF, e.order(), now);
            case Effect.Withdraw e -> outbox.withdraw(connection, run);
            case Effect.StartOver e -> turn.audit(SELF, PgTrail.Kind.NOTE, "attempt", Map.of("attempt", e.attempt()));
            case Effect.Finish e -> tasks.add(connection, run, PgTasks.Kind.FINISH, e.attempt(), now);
        }
    }

    private void command(Connection connection, Turn turn, String topic, String key, Object command, Instant notBefore)
            throws SQLException {
        send(connection, turn, topic, key, Json.write(command), true, notBefore);
        Map<String, Object> detail = new LinkedHashMap<>();
        if (command instanceof LoadCommand load) {
            detail.put("store", load.store());
            detail.put("order", load.attempt());
        }
        detail.put("notBefore", notBefore);
        turn.audit(SELF, PgTrail.Kind.COMMAND, command.getClass().getSimpleName(), detail);
    }

    private void announce(Connection connection, Turn turn, Turn.StateChange change, Instant now) throws SQLException {
        Run after = change.after();
        var data = new RunStateChanged(
                after.id(), after.district(), change.before().state(), after.state(), after.failure());
        String id = after.id() + "/" + turn.row.version() + "/" + turn.changes.indexOf(change);
        send(
                connection,
                turn,
                Topics.RUN_EVENTS,
                after.id().value(),
                Json.write(CloudEvent.of(id, SELF, CloudEvent.STATE_CHANGED, after.id(), now, data)),
                false,
                now);
    }

    /** The first event of a run, which has no state before. */
    void announceNew(Connection connection, Run run, @Nullable String traceparent, Instant now) throws SQLException {
        var data = new RunStateChanged(run.id(), run.district(), null, run.state(), null);
        var event = CloudEvent.of(run.id() + "/new", SELF, CloudEvent.STATE_CHANGED, run.id(), now, data);
        outbox.add(
                connection,
                new PgOutbox.Draft(
                        Topics.RUN_EVENTS, run.id().value(), Json.write(event), traceparent, run.id(), false, now));
    }

    private void send(
            Connection connection,
            Turn turn,
            String topic,
            String key,
            String payload,
            boolean withdrawable,
            Instant notBefore)
            throws SQLException {
        outbox.add(
                connection,
                new PgOutbox.Draft(
                        topic, key, payload, turn.traceparent, turn.run().id(), withdrawable, notBefore));
    }
}
