package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.UndoJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes a run out of a store inside an open transaction, in this order: read the ledger, leave what others need, put back what was
 * overwritten, delete, and see in the same pass that everything was as it had been loaded. What is not so refuses the undo.
 */
final class PgUndo {

    private static final Logger LOG = Logger.getLogger(PgUndo.class);

    private static final String RESTORING = "restoring rows";
    private static final String CHANGED = "changed since";
    private static final String IN_THE_WAY = "in the way of rows that come back";

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoJob job;
    private final String store;
    private final TargetCatalog catalog;
    private final UndoRows rows;
    private final List<UndoReference> references;
    private final UndoGuard guard;
    private final UndoDeletion deletion;
    private final UndoRemoved removed;
    private final Dependents dependents;
    private final UndoRestoration restoration;
    private final Map<String, Long> changed = new LinkedHashMap<>();
    private final Map<String, Long> restored = new LinkedHashMap<>();
    private final Map<String, Long> taken = new LinkedHashMap<>();

    /** @param landscape references within the store that the database does not declare */
    PgUndo(PgSession session, PgLedger ledger, UndoJob job, String store, List<ReferenceRule> landscape) {
        this.session = session;
        this.ledger = ledger;
        this.job = job;
        this.store = store;
        this.catalog = TargetCatalogReader.read(session).with(landscape);
        this.rows = new UndoRows(session, catalog);
        this.references = UndoReference.all(catalog, landscape);
        this.guard = new UndoGuard(session, catalog, rows, references);
        this.deletion = new UndoDeletion(session);
        this.dependents = new Dependents(session, catalog);
        this.restoration = new UndoRestoration(session, guard, new Aside(session, catalog), dependents, job.force());
        this.removed = new UndoRemoved(session, catalog, rows, restoration);
    }

    /**
     * What an undo did to the tables: rows deleted (inserted), restored (updated), gone already (unchanged), left for others
     * (matched), and rows of testers that a forced undo took along (conflicts).
     *
     * @param district the run's
     * @param foreign how many rows that runs of other districts brought a forced undo may take along
     * @param leaving is told what goes
     * @param beforehand whether rows are compared before the first is deleted and not while they go: triggers of the target that fire
     *     for one row may change others of the run
     * @throws LoadException {@code LOD-033}, or {@code LOD-015}; then {@link #refusal} tells more
     */
    List<TableLoad> undo(String district, long foreign, Leaving leaving, boolean beforehand) {
        var triggered = new UndoTriggered(session, catalog, rows, guard, dependents);
        rows.fill(ledger, job.run());
        triggered.read(ledger, job.run());
        new Inheritance(session, ledger, rows, job.run(), references).handOver();
        new PgLeaving(session, catalog, rows).tell(leaving).ifPresent(refusal -> {
            throw refusal;
        });
        if (job.force()) {
            takeAlong();
        } else {
            guard.lockWhereNothingStops();
            refuse("built on them", guard.usersUnnoticed());
        }
        if (guard.keepWhatOthersNeed() && job.force()) {
            takeAlong();
        }
        if (job.force()) {
            new ForeignChanges(session, ledger, catalog, foreign)
                    .requireFewTakenAlong(district, rows.tables().values());
        }
        LoadOrder<String> order = catalog.order(rows.tables().keySet());
        if (!order.deferred().isEmpty()) {
            String names = String.join(
                    ", ",
                    order.deferred().stream().map(d -> d.name()).distinct().toList());
            session.run("deferring constraints", "set constraints " + names + " deferred");
        }
        boolean cameBack = removed.read(ledger, job.run());
        refuse(IN_THE_WAY, removed.inTheWay());
        if (beforehand && !job.force()) {
            refuse(CHANGED, guard.lockedAndChanged());
        }
        List<UndoDeletion.Deleted> deleted = exchange(order, cameBack);
        session.run(PgFailures.DELETING + "tables with deferred constraints", "set constraints all immediate");
        deleted.stream()
                .filter(d -> d.changed() > 0 && !(beforehand && isKeyed(d.table())))
                .forEach(d -> changed.merge(d.table(), d.changed(), Long::sum));
        if (!job.force()) {
            refuse(CHANGED, changed);
        }
        Map<String, Long> gone = new HashMap<>();
        deleted.forEach(each -> gone.merge(each.table(), each.rows(), Long::sum));
        triggered.takeBack(images(), removed, gone);
        restorable().forEach(table -> restoration.require(table, rows.restorable(table)));
        removed.require();
        return tallies(deleted, triggered.stayed());
    }

