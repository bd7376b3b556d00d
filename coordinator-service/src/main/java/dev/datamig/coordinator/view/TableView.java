package dev.datamig.coordinator.view;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.coordinator.postgres.PgFigures;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come with a table, in rows.
 *
 * @param inserted rows that CERT got; 0 again when they were taken out
 * @param unchanged rows that CERT had already with these contents
 * @param matched reference rows that CERT had under another key or with other contents
 * @param planned what the load would do, once it has been planned
 * @param undone what the undo did, once it has
 */
public record TableView(
        String store,
        String table,
        long owned,
        long reference,
        long extracted,
        long anonymized,
        long validated,
        long inserted,
        long updated,
        long unchanged,
        long matched,
        @Nullable Plan planned,
        @Nullable Undone undone) {

    /**
     * What an undo did to the table.
     *
     * @param restored rows that got their previous values back
     * @param stayed rows that others need or count as theirs
     * @param gone rows that testers had deleted already
     * @param takenAlong rows of testers that a forced undo deleted because they were built on the run's
     */
    public record Undone(long deleted, long restored, long stayed, long gone, long takenAlong) {

        /** Empty when nothing was undone. */
        public static @Nullable Undone of(@Nullable TableLoad t) {
            return t == null ? null : new Undone(t.inserted(), t.updated(), t.matched(), t.unchanged(), t.conflicts());
        }
    }

    /** What a load would do to the table. */
    public record Plan(long inserted, long updated, long unchanged, long matched, long conflicts) {}

    public static TableView of(PgFigures.TableFigures t) {
        TableLoad load = t.undone() == null ? t.loaded() : null;
        TableLoad plan = t.planned();
        return new TableView(
                t.table().store(),
                t.table().name(),
                t.owned(),
                t.reference(),
                t.extracted(),
                t.anonymized(),
                t.validated(),
                load == null ? 0 : load.inserted(),
                load == null ? 0 : load.updated(),
                load == null ? 0 : load.unchanged(),
                load == null ? 0 : load.matched(),
                plan == null
                        ? null
                        : new Plan(plan.inserted(), plan.updated(), plan.unchanged(), plan.matched(), plan.conflicts()),
                Undone.of(t.undone()));
    }
}
