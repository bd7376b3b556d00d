package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Puts previous values back and sees that they are back, byte for byte.
 *
 * <p>A trigger that maintains a column whenever a row is updated (the time of the last change) also does so when the row is put back.
 * Such rows are taken out and put in again in one statement, which no update trigger sees and no foreign key minds, because the key is
 * there again at its end. Where a foreign key does mind, {@link Dependents} does it.
 */
final class UndoRestoration {

    private static final Logger LOG = Logger.getLogger(UndoRestoration.class);

    private final PgSession session;
    private final UndoGuard guard;
    private final boolean force;
    private final Aside aside;
    private final Dependents dependents;

    UndoRestoration(PgSession session, UndoGuard guard, Aside aside, Dependents dependents, boolean force) {
        this.aside = aside;
        this.dependents = dependents;
        this.session = session;
        this.guard = guard;
        this.force = force;
    }

    /**
     * @return rows restored
     * @throws LoadException {@code LOD-014} when rows are gone or a trigger of the target insists on other values, unless forced
     */
    long restore(UndoTable table, List<String> columns) {
        session.update(PgFailures.RESTORING + table.sql(), update(table, columns));
        return proven(table, columns);
    }

    /** Once more, where triggers have changed restored rows since. @return whether they had */
    boolean onceMore(UndoTable table, List<String> columns) {
        long expected = session.number("restoring " + table.sql(), "select count(*) from " + table.before());
        boolean changed = right(table, columns) < expected;
        if (changed) {
            restore(table, columns);
        }
        return changed;
    }

    private static String update(UndoTable table, List<String> columns) {
        return "update %s t set %s from %s b where %s"
                .formatted(
                        table.target().own(),
                        Names.each(columns, c -> c + " = b." + c, ", "),
                        table.before(),
                        table.target().equal("t", "b", table.keyNames()));
    }

    /** Unique values of rows that are restored in place must not stand in each other's way. */
    void putAside(UndoTable table, List<String> columns) {
        if (!guard.allowsExchange(table)) {
            String match = table.target().equal("s", "t", table.keyNames());
            aside.put(new Aside.Rows(table.target(), table.keyNames(), table.before() + " s", match, ""), columns);
        }
    }

    /** The same of those that others of the table want back. */
    void putWantedAside(UndoTable table, List<String> columns) {
        String match = table.target().equal("s", "t", table.keyNames());
        aside.put(
                new Aside.Rows(table.target(), table.keyNames(), table.before() + " s", match, table.before()),
                columns);
    }

    /** Those that rows which come back want are free from here on, where the columns take others meanwhile. @param wanting their table */
    void release(UndoTable table, List<String> columns, String wanting) {
        String match = table.target().equal("s", "t", table.keyNames());
        aside.putWherePossible(
                new Aside.Rows(table.target(), table.keyNames(), table.before() + " s", match, wanting), columns);
    }

    /** Where no values can change hands rows are restored in place: a trigger may refuse to let them go. */
    private boolean isTakenOut(UndoTable table) {
        return guard.allowsExchange(table) && aside.mayChangeHands(table.target());
    }

    /** Rows to be restored go, where nothing happens to others then. */
    void takeOut(UndoTable table, OneStatement all) {
        if (isTakenOut(table)) {
            all.goes(
                    table.sql(),
                    "gone" + table.number(),
                    "delete from %s t using %s b where %s returning t.*"
                            .formatted(
                                    table.target().own(),
                                    table.before(),
                                    table.target().equal("t", "b", table.keyNames())));
        }
    }

    /** They come again as they were, or are restored in place. */
    void putBack(UndoTable table, List<String> columns, OneStatement all) {
        all.comes(
                table.sql(),
                "back" + table.number(),
                isTakenOut(table) ? again(table, columns) : update(table, columns));
    }

    private static String again(UndoTable table, List<String> columns) {
        return OneStatement.again(
                table.target(),
                table.sql(),
                columns,
                "b",
                "%s b join gone%d g on %s"
                        .formatted(
                                table.before(), table.number(), table.target().equal("g", "b", table.keyNames())));
    }

    /** That all is as it was. @return rows restored @throws LoadException as {@link #restore} */
    long proven(UndoTable table, List<String> columns) {
        long expected = session.number("restoring " + table.sql(), "select count(*) from " + table.before());
        long right = right(table, columns);
        if (right < expected && unseen(table, columns)) {
            right = right(table, columns);
        }
        return proven(table, right, expected);
    }

    /**
     * That all is as it was once triggers have had their say: those of other tables, whose rows went or came in the same statement, may
     * have written to what was put back in it.
     *
     * @return rows restored
     * @throws LoadException as {@link #restore}
     */
    long provenAfterTriggers(UndoTable table, List<String> columns) {
        onceMore(table, columns);
        return proven(table, columns);
    }

    /** That all is as it was, and still is. @throws LoadException as {@link #restore} */
    void require(UndoTable table, List<String> columns) {
        long expected = session.number("restoring " + table.sql(), "select count(*) from " + table.before());
        proven(table, right(table, columns), expected);
    }

    private long proven(UndoTable table, long right, long expected) {
        if (right != expected && !force) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED, table.sql() + ": " + right + " rows restored of " + expected);
        }
        if (right != expected) {
            LOG.warnf("forced undo restores %d rows of %d of %s", right, expected, table.sql());
        }
        return right;
    }

    private long right(UndoTable table, List<String> columns) {
        return session.number(
                "restoring " + table.sql(),
                "select count(*) from %s t join %s b on %s where %s"
                        .formatted(
                                table.target().own(),
                                table.before(),
                                table.target().equal("t", "b", table.keyNames()),
                                Fates.same("t", "b", columns)));
    }

    /** Puts values back that update triggers have changed again. @return whether there are such triggers, and nothing was in the way */
    boolean unseen(UndoTable table, List<String> columns) {
        return table.target().rewritesUpdates() && replace(table, columns);
    }

    /** @return false when rows depend on them that could not be put back */
    private boolean replace(UndoTable table, List<String> columns) {
        String differing =
                table.target().equal("t", "b", table.keyNames()) + " and not " + Fates.same("t", "b", columns);
        if (!guard.allowsExchange(table)) {
            return dependents.replace(table, columns, differing);
        }
        List<String> all = new ArrayList<>(table.keyNames());
        all.addAll(columns);
        session.update(PgFailures.DELETING + "and putting back " + table.sql(), """
                with gone as (delete from %s t using %s b where %s returning t.*)
                insert into %s (%s) overriding system value
                select %s from %s b join gone g on %s""".formatted(
                        table.target().own(),
                        table.before(),
                        differing,
                        table.sql(),
                        Names.list(all),
                        Names.of("b", all),
                        table.before(),
                        table.target().equal("g", "b", table.keyNames())));
        return true;
    }
}
