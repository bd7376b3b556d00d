package dev.datamig.coordinator.saga;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.UndecidedColumn;
import dev.datamig.contracts.schema.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A world around the saga: services that answer late, twice, out of order or with failures, a coordinator that crashes between
 * receiving and writing, people who press buttons. What CERT holds is kept here, so that promises can be held against it.
 */
final class SagaWorld {

    static final List<String> STORES = List.of("one", "two", "three");

    private final Random random;
    private final StoreReferences references;
    private final double failing;
    private Run run;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Object> travelling = new ArrayList<>();
    private final Set<String> inbox = new HashSet<>();
    private final Map<String, BatchManifest> deferred = new HashMap<>();
    private final Map<String, Integer> fences = new HashMap<>();
    private final Map<String, Integer> ordered = new HashMap<>();
    private final Map<Integer, List<String>> mustGoBefore = new HashMap<>();
    final Set<String> cert = new TreeSet<>();
    final Map<Integer, Integer> released = new HashMap<>();
    final List<String> trace = new ArrayList<>();
    private final Set<Integer> sealedAttempts = new HashSet<>();
    private int calledOff;
    private int finishes;

    SagaWorld(long seed, double failing, RunOptions options) {
        this.random = new Random(seed);
        this.references = references(random);
        this.failing = failing;
        this.run = Run.queued(new RunId("mig-20260101T000000Z-1"), new District("d", "D"), options, STORES);
    }

    private static StoreReferences references(Random random) {
        Map<String, Set<String>> to = new HashMap<>();
        for (String store : STORES) {
            Set<String> others = new HashSet<>();
            STORES.stream()
                    .filter(other -> !other.equals(store) && random.nextInt(3) == 0)
                    .forEach(others::add);
            to.put(store, others);
        }
        return new StoreReferences(to, random.nextBoolean() ? Set.of() : Set.of(STORES.getLast()));
    }

    Run run() {
        return run;
    }

    int finishes() {
        return finishes;
    }

    /** Lets everything happen until nothing travels any more. @param people how likely a person interferes at each step */
    void play(double people, int limit) {
        happen(new Event.Admitted());
        for (int i = 0; i < limit; i++) {
            if (random.nextDouble() < people) {
                Action action = Action.values()[random.nextInt(Action.values().length)];
                happen(new Event.Asked(action, random.nextBoolean()));
            }
            if (!travelling.isEmpty()) {
                Object message = travelling.remove(random.nextInt(travelling.size()));
                if (random.nextDouble() < 0.15) {
                    travelling.add(message);
                }
                arrive(message);
            } else if (run.stage() instanceof Stage.Queued) {
                happen(new Event.Admitted());
            } else if (!settle()) {
                return;
            }
        }
        throw new AssertionError("does not end: " + trace.subList(Math.max(0, trace.size() - 40), trace.size()));
    }

    /** Nothing travels: does the run wait for a person, or was something lost? @return whether there is more to come */
    private boolean settle() {
        if (run.state().ended()) {
            return false;
        }
        Action answer = run.stage().allows().stream()
                .filter(a -> a != Action.CANCEL && a != Action.PAUSE)
                .skip(random.nextInt((int) Math.max(
                        1,
                        run.stage().allows().stream()
                                .filter(a -> a != Action.CANCEL && a != Action.PAUSE)
                                .count())))
                .findFirst()
                .orElse(null);
        happen(answer == null ? new Event.Quiet(Duration.ofMinutes(30)) : new Event.Asked(answer, true));
        return true;
    }

    private void arrive(Object message) {
        if (message instanceof Outcome.OfRun outcome) {
            if (random.nextDouble() < 0.05) {
                travelling.add(message); // a crash before the commit: the broker delivers again
                return;
            }
            if (inbox.add(outcome.id())) {
                happen(new Event.Answered(outcome));
            }
            return;
        }
        work(message).forEach(travelling::add);
    }

