package dev.datamig.loader.postgres;

import java.util.List;
import java.util.Map;

/**
 * Rows of the run that triggers of other tables have changed after they were written (a counter, the time of the last change of a
 * child): they get their sealed values again. The counter was sealed with all that it counts. So do rows that were there already as they
 * are sealed.
 */
final class PuttingRight {

    /** Putting right may make triggers write again; where one insists nothing more is won by going on. */
    private static final int ROUNDS = 4;

    private final PgSession session;
    private final PgWriting.Compared found;

    PuttingRight(PgSession session, PgWriting.Compared found) {
        this.session = session;
        this.found = found;
    }

    /**
     * @param writes watched since before the load's first row
     * @param takenOut whether rows that change were taken out and put in again, so that every update may be a trigger's
     */
    void all(SideWrites writes, boolean takenOut) {
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            more = false;
            Map<String, SideWrites.Written> written = writes.soFar();
            for (LoadTable table : found.tables().values()) {
                SideWrites.Written counted = written.get(table.sql());
                if (counted != null
                        && counted.updated()
                                > (takenOut ? 0 : found.tally(table).updated())
                        && !table.keyless()
                        && !found.placement().direct(table)) {
                    more |= again(table);
                }
            }
        }
    }

    /** @return whether any row was not as sealed */
    private boolean again(LoadTable table) {
        List<String> overwritten = Insertion.overwritten(table);
        List<String> compared = found.kept().compared(table);
        List<String> kept = overwritten.stream().filter(compared::contains).toList();
        return again(table, "coalesce(f.datamig_fate, 'd') = 'd'", overwritten, table.columnNames())
                | again(table, "f.datamig_fate = 'u'", kept, compared);
    }

    /**
     * @param which of the staged rows s with their fates f
     * @param columns that get their sealed values
     * @param compared columns in which a row has to be as sealed
     */
    private boolean again(LoadTable table, String which, List<String> columns, List<String> compared) {
        return !columns.isEmpty()
                && session.update("putting right rows of " + table.id(), """
                                update %1$s t set %2$s from %3$s s left join %4$s f on f.datamig_row = s.%5$s
                                where %6$s and %7$s and not %8$s""".formatted(
                                        table.target().own(),
                                        Names.each(columns, c -> c + " = s." + c, ", "),
                                        table.stage(),
                                        table.fate(),
                                        Stage.ROW,
                                        which,
                                        table.target().equal("s", "t", table.keyNames()),
                                        Fates.same("s", "t", compared)))
                        > 0;
    }
}
