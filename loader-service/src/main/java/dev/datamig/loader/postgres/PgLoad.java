package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.Dependency;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One load of one store inside an open transaction: stage, compare, then write and prove. Planning stops after comparing.
 */
final class PgLoad {

    private static final int ROUNDS = 64;

    private final PgSession session;
    private final PgLedger ledger;
    private final LoadJob job;
    private final LoadProgress progress;
    private final TargetCatalog catalog;
    private final Map<String, LoadTable> tables = new LinkedHashMap<>();
    private final Map<String, TableLoad> tallies = new LinkedHashMap<>();
    private final List<Failure> problems = new ArrayList<>();
    private final Stage stage;
    private final Placement placement;
    private final Set<LoadTable> merged = new HashSet<>();
    private final boolean planned;
    private final Map<String, LoadTable> whole = new HashMap<>();
    private final Set<LoadTable> clean = new HashSet<>();
    private final List<ReferenceRule> landscape;
    private Optional<Refresh> refresh = Optional.empty();
    private Map<String, Long> gone = Map.of();
    private @Nullable Remapping remapping;
    private final Placement intended;
    private final KeptColumns kept;
    private boolean misfits;
    private @Nullable PgWriting writing;

    /**
     * A load that has not begun.
     *
     * @param planned whether the stores have agreed on keys
     * @param landscape references within the store that the database does not declare
     * @param triggered tables whose triggers write to others, which come after them
     * @param turns of tables whose own triggers have refused rows
     */
    PgLoad(
            PgSession session,
            PgLedger ledger,
            LoadJob job,
            LoadProgress progress,
            boolean planned,
            List<ReferenceRule> landscape,
            Collection<Dependency<String>> triggered,
            Turns turns) {
        this.session = session;
        this.ledger = ledger;
        this.job = job;
        this.progress = progress;
        this.planned = planned;
        this.landscape = landscape;
        this.catalog = TargetCatalogReader.read(session)
                .with(landscape)
                .after(triggered)
                .at(turns);
        this.stage = new Stage(session, job.rows());
        this.placement = new Placement(stage, progress);
        this.intended = new Placement(stage, progress);
        this.kept = new KeptColumns(session, job.policy(), catalog);
    }

    /**
     * Stages and compares.
     *
     * @param hopeful leave out tables of which no row is expected to be there already; they are copied straight into place
     * @return what stands in the way
     */
    List<Failure> compare(boolean hopeful) {
        TableFit.Fitted fitted = TableFit.fit(job.sealed(), catalog);
        problems.addAll(fitted.problems());
        fitted.tables().forEach(table -> tables.put(table.sql(), table));
        if (!problems.isEmpty()) {
            return problems;
        }
        new LockRoom(session).missing(tables.values()).ifPresent(problems::add);
        problems.addAll(new Publications(session).problems(tables.values(), job.policy()));
        problems.addAll(new Preconditions(job, catalog, tables).unmet());
        if (!problems.isEmpty()) {
            return problems;
        }
        if (!planned) {
            intended.choose(tables, catalog, job.policy());
            narrow();
        }
        if (hopeful) {
            placement.choose(tables, catalog, job.policy());
        }
        remapping = new Remapping(session, job, tables, catalog, kept, ledger, keyLedger(), planned);
        Remapping.Affected affected = remapping.learn(earlierKeys());
        for (Placement each : List.of(placement, intended)) {
            each.without(affected.staged());
            each.rewrite(affected.texts());
        }
        refresh = Refresh.of(session, ledger, job, catalog, landscape);
        if (refresh.isPresent()) {
            placement.none();
            intended.none();
        }
        var sequences = new Sequences(session);
        for (LoadTable table : tables.values()) {
            problems.addAll(sequences.problems(table));
            fillStage(table);
        }
        if (misfits) {
            return problems;
        }
        Fates fates = fates();
        remapping.forget(placement::staged, fates::isOurs);
        remapping.apply(placement::stagedWhole);
        lookAtKeys(fates);
        decide(fates);
        tables.values().stream().filter(placement::staged).forEach(remapping::requireApart);
        count(fates);
        gone = refresh.map(r -> r.split(tables.values())).orElse(Map.of());
        return problems;
    }