    private void happen(Event event) {
        now = now.plusSeconds(1);
        Run before = run;
        RetryRule retries = new RetryRule(3, Duration.ofSeconds(2), Duration.ofMinutes(1));
        Moment moment = new Moment(now, random.nextDouble(), retries, references);
        Step step = Saga.step(run, event, moment);
        if (!step.equals(Saga.step(run, event, moment))) {
            throw new AssertionError("not a function");
        }
        // what is written down is what is read back after a crash
        run = Json.read(Json.write(step.run()), Run.class);
        if (!run.equals(step.run())) {
            throw new AssertionError("changed on its way through the database: " + step.run() + " / " + run);
        }
        if (event instanceof Event.Answered answered && answered.outcome() instanceof Outcome.BatchDeferred d) {
            deferred.put(d.manifest().attempt() + d.manifest().key(), d.manifest());
        }
        trace.add(event + " -> " + before.state() + " -> " + run.state() + " " + step.effects());
        step.effects().forEach(this::carryOut);
        promises();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Extract e -> travelling.add(e.command());
            case Effect.Classify e -> travelling.add(e.command());
            case Effect.Validate e -> travelling.add(e.command());
            case Effect.Load e -> {
                if (e.command() instanceof LoadCommand.LoadStore load) {
                    if (!sealedAttempts.contains(run.attempt())) {
                        throw new AssertionError("a load without a seal");
                    }
                    ordered.put(load.store(), load.attempt());
                }
                if (e.command() instanceof LoadCommand.UndoStore undo) {
                    mustGoBefore.put(undo.attempt(), references.referring(undo.store(), remaining(undo.store())));
                }
                travelling.add(e.command());
            }
            case Effect.HandOut e -> travelling.add(e.manifest());
            case Effect.ReleaseDeferred e -> {
                released.merge(e.attempt(), 1, Integer::sum);
                deferred.values().stream()
                        .filter(m -> m.attempt() == e.attempt())
                        .map(BatchManifest::asResumed)
                        .forEach(travelling::add);
                deferred.values().removeIf(m -> m.attempt() == e.attempt());
            }
            case Effect.Withdraw w -> travelling.removeIf(m -> m instanceof LoadCommand && random.nextBoolean());
            case Effect.Finish f -> finishes++;
            case Effect.CallOffLoads c -> {
                if (ordered.values().stream().anyMatch(order -> order > c.order())) {
                    throw new AssertionError("a load that is ordered is not called off");
                }
                calledOff = Math.max(calledOff, c.order());
            }
            case Effect.Stop s -> {}
            case Effect.StartOver s -> deferred.values().removeIf(m -> m.attempt() < s.attempt());
        }
    }

    /** The other stores that are still to be undone. */
    private List<String> remaining(String store) {
        Stage stage = run.stage() instanceof Stage.AwaitingIntervention waiting ? waiting.inner() : run.stage();
        List<String> remaining = stage instanceof Stage.Compensating c
                ? c.undo().remaining()
                : ((Stage.RollingBack) stage).undo().remaining();
        return remaining.stream().filter(other -> !other.equals(store)).toList();
    }

    private void promises() {
        if (run.state() == RunState.COMPENSATING && ordered.values().stream().anyMatch(order -> order > calledOff)) {
            throw new AssertionError("compensates although loads still wait for each other");
        }
        switch (run.state()) {
            case FAILED, CANCELLED, ROLLED_BACK -> {
                // a load that is still on its way is barred by the fence, see work()
                if (!cert.isEmpty()) {
                    throw new AssertionError(run.state() + " but CERT holds " + cert + "\n" + String.join("\n", trace));
                }
                for (String store : ordered.keySet()) {
                    if (fences.getOrDefault(store, 0) < ordered.get(store)) {
                        throw new AssertionError(run.state() + " but " + store + " was never undone");
                    }
                }
            }
            case COMPLETED -> {
                boolean loads = !run.options().dryRun() && !run.options().skipLoad();
                if (!cert.equals(loads ? new TreeSet<>(STORES) : Set.of())) {
                    throw new AssertionError("COMPLETED but CERT holds " + cert);
                }
            }
            default -> {}
        }
        released.forEach((attempt, times) -> {
            if (times > 1) {
                throw new AssertionError("deferred batches handed out " + times + " times");
            }
        });
    }

    private List<Outcome> work(Object message) {
        boolean fails = random.nextDouble() < failing;
        return switch (message) {
            case ExtractCommand.ExtractDistrict m ->
                fails ? List.of(failed(m.run(), m.attempt(), Phase.EXTRACT, null, null)) : extract(m);
            case BatchManifest m -> fails ? List.of(failed(m.run(), m.attempt(), Phase.ANONYMIZE, null, m)) : mask(m);
            case AnonymizeCommand.ClassifyRun m -> List.of(classified(m));
            case ValidateCommand.ValidateSet m -> {
                if (!fails) {
                    sealedAttempts.add(m.attempt());
                }
                yield fails
                        ? List.of(failed(m.run(), m.attempt(), Phase.VALIDATE, null, null))
                        : List.of(new Outcome.SetValidated(m.run(), m.attempt(), true, List.of()));
            }
            case ValidateCommand.AuditTarget m ->
                fails
                        ? List.of(failed(m.run(), m.attempt(), Phase.VERIFY, null, null))
                        : List.of(new Outcome.TargetAudited(
                                "", m.run(), m.attempt(), random.nextDouble() < 0.9, List.of()));
            case LoadCommand.PlanLoad m ->
                fails
                        ? List.of(failed(m.run(), m.attempt(), Phase.LOAD, m.store(), null))
                        : List.of(new Outcome.LoadPlanned(
                                m.run(), m.attempt(), m.store(), List.of(), List.of(), keys(m), null));
            case LoadCommand.LoadStore m -> load(m, fails);
            case LoadCommand.CheckUndo m ->
                fails
                        ? List.of(failed(m.run(), m.attempt(), Phase.LOAD, m.store(), null))
                        : List.of(new Outcome.UndoChecked(m.run(), m.attempt(), m.store(), obstacles()));
            case LoadCommand.UndoStore m -> undo(m, fails);
            default -> List.of();
        };
    }

    /** The first store moves keys, and each other moves some once the store before it has said so. */
    private static @Nullable String keys(LoadCommand.PlanLoad m) {
        int place = STORES.indexOf(m.store());
        return place == 0 || m.keys().containsKey(STORES.get(place - 1)) ? "digest-" + place : null;
    }

    private Outcome classified(AnonymizeCommand.ClassifyRun m) {
        var column = new UndecidedColumn(new TableId("one", "t"), "one:t(c)", "EMAIL", 0.9, "r", List.of("keep"));
        List<UndecidedColumn> undecided = random.nextDouble() < failing ? List.of(column) : List.of();
        return new Outcome.RunClassified(m.run(), m.attempt(), 3, 1, undecided, List.of());
    }

    /** The ledger decides: a load that an undo has overtaken does nothing. It may also be committed and its answer lost. */
    private List<Outcome> load(LoadCommand.LoadStore m, boolean fails) {
        if (!m.keys().keySet().equals(Set.copyOf(STORES))) {
            throw new AssertionError("loaded before the stores have agreed about keys");
        }
        if (m.attempt() <= fences.getOrDefault(m.store(), 0)) {
            return List.of(failed(m.run(), m.attempt(), Phase.LOAD, m.store(), null));
        }
        if (m.attempt() <= calledOff && random.nextBoolean()) {
            return List.of(new Outcome.CommitWithheld(m.run(), m.attempt(), m.store(), m.store(), "called off"));
        }
        if (m.group() != null && random.nextDouble() < failing) {
            return List.of(new Outcome.CommitWithheld(m.run(), m.attempt(), m.store(), "other", "why"));
        }
        if (!fails || random.nextInt(4) == 0) {
            cert.add(m.store());
        }
        return fails
                ? List.of(failed(m.run(), m.attempt(), Phase.LOAD, m.store(), null))
                : List.of(new Outcome.StoreLoaded(m.run(), m.attempt(), m.store(), List.of()));
    }

    private List<Failure> obstacles() {
        return random.nextDouble() < failing
                ? List.of(new Failure(FailureCategory.BLOCKING, "LOD", "m", "h"))
                : List.of();
    }

    private List<Outcome> undo(LoadCommand.UndoStore m, boolean fails) {
        if (fails) {
            return List.of(failed(m.run(), m.attempt(), Phase.LOAD, m.store(), null));
        }
        if (m.attempt() > fences.getOrDefault(m.store(), 0)) {
            List<String> referring = mustGoBefore.getOrDefault(m.attempt(), List.of()).stream()
                    .filter(cert::contains)
                    .toList();
            CommitGroup group = m.group();
            if (group != null && referring.stream().anyMatch(group.after()::contains)) {
                if (random.nextInt(3) == 0) {
                    return List.of(new Outcome.CommitWithheld(
                            m.run(), m.attempt(), m.store(), referring.getFirst(), "not yet"));
                }
                travelling.add(m); // it waits
                return List.of();
            }
            if (!referring.isEmpty()) {
                throw new AssertionError(m.store() + " is undone before " + referring + ", which refer to it");
            }
            if (random.nextDouble() < failing) {
                return List.of(new Outcome.CommitWithheld(m.run(), m.attempt(), m.store(), "other", "refuses"));
            }
            fences.put(m.store(), m.attempt());
            cert.remove(m.store());
        }
        return List.of(new Outcome.StoreUndone(m.run(), m.attempt(), m.store(), false, List.of()));
    }

    private List<Outcome> extract(ExtractCommand.ExtractDistrict m) {
        List<Outcome> outcomes = new ArrayList<>();
        List<TableTotal> tables = STORES.stream()
                .map(s -> new TableTotal(new TableId(s, "t"), 10, 0, 2))
                .toList();
        travelling.add(new Outcome.ExtractionStarted(m.run(), m.attempt(), List.of(), tables));
        for (TableTotal table : tables) {
            for (int part = 1; part <= 2; part++) {
                var batch = new BatchManifest(
                        m.run(),
                        m.attempt(),
                        table.table(),
                        part,
                        Membership.OWNED,
                        "f",
                        5,
                        1,
                        "",
                        List.of(),
                        false,
                        List.of());
                outcomes.add(new Outcome.BatchExtracted(m.run(), m.attempt(), batch.ref()));
                travelling.add(batch);
            }
        }
        outcomes.add(new Outcome.ExtractionCompleted(m.run(), m.attempt(), tables));
        return outcomes;
    }

    private static List<Outcome> mask(BatchManifest m) {
        if (m.part() == 2 && !m.resumed()) {
            return List.of(new Outcome.BatchDeferred(m.run(), m.attempt(), m));
        }
        return List.of(
                new Outcome.BatchAnonymized(m.run(), m.attempt(), m.ref(), List.of()),
                new Outcome.BatchValidated(m.run(), m.attempt(), m.ref(), List.of()));
    }

    private Outcome failed(
            RunId id,
            int attempt,
            Phase phase,
            @org.jspecify.annotations.Nullable String store,
            @org.jspecify.annotations.Nullable BatchManifest batch) {
        FailureCategory category = FailureCategory.values()[random.nextInt(FailureCategory.values().length)];
        var failure = new Failure(category, "X-1", "no", "again");
        return new Outcome.WorkFailed(
                id, attempt, phase, "x", "X", store, batch, failure, Long.toHexString(random.nextLong()));
    }
}
