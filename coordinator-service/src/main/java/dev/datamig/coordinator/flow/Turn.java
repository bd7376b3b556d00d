package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.coordinator.postgres.Facts;
import dev.datamig.coordinator.postgres.PgTrail;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.saga.Checkpoint;
import dev.datamig.coordinator.saga.Effect;
import dev.datamig.coordinator.saga.Event;
import dev.datamig.coordinator.saga.Moment;
import dev.datamig.coordinator.saga.PhaseTimes;
import dev.datamig.coordinator.saga.Run;
import dev.datamig.coordinator.saga.Saga;
import dev.datamig.coordinator.saga.Step;
import dev.datamig.coordinator.view.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction does to one run: events in, and what has to be written out. Plain data; {@link TurnWriter} writes it.
 * Not for several threads.
 */
final class Turn {

    /** A change that consumers outside are told. */
    record StateChange(Run before, Run after) {}

    final RunRow row;
    final Facts facts;
    final List<Effect> effects = new ArrayList<>();
    final List<PgTrail.Entry> audit = new ArrayList<>();
    final List<PgTrail.RunEvent> events = new ArrayList<>();
    final List<StateChange> changes = new ArrayList<>();
    final @Nullable String traceparent;
    private final Supplier<Moment> moments;
    private Run run;
    private long seq;
    private boolean anew;

    Turn(RunRow row, Supplier<Moment> moments, @Nullable String traceparent) {
        this.row = row;
        this.run = row.run();
        this.seq = row.eventSeq();
        this.facts = new Facts(run.id());
        this.moments = moments;
        this.traceparent = traceparent;
    }

    Run run() {
        return run;
    }

    long seq() {
        return seq;
    }

    /** Whether the numbers of older attempts have to go. */
    boolean anew() {
        return anew;
    }

    void outcome(Outcome.OfRun outcome) {
        if (counts(outcome)) {
            facts.take(outcome);
        }
        if (outcome instanceof Outcome.WorkFailed failed) {
            failed(failed);
        }
        take(new Event.Answered(outcome), service(outcome));
    }

    /** Whether an outcome is news of the work that the run is at. */
    private boolean counts(Outcome.OfRun outcome) {
        return switch (outcome) {
            case Outcome.LoadPlanned o -> true;
            case Outcome.StoreLoaded o -> true;
            case Outcome.UndoChecked o -> true;
            case Outcome.StoreUndone o -> true;
            case Outcome.CommitWithheld o -> true;
            case Outcome.WorkFailed o -> !run.state().ended();
            default -> outcome.attempt() == run.attempt() && !run.state().ended();
        };
    }

    private void failed(Outcome.WorkFailed failed) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("phase", failed.phase());
        detail.put("operation", failed.operation());
        if (failed.store() != null) {
            detail.put("store", failed.store());
        }
        if (failed.batch() != null) {
            detail.put("table", failed.batch().table());
            detail.put("part", failed.batch().part());
        }
        detail.put("attempt", failed.attempt());
        detail.put("failure", failed.failure());
        audit(failed.service(), PgTrail.Kind.FAILURE, failed.failure().code(), detail);
        event("failure", detail);
    }

    void take(Event event, String actor) {
        Run before = run;
        Step step = Saga.step(before, event, moments.get());
        run = step.run();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.StartOver) {
                facts.startOver();
                anew = true;
            }
            effects.add(effect);
        }
        if (before.state() != run.state()) {
            stateChanged(before, actor);
        }
        phasesChanged(before);
        milestones(before, event);
    }

    private void stateChanged(Run before, String actor) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", before.state());
        data.put("to", run.state());
        if (run.failure() != null) {
            data.put("failure", run.failure());
        }
        Checkpoint checkpoint = RunView.checkpoint(run);
        if (checkpoint != null) {
            data.put("checkpoint", checkpoint);
        }
        audit(actor, PgTrail.Kind.STATE, run.state().name(), data);
        event("state", data);
        changes.add(new StateChange(before, run));
    }

    private void phasesChanged(Run before) {
        for (Phase phase : Phase.values()) {
            PhaseTimes now = run.phases().getOrDefault(phase, PhaseTimes.PENDING);
            PhaseTimes then = before.phases().getOrDefault(phase, PhaseTimes.PENDING);
            if (now.state() != then.state() || now.attempts() != then.attempts()) {
                event("phase", Map.of("phase", phase, "state", now.state(), "attempts", now.attempts()));
            }
        }
    }

    /** What is not a change of state, but tells how long the parts of a phase took. */
    private void milestones(Run before, Event event) {
        if (!(event instanceof Event.Answered answered) || Objects.equals(before.stage(), run.stage())) {
            return;
        }
        switch (answered.outcome()) {
            case Outcome.ExtractionStarted o -> note("extractor", "subset found");
            case Outcome.SetValidated o -> note("validator", o.sealed() ? "sealed" : "not sealed");
            case Outcome.LoadPlanned o -> store(o.store(), "planned");
            case Outcome.StoreLoaded o -> store(o.store(), "loaded");
            case Outcome.UndoChecked o ->
                store(o.store(), o.problems().isEmpty() ? "can be undone" : "cannot be undone");
            case Outcome.StoreUndone o -> store(o.store(), o.nothingToUndo() ? "nothing to undo" : "undone");
            case Outcome.CommitWithheld o ->
                store(o.store(), "not committed because of store " + o.other() + ": " + o.why());
            default -> {
                // nothing of a store
            }
        }
    }

    private void note(String service, String what) {
        audit(service, PgTrail.Kind.NOTE, what, Map.of());
    }

    private void store(String store, String what) {
        event("store", Map.of("store", store, "what", what));
        audit("loader", PgTrail.Kind.NOTE, what, Map.of("store", store));
    }

    void audit(String actor, PgTrail.Kind kind, String what, Object detail) {
        audit.add(new PgTrail.Entry(moments.get().now(), actor, kind, what, detail));
    }

    void event(String type, Object data) {
        events.add(new PgTrail.RunEvent(++seq, moments.get().now(), type, data));
    }

    private static String service(Outcome.OfRun outcome) {
        return switch (outcome) {
            case Outcome.ExtractionStarted o -> "extractor";
            case Outcome.BatchExtracted o -> "extractor";
            case Outcome.ExtractionCompleted o -> "extractor";
            case Outcome.RunClassified o -> "anonymizer";
            case Outcome.BatchAnonymized o -> "anonymizer";
            case Outcome.BatchDeferred o -> "anonymizer";
            case Outcome.BatchValidated o -> "validator";
            case Outcome.SetValidated o -> "validator";
            case Outcome.TargetAudited o -> "validator";
            case Outcome.LoadPlanned o -> "loader";
            case Outcome.StoreLoaded o -> "loader";
            case Outcome.UndoChecked o -> "loader";
            case Outcome.StoreUndone o -> "loader";
            case Outcome.CommitWithheld o -> "loader";
            case Outcome.WorkFailed o -> o.service();
        };
    }
}
