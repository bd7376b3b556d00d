package dev.datamig.loader.postgres;

import java.util.List;
import java.util.Map;

/**
 * Rows of the run that triggers of other tables have changed after they were written (a counter, the time of the last change of a
 * child): they get their sealed values again. The counter was sealed with all that it counts. So do rows that were there already as they
 * are sealed.
 *
 * <p>Only columns in which rows differ are set: setting others would call the triggers that act upon them ({@code UPDATE OF}), and these
 * may be those that made the difference.
 *
 * <p>A trigger that maintains a column whenever a row is updated also does so when the row is put right. Such rows are taken out and put
 * in again in one statement, as long as that means nothing to others.
 */
final class PuttingRight {

    /** Putting right may make triggers write again; where one insists nothing more is won by going on. */
    private static final int ROUNDS = 4;

    private final PgSession session;
    private final PgWriting.Compared found;
    private final Overwriting overwriting;

    PuttingRight(PgSession session, PgWriting.Compared found) {
        this.session = session;
        this.found = found;
        this.overwriting = new Overwriting(session, found.catalog());
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
        String from = "%s s left join %s f on f.datamig_row = s.%s".formatted(table.stage(), table.fate(), Stage.ROW);
        String differing = "%s and %s and not %s"
                .formatted(which, table.target().equal("s", "t", table.keyNames()), Fates.same("s", "t", compared));

        List<String> set = differing(table, columns, from, differing);
        if (set.isEmpty()) {
            return false;
        }
        boolean any = session.update("putting right rows of " + table.id(), """
                        update %s t set %s from %s where %s""".formatted(
                                table.target().own(), Names.each(set, c -> c + " = s." + c, ", "), from, differing))
                > 0;
        if (any && table.target().rewritesUpdates() && overwriting.mayBeTakenOut(table)) {
            unseen(table, columns, from, differing);
        }
        return any;
    }

    /** Of the columns those in which a row that is not as sealed differs. */
    private List<String> differing(LoadTable table, List<String> columns, String from, String rows) {
        String each = Names.each(columns, c -> "bool_or(not " + Fates.same("s", "t", List.of(c)) + ")", ", ");
        return columns.isEmpty()
                ? List.of()
                : session
                        .query(
                                "comparing rows of " + table.id(),
                                "select array_positions(array[%s], true) from %s t, %s where %s"
                                        .formatted(each, table.target().own(), from, rows),
                                row -> List.of((Integer[]) row.getArray(1).getArray()))
                        .get(0)
                        .stream()
                        .map(place -> columns.get(place - 1))
                        .toList();
    }

    /** No update trigger sees it, and no foreign key minds, because the keys are there again at the end. */
    private void unseen(LoadTable table, List<String> columns, String from, String differing) {
        var all = new OneStatement(session);
        all.goes(
                table.sql(),
                "gone",
                "delete from %s t using %s where %s returning t.*"
                        .formatted(table.target().own(), from, differing));
        String sealed =
                "gone g join %s s on %s".formatted(table.stage(), table.target().equal("s", "g", table.keyNames()));
        all.comes(table.sql(), "back", OneStatement.again(table.target(), table.sql(), columns, "s", sealed));
        all.run("putting right rows of " + table.id());
    }
}
