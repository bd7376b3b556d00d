package dev.datamig.coordinator.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.Progress;
import dev.datamig.coordinator.flow.ProgressBoard;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.RunRow;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells the world how far the streaming phases have come: each table that has moved, once per round. */
@ApplicationScoped
public class ProgressOut {

    static final String SERVICE = "coordinator";

    private static final Logger LOG = Logger.getLogger(ProgressOut.class);

    private final ProgressBoard board;
    private final Database database;
    private final PgRuns runs;
    private final PgFigures figures;
    private final MutinyEmitter<String> emitter;
    private final Clock clock;
    private final Map<RunId, Map<String, Long>> told = new HashMap<>();

    ProgressOut(
            ProgressBoard board,
            Database database,
            PgRuns runs,
            PgFigures figures,
            @Channel("progress-out") @OnOverflow(OnOverflow.Strategy.DROP) MutinyEmitter<String> emitter,
            Clock clock) {
        this.board = board;
        this.database = database;
        this.runs = runs;
        this.figures = figures;
        this.emitter = emitter;
        this.clock = clock;
    }

    private record Snapshot(RunRow row, List<PgFigures.TableFigures> tables) {}

    /** One round. Called by one thread. */
    public void tell() {
        for (RunId run : board.takeMoved()) {
            Optional<Snapshot> snapshot = database.in(connection -> {
                Optional<RunRow> row = runs.find(connection, run);
                return row.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Snapshot(row.get(), figures.tables(connection, run)));
            });
            snapshot.ifPresent(s -> tell(run, s));
        }
    }

    private void tell(RunId run, Snapshot snapshot) {
        int attempt = snapshot.row().run().attempt();
        for (PgFigures.TableFigures t : snapshot.tables()) {
            tell(run, attempt, Phase.EXTRACT, t, t.extracted());
            tell(run, attempt, Phase.ANONYMIZE, t, t.anonymized());
            tell(run, attempt, Phase.VALIDATE, t, t.validated());
        }
        if (snapshot.row().run().state().ended()) {
            told.remove(run);
        }
    }

    private void tell(RunId run, int attempt, Phase phase, PgFigures.TableFigures table, long done) {
        String what = attempt + "/" + phase + "/" + table.table();
        Long before = told.computeIfAbsent(run, key -> new HashMap<>()).put(what, done);
        if (Objects.equals(before, done) || before == null && done == 0) {
            return;
        }
        var progress = new Progress(run, attempt, phase, table.table(), done, table.owned() + table.reference());
        String id = UUID.randomUUID().toString();
        send(run, Json.write(CloudEvent.of(id, SERVICE, CloudEvent.PROGRESS, run, Instant.now(clock), progress)));
    }

    private void send(RunId run, String payload) {
        Message<String> message = Message.of(payload)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(Topics.PROGRESS)
                        .withKey(run.value())
                        .build());
        emitter.sendMessage(message)
                .subscribe()
                .with(sent -> {}, failure -> LOG.debugf("progress not sent: run=%s", run));
    }
}