    private boolean isKeyed(String table) {
        UndoTable known = rows.tables().get(table);
        return known != null && !known.keyless();
    }

    /** By table the temporary tables with rows that this undo has put back. */
    private Map<String, List<String>> images() {
        Map<String, List<String>> images = new HashMap<>();
        rows.tables().values().stream()
                .filter(table -> !rows.restorable(table).isEmpty())
                .forEach(table -> images.computeIfAbsent(table.sql(), name -> new ArrayList<>())
                        .add(table.before()));
        removed.images()
                .forEach((table, image) ->
                        images.computeIfAbsent(table, name -> new ArrayList<>()).add(image));
        return images;
    }

    /** In steps; where rows stand in each other's way then, all in one statement. */
    private List<UndoDeletion.Deleted> exchange(LoadOrder<String> order, boolean cameBack) {
        restorable().forEach(table -> {
            long differing = guard.changedSinceOverwritten(table);
            if (differing > 0) {
                changed.put(table.sql(), differing);
            }
        });
        session.run(RESTORING, "savepoint datamig_undoing");
        try {
            return inSteps(order, cameBack);
        } catch (LoadException e) {
            boolean inTheWay = PgFailures.isInTheWay(e) && !(restorable().isEmpty() && !cameBack);
            if (!inTheWay && !(cameBack && mayHaveTakenAlong(e))) {
                throw e;
            }
            session.run(RESTORING, "rollback to savepoint datamig_undoing");
            restored.clear();
            try {
                return atOnce();
            } catch (LoadException again) {
                boolean same = again.failure().code().equals(e.failure().code());
                throw same ? e : e.besides("all in one statement", again);
            }
        }
    }

    /** Rows that go before others change back take along those that still refer to them with {@code CASCADE}. */
    private static boolean mayHaveTakenAlong(LoadException e) {
        return e.failure().code().equals(LoaderCode.NOT_VERIFIED.code());
    }

    private List<UndoTable> restorable() {
        return rows.tables().values().stream()
                .filter(table -> !rows.restorable(table).isEmpty())
                .toList();
    }

    private List<UndoDeletion.Deleted> atOnce() {
        var all = new OneStatement(session);
        List<UndoTable> restorable = restorable();
        rows.tables().values().forEach(table -> UndoDeletion.into(all, table));
        restorable.forEach(table -> restoration.takeOut(table, all));
        restorable.forEach(table -> restoration.putAside(table, rows.restorable(table)));
        restorable.forEach(table -> restoration.putBack(table, rows.restorable(table), all));
        removed.putBack(all);
        OneStatement.Numbers numbers = all.run(PgFailures.DELETING + "all tables and restoring what was there");
        removed.cameBack(numbers).forEach((table, count) -> restored.merge(table, count, Long::sum));
        restorable.forEach(table ->
                restored.merge(table.sql(), restoration.provenAfterTriggers(table, rows.restorable(table)), Long::sum));
        return rows.tables().values().stream()
                .map(table -> deletion.done(numbers, table))
                .toList();
    }

    /** What a refresh took away comes back before rows that change back refer to it, and after rows that have its values are gone. */
    private List<UndoDeletion.Deleted> inSteps(LoadOrder<String> order, boolean cameBack) {
        Map<String, UndoTable> rest = new LinkedHashMap<>(rows.tables());
        List<UndoDeletion.Deleted> deleted = new ArrayList<>();
        if (cameBack) {
            Map<String, UndoTable> early = new LinkedHashMap<>(rows.tables());
            early.keySet().retainAll(removed.early());
            rest.keySet().removeAll(early.keySet());
            deleted.addAll(deletion.delete(order, early));
            removed.images()
                    .forEach((name, image) -> restorable().stream()
                            .filter(table -> table.sql().equals(name))
                            .forEach(table -> restoration.release(table, rows.restorable(table), image)));
            removed.putBack().forEach((table, count) -> restored.merge(table, count, Long::sum));
        }
        restore(order);
        deleted.addAll(deletion.delete(order, rest));
        return deleted;
    }

    private void takeAlong() {
        guard.takeAlong().forEach((table, count) -> {
            taken.merge(table, count, Long::sum);
            LOG.warnf(
                    "forced undo of %s in store %s takes along %d rows of testers from %s",
                    job.run(), store, count, table);
        });
    }

