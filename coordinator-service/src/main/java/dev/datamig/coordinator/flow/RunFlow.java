package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.DatabaseException;
import dev.datamig.coordinator.postgres.PgInbox;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgTrail;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.saga.Action;
import dev.datamig.coordinator.saga.Event;
import dev.datamig.coordinator.saga.Moment;
import dev.datamig.coordinator.saga.RetryRule;
import dev.datamig.coordinator.saga.Stage;
import dev.datamig.coordinator.saga.StoreReferences;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every change of a run goes this way: lock the run, let the saga decide, write state, counters, trail and messages in the same
 * transaction, and wake those who carry out.
 */
@ApplicationScoped
public class RunFlow {

    private static final Logger LOG = Logger.getLogger(RunFlow.class);

    private final Database database;
    private final PgRuns runs;
    private final PgInbox inbox;
    private final TurnWriter writer;
    private final ProgressBoard progress;
    private final Questions questions;
    private final Pinning pinning;
    private final Wake wake;
    private final Clock clock;
    private final RetryRule retries;
    private final StoreReferences references;

    RunFlow(
            Database database,
            PgRuns runs,
            PgInbox inbox,
            TurnWriter writer,
            ProgressBoard progress,
            Questions questions,
            Pinning pinning,
            Wake wake,
            Clock clock,
            Landscape landscape,
            CoordinatorConfig config) {
        this.database = database;
        this.runs = runs;
        this.inbox = inbox;
        this.writer = writer;
        this.progress = progress;
        this.questions = questions;
        this.pinning = pinning;
        this.wake = wake;
        this.clock = clock;
        CoordinatorConfig.Retry retry = config.retry();
        this.retries = new RetryRule(retry.limit(), retry.first(), retry.longest());
        this.references = StoreReferences.of(landscape);
    }

    /** What became of a person's wish. */
    public sealed interface Answer {
        record Done(RunRow row) implements Answer {}

        /** The run's state does not allow it. */
        record Refused(RunRow row) implements Answer {}

        /** The checkpoint asks what becomes of columns, and that was not said. */
        record Undecided(RunRow row) implements Answer {}

        /** Another run of the same district is active. */
        record DistrictBusy(RunRow row) implements Answer {}

        record Unknown() implements Answer {}
    }

    /** Applies outcomes of one run, each once, in their order. */
    public void outcomes(RunId id, List<Outcome.OfRun> outcomes, @Nullable String traceparent) {
        boolean applied = database.in(connection -> {
            Set<String> fresh =
                    inbox.accept(connection, outcomes.stream().map(Outcome::id).toList());
            List<Outcome.OfRun> news =
                    outcomes.stream().filter(o -> fresh.remove(o.id())).toList();
            if (news.isEmpty()) {
                return false;
            }
            Optional<RunRow> row = runs.lock(connection, id);
            if (row.isEmpty()) {
                LOG.warnf("outcomes of an unknown run dropped: run=%s count=%d", id, news.size());
                return false;
            }
            Turn turn = turn(row.get(), traceparent);
            for (Outcome.OfRun outcome : news) {
                apply(connection, turn, outcome);
            }
            save(connection, turn, turn.row.pinned());
            return true;
        });
        if (applied) {
            wake.now();
        }
    }

    private void apply(Connection connection, Turn turn, Outcome.OfRun outcome) throws SQLException {
        if (outcome instanceof Outcome.TargetAudited audited
                && !audited.requestId().isEmpty()) {
            questions.answered(connection, audited.requestId(), audited);
            return;
        }
        if (outcome instanceof Outcome.WorkFailed failed
                && failed.phase() == Phase.VERIFY
                && turn.run().state() == RunState.COMPLETED) {
            questions.auditFailed(connection, failed);
            return;
        }
        turn.outcome(outcome);
    }

    /** Applies an event that is not an outcome; unknown runs and events that do not fit change nothing. */
    public void event(RunId id, Event event) {
        change(id, turn -> turn.take(event, "coordinator"));
    }