    private void count(Fates fates) {
        for (LoadTable table : tables.values()) {
            TableLoad tally =
                    placement.staged(table) ? fates.tally(table) : new TableLoad(table.id(), table.rows(), 0, 0, 0, 0);
            tallies.put(table.sql(), tally);
            if (tally.conflicts() > 0) {
                problems.add(conflict(fates, table, tally));
            }
        }
    }

    /** A plan says which values the target's types refuse; a load was planned before. */
    private void fillStage(LoadTable table) {
        if (planned) {
            placement.fillStage(table);
            return;
        }
        List<Failure> refused = new Misfits(session, stage).fillStage(placement, table);
        misfits |= !refused.isEmpty();
        problems.addAll(refused);
    }

    /** A plan looks at keys first. */
    private void narrow() {
        var columns = new PlanColumns(session, new Links(job, tables, catalog), job.policy());
        tables.replaceAll((name, table) -> {
            LoadTable narrowed = columns.narrowed(table);
            if (narrowed.columns().size() < table.columns().size()) {
                whole.put(name, table);
            }
            return narrowed;
        });
    }

    /**
     * Tables of which no key is in the target are done with, unless they follow a parent's key later. Where only values beside the key
     * meet, which may be given others, the rest of the row says nothing.
     */
    private void lookAtKeys(Fates fates) {
        if (whole.isEmpty()) {
            return;
        }
        for (String name : List.copyOf(whole.keySet())) {
            LoadTable table = Objects.requireNonNull(tables.get(name), name);
            long met = fates.decide(table);
            if (met > 0 && fates.dependsOnContents(table)) {
                widen(table);
            } else if (met == 0) {
                clean.add(table);
            }
        }
        remapping().apply(placement::stagedWhole);
    }

    /** Rows that are there already are compared as a whole. */
    private void widen(LoadTable table) {
        LoadTable all = Objects.requireNonNull(whole.remove(table.sql()), "narrowed before");
        tables.put(table.sql(), all);
        placement.stageAnew(all);
    }

    /** Whether a table was meant to be copied straight into place. */
    boolean hoped() {
        return placement.any();
    }

    private Failure conflict(Fates fates, LoadTable table, TableLoad tally) {
        String which = new ConflictKeys(session).text(table, fates.differing(table));
        String whose = new ConflictOwners(session, ledger, catalog, job.district()).of(table, tally);
        return LoadException.failure(LoaderCode.CONFLICT, table.id() + ": " + whose + which);
    }

    /** A district that was loaded under other keys keeps them, and rows that other districts have brought keep theirs. */
    private List<PgKeyLedger> earlierKeys() {
        boolean asked = job.policy().refreshes()
                || tables.values().stream().anyMatch(t -> job.policy().of(t.id()) == LoadStrategy.REMAP);
        boolean loaded = ledger.exists() && ledger.isLoaded(job.district());
        PgKeyLedger own = keyLedger();
        return asked && !planned ? own.withOthers(loaded) : asked || loaded ? List.of(own) : List.of();
    }

    private PgKeyLedger keyLedger() {
        return new PgKeyLedger(session, job.sealed().store(), job.district());
    }

    private Fates fates() {
        return new Fates(
                session,
                job.policy(),
                kept,
                refresh,
                remapping().theirs(),
                new MadeByTriggers(session, ledger, catalog, job.district()));
    }

    private Remapping remapping() {
        return Objects.requireNonNull(remapping, "compared before");
    }

