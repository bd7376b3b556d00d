package dev.datamig.coordinator.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.MalformedMessageException;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.flow.Questions;
import dev.datamig.coordinator.flow.RunFlow;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.DatabaseException;
import dev.datamig.coordinator.postgres.PgOutbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of the services. What one poll brings is applied run by run, one transaction each. A message that cannot be read or
 * applied goes to the dead letter topic without a word about its contents; while the database is away the door waits.
 */
@ApplicationScoped
public class OutcomesIn {

    private static final Logger LOG = Logger.getLogger(OutcomesIn.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final RunFlow flow;
    private final Questions questions;
    private final Database database;
    private final PgOutbox outbox;
    private final Clock clock;

    OutcomesIn(RunFlow flow, Questions questions, Database database, PgOutbox outbox, Clock clock) {
        this.flow = flow;
        this.questions = questions;
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Received<T extends Outcome>(ConsumerRecord<String, String> record, T outcome) {}

    @Incoming("outcomes")
    @Blocking
    public void take(ConsumerRecords<String, String> records) {
        Map<RunId, List<Received<Outcome.OfRun>>> byRun = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            try {
                switch (Json.read(record.value(), Outcome.class)) {
                    case Outcome.OfRun o ->
                        byRun.computeIfAbsent(o.run(), run -> new ArrayList<>()).add(new Received<>(record, o));
                    case Outcome.OfRequest o -> answered(record, o);
                }
            } catch (MalformedMessageException | IllegalArgumentException e) {
                LOG.warnf("unreadable outcome: partition=%d offset=%d", record.partition(), record.offset());
                deadLetter(record);
            }
        }
        byRun.values().forEach(this::apply);
    }

    private void answered(ConsumerRecord<String, String> record, Outcome.OfRequest outcome) {
        try {
            persistently(() -> questions.answered(outcome));
        } catch (RuntimeException e) {
            dropped(record, outcome, e);
        }
    }

    private void apply(List<Received<Outcome.OfRun>> received) {
        List<Outcome.OfRun> outcomes = received.stream().map(Received::outcome).toList();
        RunId run = outcomes.getFirst().run();
        try {
            String traceparent = traceparent(received.getFirst().record());
            persistently(() -> flow.outcomes(run, outcomes, traceparent));
        } catch (RuntimeException e) {
            if (received.size() == 1) {
                dropped(received.getFirst().record(), outcomes.getFirst(), e);
            } else {
                received.forEach(one -> apply(List.of(one)));
            }
        }
    }

    private void dropped(ConsumerRecord<String, String> record, Outcome outcome, RuntimeException e) {
        LOG.errorf(
                e,
                "outcome could not be applied: id=%s partition=%d offset=%d",
                outcome.id(),
                record.partition(),
                record.offset());
        deadLetter(record);
    }

    private void deadLetter(ConsumerRecord<String, String> record) {
        String key = record.key() == null ? "" : record.key();
        String payload = record.value() == null ? "" : record.value();
        var draft = new PgOutbox.Draft(
                Topics.OUTCOMES + Topics.DEAD_LETTER_SUFFIX,
                key,
                payload.replace("\u0000", ""),
                null,
                null,
                false,
                Instant.now(clock));
        persistently(() -> database.run(connection -> outbox.add(connection, draft)));
    }

    /** Tries until the database takes it; throws what will not get better by waiting. */
    private void persistently(Runnable deed) {
        for (int tries = 0; ; tries++) {
            try {
                deed.run();
                return;
            } catch (DatabaseException e) {
                if (!e.isPassing()) {
                    throw e;
                }
                LOG.warnf("waiting for the coordinator's database: %s", e.getMessage());
                pause(Duration.ofMillis(Math.min(LONGEST_WAIT.toMillis(), 100L << Math.min(tries, 10))));
            }
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    private static @Nullable String traceparent(ConsumerRecord<String, String> record) {
        Header header = record.headers().lastHeader("traceparent");
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
