package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import dev.datamig.loader.postgres.Overwritten.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives rows of others that earlier runs have overwritten, and that a refresh does not bring, what they held before. To the new run's
 * ledger these are rows that it has overwritten: its undo leads back to what the previous run made of them.
 */
final class GivingBack {

    private static final String DOING = "giving rows back what they held";

    private final PgSession session;
    private final TargetCatalog catalog;
    private final Overwritten overwritten;
    private final UndoGuard guard;
    private final UndoRestoration restoration;
    private boolean done;

    GivingBack(PgSession session, TargetCatalog catalog, Overwritten overwritten, List<UndoReference> references) {
        this.session = session;
        this.catalog = catalog;
        this.overwritten = overwritten;
        this.guard = overwritten.guard(catalog, references);
        this.restoration = new UndoRestoration(
                session, guard, new Aside(session, catalog), new Dependents(session, catalog), false);
    }

    /**
     * Locks the rows and notes what they are like, before anything changes them.
     *
     * @throws LoadException {@code LOD-015} when testers have changed them since
     */
    void keepPrevious(RunId run) {
        Map<String, Long> changed = new LinkedHashMap<>();
        for (Rows rows : overwritten.all()) {
            long differing = guard.changedSinceOverwritten(rows.table());
            if (differing > 0) {
                changed.put(rows.table().sql(), differing);
            }
            TargetTable target = rows.table().target();
            List<String> values = target.restorable(rows.table().key());
            List<String> all = new ArrayList<>(rows.table().keyNames());
            all.addAll(values);
            note(run, rows, Kind.BEFORE, values, Names.of("t", all));
        }
        if (!changed.isEmpty()) {
            throw LoadException.of(
                    LoaderCode.UNDO_REFUSED,
                    "overwritten by an earlier run and changed since: " + UndoGuard.listed(changed));
        }
    }

    /** Before anything else changes: what rows are given may be all that still refers to rows that go. */
    void inSteps() {
        LoadOrder<String> order = catalog.order(
                overwritten.all().stream().map(rows -> rows.table().sql()).toList());
        order.groups().stream()
                .flatMap(List::stream)
                .flatMap(name -> overwritten.of(name).stream())
                .forEach(rows -> restoration.restore(rows.table(), rows.values()));
        done = true;
    }

    /** As {@link #inSteps}, unless something is in the way, which then is left to {@link #into}. */
    void ifNothingIsInTheWay() {
        if (overwritten.all().isEmpty()) {
            return;
        }
        session.run(DOING, "savepoint datamig_giving");
        try {
            inSteps();
            session.run(DOING, "release savepoint datamig_giving");
        } catch (LoadException e) {
            if (!PgFailures.isInTheWay(e)) {
                throw e;
            }
            session.run(DOING, "rollback to savepoint datamig_giving");
        }
    }

    /** In a statement with others, unless it is done. */
    void into(OneStatement all) {
        if (!done) {
            overwritten.all().forEach(rows -> restoration.takeOut(rows.table(), all));
            overwritten.all().forEach(rows -> restoration.putAside(rows.table(), rows.values()));
            overwritten.all().forEach(rows -> restoration.putBack(rows.table(), rows.values(), all));
        }
    }

    /** Once more, where triggers have changed rows since. @return whether they had */
    boolean onceMore() {
        boolean changed = false;
        for (Rows rows : overwritten.all()) {
            changed |= restoration.onceMore(rows.table(), rows.values());
        }
        return changed;
    }

    /** Sees that all rows have what they held, and notes it. @throws LoadException {@code LOD-014} when a trigger insists on something else */
    void prove(RunId run) {
        for (Rows rows : overwritten.all()) {
            restoration.require(rows.table(), rows.values());
            List<String> digested = rows.table().target().digestNames();
            note(
                    run,
                    rows,
                    Kind.RETURNED,
                    digested,
                    Names.of("t", rows.table().keyNames()) + ", " + Proof.digest("t", digested, 0));
        }
    }

    /** Rows of a table that are no trigger's doing. */
    Optional<UndoTable> of(String table) {
        return overwritten.of(table).map(Rows::table);
    }

    private void note(RunId run, Rows rows, Kind kind, List<String> columns, String select) {
        overwritten.write(run, rows, rows.table().before(), kind, columns, select);
    }
}