    /** Parents before children, so that children are compared with the keys that their parents have in the target. */
    private void decide(Fates fates) {
        LoadOrder<String> order =
                LoadOrder.of(tables.keySet(), remapping().links().dependencies());
        boolean settled = false;
        for (int round = 0; !settled && round < ROUNDS; round++) {
            settled = decide(fates, order) && !widenConflicts(fates);
        }
    }

    /** People are told all columns in which rows of a conflict differ. */
    private boolean widenConflicts(Fates fates) {
        List<LoadTable> conflicting = List.copyOf(whole.keySet()).stream()
                .map(name -> Objects.requireNonNull(tables.get(name), name))
                .filter(table -> !clean.contains(table) && placement.staged(table))
                .filter(table -> fates.tally(table).conflicts() > 0)
                .toList();
        conflicting.forEach(this::widen);
        if (!conflicting.isEmpty()) {
            remapping().apply(placement::stagedWhole);
        }
        return !conflicting.isEmpty();
    }

    /** @return false when rows of a table that was decided before have to yield: then all begins anew */
    private boolean decide(Fates fates, LoadOrder<String> order) {
        for (List<String> group : order.groups()) {
            boolean again = true;
            for (int round = 0; again && round < ROUNDS; round++) {
                again = false;
                for (LoadTable table : of(group)) {
                    if (!placement.staged(table) || clean.contains(table)) {
                        continue;
                    }
                    if (whole.containsKey(table.sql()) && fates.decide(table) > 0 && fates.dependsOnContents(table)) {
                        widen(table);
                        remapping().apply(placement::stagedWhole);
                        return false;
                    }
                    Set<LoadTable> yielding = decide(fates, table);
                    if (!yielding.isEmpty()) {
                        stageAll(yielding);
                        return false;
                    }
                    if (stageAll(remapping().followers(table))) {
                        return false;
                    }
                    Set<LoadTable> moved = remapping().follow(table);
                    clean.removeAll(moved);
                    again |= moved.stream().anyMatch(child -> group.contains(child.sql()));
                }
            }
        }
        return true;
    }

    /** @return parents that have to yield */
    private Set<LoadTable> decide(Fates fates, LoadTable table) {
        remapping().yield(table);
        if (job.policy().of(table.id()) == LoadStrategy.MERGE && merged.add(table)) {
            new Merging(session).merge(table, job.policy().merge(table.id()));
        }
        fates.decide(table);
        String ours = fates.isOurs(table);
        Remapping.Resolved resolved = remapping().resolve(table, ours);
        for (int round = 0; resolved.again() && round < ROUNDS; round++) {
            fates.decide(table);
            resolved = remapping().resolve(table, ours);
        }
        return resolved.parents();
    }

    /** What the comparison has found, in detail; more problems may come to light. */
    Optional<StorePlan> detail(String store) {
        if (tallies.size() < tables.size() || tables.isEmpty()) {
            return Optional.empty();
        }
        var detail = new PlanDetail(session, job.policy(), tables, catalog, kept);
        var checks = new PlanChecks(
                session,
                this::asSealed,
                table -> refresh.map(r -> r.leaves(table.sql())).orElse("false"));
        Map<String, String> ways = Ways.of(catalog, tables, tallies, intended);
        Fates fates = fates();
        List<TablePlan> plans = new ArrayList<>();
        List<String> further = new ArrayList<>(remapping().madeUpAnew());
        refresh.ifPresent(r -> further.addAll(r.further(gone, tables.keySet())));
        for (LoadTable table : tables.values()) {
            TableLoad tally = tally(table);
            boolean meets = tally.conflicts() + tally.updated() > 0;
            List<String> differing = meets ? fates.differing(table) : List.of();
            List<ConflictPlan> conflicts =
                    new ArrayList<>(tally.conflicts() > 0 ? new ConflictKeys(session).of(table, differing) : List.of());
            List<ConflictPlan> unmet = checks.of(table);
            unmet.forEach(conflict -> problems.add(Refusals.of(table, conflict)));
            conflicts.addAll(unmet);
            further.addAll(remapping().warnings(table, fates.isOurs(table)));
            plans.add(detail.of(
                    table,
                    ways.getOrDefault(table.sql(), "insert"),
                    tally,
                    differing,
                    conflicts,
                    remapping().remapped(table),
                    gone.getOrDefault(table.sql(), 0L)));
        }
        return Optional.of(detail.of(
                ledger,
                store,
                plans,
                refresh.map(r -> List.of(r.previous().value())).orElse(List.of()),
                further));
    }