    private static void refuse(String why, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            throw LoadException.of(LoaderCode.UNDO_REFUSED, why + ": " + UndoGuard.listed(counts));
        }
    }

    /**
     * Why an undo is refused, completely: called in a transaction of its own, before an undo or after one that has been rolled back.
     * Locks nothing.
     */
    Optional<LoadException> refusal() {
        rows.fill(ledger, job.run());
        new Inheritance(session, ledger, rows, job.run(), references).handOver();
        removed.read(ledger, job.run());
        return reasons();
    }

    /** As {@link #refusal}, and what others say to it. */
    Stream<LoadException> refusals(Leaving leaving) {
        if (new UntouchedRun(session, ledger, rows, references).holds(job.run())) {
            leaving.ends().stream()
                    .filter(end ->
                            leaving.wanted(end).map(values -> !values.isEmpty()).orElse(true))
                    .map(ReferenceEnd::table)
                    .distinct()
                    .forEach(table -> rows.fill(ledger, job.run(), table));
            return new PgLeaving(session, catalog, rows).tell(leaving).stream();
        }
        return Stream.concat(refusal().stream(), new PgLeaving(session, catalog, rows).tell(leaving).stream());
    }

    private Optional<LoadException> reasons() {
        guard.keepWhatOthersNeed();
        List<String> reasons = new ArrayList<>();
        Map<String, Long> different = guard.changed();
        if (!different.isEmpty()) {
            reasons.add(CHANGED + ": " + UndoGuard.listed(different));
        }
        Map<String, Long> users = guard.users();
        if (!users.isEmpty()) {
            reasons.add("built on them: " + UndoGuard.listed(users));
        }
        Map<String, Long> again = removed.inTheWay();
        if (!again.isEmpty()) {
            reasons.add(IN_THE_WAY + ": " + UndoGuard.listed(again));
        }
        var lost = new LostParents(session, rows, references);
        Map<String, Long> orphaned = lost.counts(removed.images());
        if (!orphaned.isEmpty()) {
            reasons.add("would refer again to rows that are gone: " + UndoGuard.listed(orphaned));
        }
        Set<String> tables = new HashSet<>(different.keySet());
        tables.addAll(users.keySet());
        tables.addAll(lost.tables());
        Set<RunId> later = new LinkedHashSet<>(ledger.later(job.run(), tables));
        later.addAll(removed.inTheWayBy(ledger, job.run(), again.keySet()));
        if (!later.isEmpty()) {
            reasons.add("loaded on top of it, to be undone first: "
                    + String.join(", ", later.stream().map(RunId::value).toList()));
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(LoadException.of(LoaderCode.UNDO_REFUSED, String.join("; ", reasons)));
    }

    /** Parents first, whose values may be handed down (ON UPDATE CASCADE). */
    private void restore(LoadOrder<String> order) {
        order.groups().stream()
                .flatMap(List::stream)
                .map(rows.tables()::get)
                .filter(table -> !rows.restorable(table).isEmpty())
                .forEach(table -> restored.put(table.sql(), restoration.restore(table, rows.restorable(table))));
    }

    private List<TableLoad> tallies(List<UndoDeletion.Deleted> deleted, Map<String, Long> stayed) {
        List<TableLoad> tallies = new ArrayList<>();
        stayed.forEach((table, count) -> {
            if (!rows.tables().containsKey(table)) {
                tallies.add(new TableLoad(new TableId(store, table), 0, 0, 0, count, 0));
            }
        });
        for (UndoTable table : rows.tables().values()) {
            UndoDeletion.Deleted gone = deleted.stream()
                    .filter(d -> d.table().equals(table.sql()))
                    .findFirst()
                    .orElseThrow();
            long kept = session.number(
                    "counting " + table.sql(),
                    "select count(*) from %s where %s".formatted(table.rows(), UndoTable.KEEP));
            long along = Math.min(gone.rows(), taken.getOrDefault(table.sql(), 0L));
            tallies.add(new TableLoad(
                    new TableId(store, table.sql()),
                    gone.rows() - along,
                    restored.getOrDefault(table.sql(), 0L),
                    gone.expected() - gone.rows(),
                    kept + stayed.getOrDefault(table.sql(), 0L),
                    along));
        }
        return tallies;
    }
}