    private void change(RunId id, Consumer<Turn> deed) {
        boolean changed = database.in(connection -> {
            Optional<RunRow> row = runs.lock(connection, id);
            if (row.isEmpty()) {
                return false;
            }
            changeLocked(connection, row.get(), deed);
            return true;
        });
        if (changed) {
            wake.now();
        }
    }

    /** As {@link #event}, on a run that the caller has locked. */
    void eventLocked(Connection connection, RunRow row, Event event) throws SQLException {
        changeLocked(connection, row, turn -> turn.take(event, "coordinator"));
    }

    private void changeLocked(Connection connection, RunRow row, Consumer<Turn> deed) throws SQLException {
        Turn turn = turn(row, null);
        deed.accept(turn);
        if (!turn.run().equals(row.run())) {
            save(connection, turn, row.pinned());
        }
    }

    /** A person asks something of a run. */
    public Answer ask(RunId id, Action action, boolean force, String actor, @Nullable String comment) {
        return ask(id, action, force, actor, comment, Decisions.NONE);
    }

    /** As {@link #ask}; with an approval that is to say what becomes of columns, that. */
    public Answer ask(
            RunId id, Action action, boolean force, String actor, @Nullable String comment, Decisions decisions) {
        try {
            Answer answer = database.in(connection -> {
                Optional<RunRow> row = runs.lock(connection, id);
                if (row.isEmpty()) {
                    return new Answer.Unknown();
                }
                if (!row.get().run().stage().allows().contains(action)) {
                    return new Answer.Refused(row.get());
                }
                if (action == Action.APPROVE && asksForColumns(row.get()) && decisions.isEmpty()) {
                    return new Answer.Undecided(row.get());
                }
                return new Answer.Done(decide(connection, row.get(), action, force, actor, comment, decisions));
            });
            wake.now();
            return answer;
        } catch (DatabaseException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            return new Answer.DistrictBusy(
                    database.in(connection -> runs.find(connection, id)).orElseThrow());
        }
    }

    private RunRow decide(
            Connection connection,
            RunRow row,
            Action action,
            boolean force,
            String actor,
            @Nullable String comment,
            Decisions decisions)
            throws SQLException {
        boolean forColumns = action == Action.APPROVE && asksForColumns(row);
        Turn turn = turn(row, null);
        Map<String, Object> detail = new LinkedHashMap<>();
        if (comment != null) {
            detail.put("comment", comment);
        }
        if (force) {
            detail.put("force", true);
        }
        if (forColumns) {
            detail.put("decisions", decisions.rules());
            if (decisions.others() != null) {
                detail.put("others", decisions.others());
            }
        }
        turn.audit(actor, PgTrail.Kind.DECISION, action.text(), detail);
        turn.take(new Event.Asked(action, force), actor);
        // a retry that extracts anew does so under the rules as they are now
        boolean anew = action == Action.RETRY && row.run().options().reuseRun() == null;
        Map<String, String> pinned = anew ? pinning.pin(row.run().id()) : row.pinned();
        if (forColumns) {
            pinned = pinning.decide(row.run().id(), pinned, decisions, actor);
        }
        save(connection, turn, pinned);
        return runs.find(connection, row.run().id()).orElseThrow();
    }

    private static boolean asksForColumns(RunRow row) {
        return row.run().stage() instanceof Stage.AwaitingIntervention waiting
                && waiting.checkpoint().asksForColumns();
    }

    private Turn turn(RunRow row, @Nullable String traceparent) {
        return new Turn(row, this::moment, traceparent);
    }

    private Moment moment() {
        return new Moment(Instant.now(clock), ThreadLocalRandom.current().nextDouble(), retries, references);
    }

    private void save(Connection connection, Turn turn, Map<String, String> pinned) throws SQLException {
        Instant now = Instant.now(clock);
        progress.note(turn, now);
        writer.write(connection, turn, pinned, now);
    }
}
