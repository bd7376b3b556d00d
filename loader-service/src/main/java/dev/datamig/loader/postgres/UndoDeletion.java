package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deletes the rows of an undo, children first, and compares each with its digest while it goes. */
final class UndoDeletion {

    private final PgSession session;

    UndoDeletion(PgSession session) {
        this.session = session;
    }

    /**
     * What became of a table's rows.
     *
     * @param expected rows that were to go
     * @param rows that went
     * @param changed of these that were not as they had been loaded; in a table without a key: those that were not found
     */
    record Deleted(String table, long expected, long rows, long changed) {}

    List<Deleted> delete(LoadOrder<String> order, Map<String, UndoTable> tables) {
        List<Deleted> deleted = new ArrayList<>();
        for (List<String> group : order.groups().reversed()) {
            List<UndoTable> members =
                    group.stream().filter(tables::containsKey).map(tables::get).toList();
            if (!members.isEmpty()) {
                deleted.addAll(delete(members));
            }
        }
        return deleted;
    }

    /** The rows of a table that go, in a statement with others. */
    static void into(OneStatement all, UndoTable table) {
        String part = part(table);
        all.goes(table.sql(), part, deletion(table));
        all.count(part + "_rows", "select count(*) from " + part);
        all.count(part + "_changed", "select count(*) from " + part + " where changed");
    }

    /** What became of the rows of {@link #into}. */
    Deleted done(OneStatement.Numbers numbers, UndoTable table) {
        String part = part(table);
        return verified(
                table,
                new Deleted(table.sql(), expected(table), numbers.of(part + "_rows"), numbers.of(part + "_changed")));
    }

    private static String part(UndoTable table) {
        return "went" + table.number();
    }

    /** Several tables that refer to each other go in one statement, at whose end PostgreSQL looks at foreign keys. */
    private List<Deleted> delete(List<UndoTable> group) {
        List<String> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            parts.add("d%d as (%s)".formatted(i, deletion(group.get(i))));
            counts.add("(select count(*) from d%1$d), (select count(*) from d%1$d where changed)".formatted(i));
        }
        String doing = PgFailures.DELETING
                + Names.some(group.stream().map(UndoTable::sql).toList());
        String sql = "with " + String.join(", ", parts) + " select " + String.join(", ", counts);
        List<Deleted> all = session.query(doing, sql, row -> {
                    List<Deleted> each = new ArrayList<>();
                    for (int i = 0; i < group.size(); i++) {
                        each.add(new Deleted(
                                group.get(i).sql(),
                                expected(group.get(i)),
                                row.getLong(2 * i + 1),
                                row.getLong(2 * i + 2)));
                    }
                    return each;
                })
                .get(0);
        List<Deleted> verified = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            verified.add(verified(group.get(i), all.get(i)));
        }
        return verified;
    }

    /** Fewer rows than expected are right when testers deleted the others, but not when a trigger kept them. */
    private Deleted verified(UndoTable table, Deleted deleted) {
        if (deleted.rows() == deleted.expected()) {
            return deleted;
        }
        if (table.keyless()) {
            boolean oursToo = hasMoreThanTriggered(session, table);
            long missing = oursToo ? deleted.expected() - deleted.rows() : 0;
            return new Deleted(table.sql(), deleted.expected(), deleted.rows(), missing);
        }
        long left = session.number(
                "counting " + table.sql(),
                "select count(*) from %s t join %s k on %s where %s"
                        .formatted(table.target().own(), table.rows(), table.meant("t", "k"), going()));
        if (left > 0) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    table.sql() + ": " + deleted.rows() + " rows deleted, " + left + " are still there");
        }
        return deleted;
    }

    /**
     * A table without a key that only triggers wrote to is often a queue that somebody empties: what is missing there is no change, and
     * a row that was changed is somebody else's by now.
     */
    static boolean hasMoreThanTriggered(PgSession session, UndoTable table) {
        return session.number(
                        "counting " + table.sql(),
                        "select count(*) from (select 1 from %s where %s <> 't' limit 1) x"
                                .formatted(table.rows(), UndoTable.KIND))
                > 0;
    }

    private long expected(UndoTable table) {
        return expected(session, table);
    }

    /** How many rows are to go. */
    static long expected(PgSession session, UndoTable table) {
        return session.number(
                "counting " + table.sql(), "select count(*) from %s k where %s".formatted(table.rows(), going()));
    }

    private static String going() {
        return "k." + UndoTable.KIND + " in ('i', 'r', 't', 'x') and not k." + UndoTable.KEEP;
    }

    /** That the target's row {@code t} is one of those that go. */
    static String goes(UndoTable table) {
        return table.keyless()
                ? "(t.ctid, t.tableoid) in (" + counted(table) + ")"
                : "exists (select from %s k where %s and %s)".formatted(table.rows(), table.meant("t", "k"), going());
    }

    private static String deletion(UndoTable table) {
        if (table.keyless()) {
            return "delete from %s t using (%s) x where t.ctid = x.ctid and t.tableoid = x.tableoid returning false as changed"
                    .formatted(table.target().own(), counted(table));
        }
        String changed = table.columns().isEmpty()
                ? "false"
                : "k.%s <> 'x' and %s".formatted(UndoTable.KIND, table.changed("t", "k"));
        return "delete from %s t using %s k where %s and %s returning %s as changed"
                .formatted(table.target().own(), table.rows(), table.meant("t", "k"), going(), changed);
    }

    /** As many rows of each kind of contents as were inserted, the older first: equal ones that triggers write meanwhile go later. */
    private static String counted(UndoTable table) {
        return """
                select t.ctid, t.tableoid from
                  (select t.ctid, t.tableoid, t.a, t.b, row_number() over (partition by t.a, t.b order by t.age desc) as n
                    from (select t.ctid, t.tableoid, age(t.xmin) as age, %1$s as a, %2$s as b from %3$s t) t) t
                  join (select %4$s as a, %5$s as b, count(*) as n from %6$s k where %7$s group by 1, 2) k
                    on k.a = t.a and k.b = t.b
                where t.n <= k.n""".formatted(
                        Proof.digest("t", table.columnNames(), 0),
                        Proof.digest("t", table.columnNames(), 1),
                        table.target().own(),
                        UndoTable.DIGEST,
                        UndoTable.SECOND,
                        table.rows(),
                        going());
    }
}
