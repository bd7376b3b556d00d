package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.UndecidedColumn;
import dev.datamig.coordinator.problem.Code;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the queue to the seal: what streams. */
final class Streams {

    private static final String EXTRACTION = "extraction";
    private static final String SEAL = "seal";
    /** Failures of the anonymizer that saying what becomes of the columns named gets out of the way. */
    private static final Set<String> DECIDABLE = Set.of("ANO-002", "ANO-003", "ANO-004", "ANO-009");

    private Streams() {}

    static Step queued(Run run, Event event, Moment moment) {
        return switch (event) {
            case Event.Admitted e -> begin(run, moment.now());
            case Event.Asked a when a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            case Event.Asked a when a.action() == Action.PAUSE -> Waits.pause(run);
            default -> Step.stay(run);
        };
    }

    static Step streaming(Run run, Stage.Streaming stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered a
            when a.outcome().attempt() == run.attempt() -> answered(run, stage.tally(), a.outcome(), moment);
            case Event.Asked a when a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            case Event.Asked a when a.action() == Action.PAUSE -> Waits.pause(run);
            case Event.Quiet q -> quiet(run, q, moment);
            default -> Step.stay(run);
        };
    }

    private static Step answered(Run run, Tally tally, Outcome.OfRun outcome, Moment moment) {
        return switch (outcome) {
            case Outcome.ExtractionStarted o ->
                Step.to(run.withClosure(storesWithTables(run, o.tables()), o.snapshots())
                                .at(new Stage.Streaming(tally.expecting(o.tables()))))
                        .with(classification(run, !run.options().readFirst(), moment));
            case Outcome.RunClassified o ->
                o.undecided().isEmpty() ? Step.stay(run) : Waits.decide(run, undecided(o.undecided()), o.undecided());
            case Outcome.BatchExtracted o -> advance(run, tally.extracted(o.batch()), moment);
            case Outcome.ExtractionCompleted o ->
                advance(
                                run.withClosure(storesWithTables(run, o.tables()), run.snapshots()),
                                tally.complete(o.tables()),
                                moment)
                        .with(classification(run, run.options().readFirst(), moment));
            case Outcome.BatchAnonymized o -> advance(run, tally.anonymized(o.batch()), moment);
            case Outcome.BatchDeferred o -> advance(run, tally.oneMoreDeferred(), moment);
            case Outcome.BatchValidated o -> advance(run, tally.validated(o.batch(), errors(o.findings())), moment);
            case Outcome.WorkFailed o -> failed(run, o, moment);
            default -> Step.stay(run);
        };
    }

    /** Ordered when the rows are known, so that a person is asked early; after the last of them where reading goes first. */
    private static Stream<Effect> classification(Run run, boolean due, Moment moment) {
        return due
                ? Stream.of(
                        new Effect.Classify(new AnonymizeCommand.ClassifyRun(run.id(), run.attempt()), moment.now()))
                : Stream.empty();
    }

    /** After each count: are the deferred batches due, is the set complete? */
    private static Step advance(Run run, Tally tally, Moment moment) {
        if (tally.mayRelease()) {
            return Step.to(run.at(new Stage.Streaming(tally.release())), new Effect.ReleaseDeferred(run.attempt()));
        }
        if (!tally.allValidated()) {
            return Step.to(run.at(new Stage.Streaming(tally)));
        }
        if (tally.errors() > 0) {
            return Ends.giveUp(run, objections(tally.errors()), moment);
        }
        return Step.to(run.at(new Stage.Sealing(tally)), seal(run, moment.now()));
    }

    private static Step failed(Run run, Outcome.WorkFailed failed, Moment moment) {
        Failure failure = failed.failure();
        BatchManifest batch = failed.batch();
        return switch (failure.category()) {
            case BLOCKING ->
                DECIDABLE.contains(failure.code())
                        ? Waits.decide(run, failure, List.of())
                        : Waits.intervene(run, failure, List.of());
            case FATAL -> Ends.giveUp(run, failure, moment);
            case RETRIABLE -> startOver(run, failure, moment);
            case TRANSIENT ->
                batch == null ? startOver(run, failure, moment) : handOut(run, failed.phase(), batch, failure, moment);
        };
    }

    private static Step handOut(Run run, Phase phase, BatchManifest batch, Failure failure, Moment moment) {
        String topic = phase == Phase.ANONYMIZE ? Topics.BATCHES_EXTRACTED : Topics.BATCHES_ANONYMIZED;
        String work = phase + "/" + batch.table() + "/" + batch.part();
        int count = run.tries(work) + 1;
        if (count > moment.retries().limit()) {
            return Ends.giveUp(run, failure, moment);
        }
        return Step.to(run.tried(work), new Effect.HandOut(topic, batch, moment.next(count)));
    }

    /** A spoiled extraction is begun anew: batches of two attempts must never meet. */
    private static Step startOver(Run run, Failure failure, Moment moment) {
        int count = run.tries(EXTRACTION) + 1;
        if (count > moment.retries().limit()) {
            return Ends.giveUp(run, failure, moment);
        }
        return renew(run.tried(EXTRACTION), moment.next(count));
    }

    private static Step quiet(Run run, Event.Quiet quiet, Moment moment) {
        Failure failure = Code.QUIET.failure(
                FailureCategory.BLOCKING,
                "nothing was heard of the run for " + quiet.since().toMinutes() + " minutes");
        if (run.tries(EXTRACTION) >= moment.retries().limit()) {
            return Waits.intervene(run, failure, List.of());
        }
        return startOver(run, failure, moment);
    }

    static Step sealing(Run run, Stage.Sealing stage, Event event, Moment moment) {
        return switch (event) {
            case Event.Answered a
            when a.outcome().attempt() == run.attempt() -> sealAnswered(run, stage, a.outcome(), moment);
            case Event.Asked a when a.action() == Action.CANCEL -> Ends.cancel(run, moment);
            case Event.Asked a when a.action() == Action.PAUSE -> Waits.pause(run);
            case Event.Quiet q ->
                sealAgain(run, Code.QUIET.failure(FailureCategory.TRANSIENT, "the set check is silent"), moment);
            default -> Step.stay(run);
        };
    }

    private static Step sealAnswered(Run run, Stage.Sealing stage, Outcome.OfRun outcome, Moment moment) {
        return switch (outcome) {
            case Outcome.SetValidated o when o.sealed() -> Loads.afterSeal(run, stage.tally(), moment);
            case Outcome.SetValidated o -> Ends.giveUp(run, objections(errors(o.findings())), moment);
            case Outcome.WorkFailed o
            when o.batch() == null && o.phase() == Phase.VALIDATE -> sealFailed(run, o.failure(), moment);
            default -> Step.stay(run);
        };
    }

    private static Step sealFailed(Run run, Failure failure, Moment moment) {
        return switch (failure.category()) {
            case BLOCKING -> Waits.intervene(run, failure, List.of());
            case FATAL -> Ends.giveUp(run, failure, moment);
            case RETRIABLE -> startOver(run, failure, moment);
            case TRANSIENT -> sealAgain(run, failure, moment);
        };
    }

    private static Step sealAgain(Run run, Failure failure, Moment moment) {
        int count = run.tries(SEAL) + 1;
        return count > moment.retries().limit()
                ? Ends.giveUp(run, failure, moment)
                : Step.to(run.tried(SEAL), seal(run, moment.next(count)));
    }

    /** The first attempt, or the next one after a failed run was asked to try again. */
    private static Step begin(Run run, Instant now) {
        Run next = run.nextAttempt(new Stage.Streaming(Tally.EMPTY));
        return Step.to(next, new Effect.StartOver(next.attempt()), extract(next, now));
    }

    /** Gives the current attempt up and begins the next. */
    static Step renew(Run run, Instant notBefore) {
        Run next = run.nextAttempt(new Stage.Streaming(Tally.EMPTY)).withFailure(null);
        return Step.to(
                next,
                new Effect.Stop(run.attempt()),
                new Effect.Withdraw(),
                new Effect.StartOver(next.attempt()),
                extract(next, notBefore));
    }

    /** Reads PROD, or takes the sealed set of an earlier run over where the order says so. */
    private static Effect extract(Run run, Instant notBefore) {
        RunId earlier = run.options().reuseRun();
        if (earlier != null) {
            return new Effect.Validate(
                    new ValidateCommand.ReuseSet(run.id(), run.attempt(), run.district(), earlier), notBefore);
        }
        return new Effect.Extract(
                new ExtractCommand.ExtractDistrict(
                        run.id(), run.attempt(), run.district(), run.options().readFirst()),
                notBefore);
    }

    private static Effect seal(Run run, Instant notBefore) {
        return new Effect.Validate(new ValidateCommand.ValidateSet(run.id(), run.attempt(), run.district()), notBefore);
    }

    /** In the order of the landscape. */
    private static List<String> storesWithTables(Run run, List<TableTotal> tables) {
        Set<String> found = tables.stream().map(t -> t.table().store()).collect(Collectors.toSet());
        Stream<String> known = run.landscape().stream().filter(found::contains);
        Stream<String> others =
                found.stream().filter(store -> !run.landscape().contains(store)).sorted();
        return Stream.concat(known, others).toList();
    }

    private static long errors(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.severity() == Finding.Severity.ERROR)
                .count();
    }

    private static Failure undecided(List<UndecidedColumn> columns) {
        return new Failure(
                FailureCategory.BLOCKING,
                "ANO-002",
                columns.size() + (columns.size() == 1 ? " column looks" : " columns look")
                        + " personal and no rule covers "
                        + (columns.size() == 1 ? "it: " : "them: ")
                        + columns.stream()
                                .map(column -> column.column() + " (" + column.dataClass() + ")")
                                .collect(Collectors.joining(", ")),
                "Say what becomes of each when you approve (a strategy, nullify or keep), or add rules and retry");
    }

    private static Failure objections(long errors) {
        return Code.OBJECTIONS.failure(
                FailureCategory.FATAL, "the checks object: " + errors + (errors == 1 ? " error" : " errors"));
    }
}
