package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.RunPace;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgDistricts;
import dev.datamig.coordinator.postgres.PgOutbox;
import dev.datamig.coordinator.postgres.PgPace;
import dev.datamig.coordinator.postgres.PgRequests;
import dev.datamig.coordinator.saga.Run;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions to services that belong to no run's saga: asked through the outbox, answered through the outcomes, kept in a table. */
@ApplicationScoped
public class Questions {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Database database;
    private final PgRequests requests;
    private final PgDistricts districts;
    private final PgOutbox outbox;
    private final Pinning pinning;
    private final Wake wake;
    private final Clock clock;

    Questions(
            Database database,
            PgRequests requests,
            PgDistricts districts,
            PgOutbox outbox,
            Pinning pinning,
            Wake wake,
            Clock clock) {
        this.database = database;
        this.requests = requests;
        this.districts = districts;
        this.outbox = outbox;
        this.pinning = pinning;
        this.wake = wake;
        this.clock = clock;
    }

    /** Asks for the list of districts. The result is the question's id. */
    public String districts(String actor) {
        return extractor(PgRequests.Kind.DISTRICTS, null, actor, ExtractCommand.ListDistricts::new);
    }

    public String analysis(boolean exactCounts, String actor) {
        return extractor(
                PgRequests.Kind.ANALYSIS, null, actor, id -> new ExtractCommand.AnalyzeStores(id, exactCounts));
    }

    /** @param exactCounts count the rows of every district, else of the first ones only */
    public String selection(int top, boolean exactCounts, String actor) {
        RunPace pace = database.in(PgPace::learned).orElse(null);
        return extractor(
                PgRequests.Kind.SELECTION,
                null,
                actor,
                id -> new ExtractCommand.RankDistricts(id, top, exactCounts, pace));
    }

    /** Asks the extractor for samples of all stores; the anonymizer judges them then. */
    public String classification(String actor) {
        String id = UUID.randomUUID().toString();
        pinning.pinFor(id);
        ask(
                id,
                PgRequests.Kind.CLASSIFICATION,
                null,
                actor,
                Topics.EXTRACT_COMMANDS,
                id,
                new ExtractCommand.SampleStores(id));
        return id;
    }

    public String why(Run run, String store, String table, List<String> key, String actor) {
        return extractor(
                PgRequests.Kind.WHY,
                run.id(),
                actor,
                id -> new ExtractCommand.ExplainRow(id, run.id(), run.district(), store, table, key));
    }

    /** Asks the validator to hold CERT against the run's seal. */
    public String audit(Run run, String actor) {
        String id = UUID.randomUUID().toString();
        var command = new ValidateCommand.AuditTarget(id, run.id(), run.attempt(), run.district());
        ask(
                id,
                PgRequests.Kind.AUDIT,
                run.id(),
                actor,
                Topics.VALIDATE_COMMANDS,
                run.id().value(),
                command);
        return id;
    }

    /** Asks the loader to put rows of CERT back as the run's backup has them. */
    public String restore(Run run, String actor) {
        String id = UUID.randomUUID().toString();
        var command = new LoadCommand.RestoreBackup(id, run.id());
        ask(
                id,
                PgRequests.Kind.RESTORE,
                run.id(),
                actor,
                Topics.LOAD_COMMANDS,
                run.id().value(),
                command);
        return id;
    }

    private String extractor(
            PgRequests.Kind kind, @Nullable RunId run, String actor, Function<String, ExtractCommand> command) {
        String id = UUID.randomUUID().toString();
        ask(id, kind, run, actor, Topics.EXTRACT_COMMANDS, id, command.apply(id));
        return id;
    }

    private void ask(
            String id,
            PgRequests.Kind kind,
            @Nullable RunId run,
            String actor,
            String topic,
            String key,
            Object command) {
        Instant now = Instant.now(clock);
        database.run(connection -> {
            requests.insert(connection, new PgRequests.Request(id, kind, run, actor, now, null, null, null));
            outbox.add(connection, new PgOutbox.Draft(topic, key, Json.write(command), null, null, false, now));
        });
        wake.now();
    }

    /** Takes an answer in. */
    public void answered(Outcome.OfRequest outcome) {
        database.run(connection -> {
            switch (outcome) {
                case Outcome.StoresSampled sampled ->
                    outbox.add(
                            connection,
                            new PgOutbox.Draft(
                                    Topics.ANONYMIZE_COMMANDS,
                                    sampled.requestId(),
                                    Json.write(new AnonymizeCommand.ClassifyStores(sampled.requestId())),
                                    null,
                                    null,
                                    false,
                                    Instant.now(clock)));
                case Outcome.RequestFailed failed ->
                    requests.answer(connection, failed.requestId(), null, failed.failure(), Instant.now(clock));
                case Outcome.DistrictsListed listed -> {
                    districts.replace(connection, listed.districts(), Instant.now(clock));
                    answered(connection, listed.requestId(), listed);
                }
                default -> answered(connection, outcome.requestId(), outcome);
            }
        });
        wake.now();
    }

    void answered(Connection connection, String id, Outcome outcome) throws SQLException {
        requests.answer(connection, id, outcome, null, Instant.now(clock));
    }

    /** An audit that a person asked for could not be done. */
    void auditFailed(Connection connection, Outcome.WorkFailed failed) throws SQLException {
        Optional<PgRequests.Request> open = requests.latest(connection, PgRequests.Kind.AUDIT, failed.run());
        if (open.isPresent()) {
            requests.answer(connection, open.get().id(), null, failed.failure(), Instant.now(clock));
        }
    }

    /** Waits for an answer; empty when none comes in time. */
    public Optional<PgRequests.Request> await(String id, Duration atMost) {
        Instant end = Instant.now(clock).plus(atMost);
        while (Instant.now(clock).isBefore(end)) {
            Optional<PgRequests.Request> request = find(id);
            if (request.isPresent() && request.get().answeredAt() != null) {
                return request;
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    public Optional<PgRequests.Request> find(String id) {
        return database.in(connection -> requests.find(connection, id));
    }

    public Optional<PgRequests.Request> latest(PgRequests.Kind kind, @Nullable RunId run) {
        return database.in(connection -> requests.latest(connection, kind, run));
    }
}