    private boolean asSealed(LoadTable table, TargetKey key) {
        return job.policy().of(table.id()) != LoadStrategy.MERGE && !remapping().changed(table, key.columns());
    }

    /** Tables of which rows would be overwritten. */
    List<LoadTable> overwriting() {
        return tables.values().stream()
                .filter(table ->
                        tallies.containsKey(table.sql()) && tally(table).updated() > 0)
                .toList();
    }

    /** That the row whose key an entry {@code o} names was left to the district by the one that has brought it. */
    String isLeft(LoadTable table) {
        return refresh.map(r -> r.passed().mayBeOverwritten(table, "o")).orElse("false");
    }

    /** Whether rows of the target change or, with a refresh, go or get back what they held. */
    boolean overwrites() {
        return !overwriting().isEmpty()
                || !gone.isEmpty()
                || refresh.map(r -> !r.overwritten().all().isEmpty()).orElse(false);
    }

    List<Failure> problems() {
        return List.copyOf(problems);
    }

    /** Tells the other stores which keys move. @return a digest, empty when none does */
    Optional<String> publishKeys() {
        return remapping == null ? Optional.empty() : remapping.news().publish();
    }

    /**
     * These have to be changed on their way: a parent's key is another one in the target, or they have to yield.
     *
     * @return whether one of them was compared in part
     */
    private boolean stageAll(Set<LoadTable> children) {
        boolean compared = false;
        boolean rewritten = children.stream().anyMatch(placement::rewrites);
        intended.without(children);
        for (LoadTable child : children) {
            compared |= placement.stageAll(child);
        }
        if (rewritten) {
            remapping().apply(placement::stagedWhole);
        }
        return compared;
    }

    private List<LoadTable> of(List<String> names) {
        return names.stream().map(tables::get).toList();
    }

    /**
     * Writes, proves and notes in the ledger. Nothing may stand in the way.
     *
     * @param oneStatement all at once, because steps have failed; then nothing may have been hoped
     */
    void write(boolean oneStatement) {
        var compared = new PgWriting.Compared(
                Map.copyOf(tallies), tables, catalog, placement, stage, refresh, remapping(), keyLedger(), kept);
        writing = new PgWriting(session, ledger, job, progress, compared);
        writing.write(oneStatement);
    }

    /** Tables at whose insertion writing has failed. */
    List<String> failedAt() {
        return writing == null
                ? List.of()
                : writing.inserting().stream().map(LoadTable::sql).toList();
    }

    /** Whether triggers had written to a table before its rows came. */
    boolean isForestalled(String table) {
        return writing != null && writing.forestalled().contains(table);
    }

    /** Whether the run brings rows of a table. */
    boolean brings(String table) {
        return tables.containsKey(table);
    }

    private TableLoad tally(LoadTable table) {
        TableLoad tally = tallies.get(table.sql());
        if (tally == null) {
            throw new IllegalStateException("every table was compared before it is written");
        }
        return tally;
    }

    /** Per table of the sealed set, also those without rows. */
    List<TableLoad> tallies() {
        List<TableLoad> all = new ArrayList<>();
        for (TableSchema schema : job.sealed().tables()) {
            TableLoad tally = tallies.get(schema.id().name());
            all.add(tally == null ? new TableLoad(schema.id(), 0, 0, 0, 0, 0) : tally);
        }
        return all;
    }
}
