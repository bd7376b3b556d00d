package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.UndoJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Takes a run out of a store inside an open transaction, in this order: read the ledger, lock the rows, see that they are as they
 * were loaded, leave what others need, see that nothing is built on the rest, put back what was overwritten, delete, verify.
 */
final class PgUndo {

    private static final Logger LOG = Logger.getLogger(PgUndo.class);

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoJob job;
    private final String store;
    private final TargetCatalog catalog;
    private final UndoRows rows;

    PgUndo(PgSession session, PgLedger ledger, UndoJob job, String store) {
        this.session = session;
        this.ledger = ledger;
        this.job = job;
        this.store = store;
        this.catalog = TargetCatalogReader.read(session);
        this.rows = new UndoRows(session, catalog);
    }

    /** @return rows deleted (inserted), restored (updated) and left for others (matched) per table */
    List<TableLoad> undo() {
        rows.fill(ledger, job.run());
        var guard = new UndoGuard(session, catalog, rows, job.force());

        guard.requireUnchanged();
        guard.handOver(ledger, job.run());
        Map<String, Long> taken = new LinkedHashMap<>(guard.requireUnused());
        if (guard.keepWhatOthersNeed()) {
            guard.requireUnused().forEach((table, count) -> taken.merge(table, count, Long::sum));
        }
        taken.forEach((table, count) -> LOG.warnf(
                "forced undo of %s in store %s takes along %d rows of testers from %s",
                job.run(), store, count, table));
        LoadOrder<String> order = catalog.order(rows.tables().keySet());
        if (!order.deferred().isEmpty()) {
            String names = String.join(
                    ", ",
                    order.deferred().stream().map(d -> d.name()).distinct().toList());
            session.run("deferring constraints", "set constraints " + names + " deferred");
        }
        Map<String, Long> restored = restore();
        Map<String, Long> deleted = delete(order);
        session.run("checking constraints", "set constraints all immediate");
        return tallies(deleted, restored);
    }

    private Map<String, Long> restore() {
        Map<String, Long> restored = new LinkedHashMap<>();
        for (UndoTable table : rows.tables().values()) {
            List<String> columns = rows.restorable(table);
            if (!columns.isEmpty()) {
                restored.put(table.sql(), restore(table, columns));
            }
        }
        return restored;
    }

    private long restore(UndoTable table, List<String> columns) {
        String doing = "restoring " + table.sql();
        long expected = session.number(doing, "select count(*) from " + table.before());
        long updated = session.update(
                doing,
                "update %s t set %s from %s b where %s"
                        .formatted(
                                table.target().own(),
                                Names.each(columns, c -> c + " = b." + c, ", "),
                                table.before(),
                                Names.equal("t", "b", table.keyNames())));
        long right = session.number(
                doing,
                "select count(*) from %s t join %s b on %s where %s"
                        .formatted(
                                table.target().own(),
                                table.before(),
                                Names.equal("t", "b", table.keyNames()),
                                Fates.same("t", "b", columns)));
        if (updated != expected || right != expected) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED, table.sql() + ": " + right + " rows restored of " + expected);
        }
        return updated;
    }

    private Map<String, Long> delete(LoadOrder<String> order) {
        Map<String, Long> deleted = new LinkedHashMap<>();
        for (List<String> group : order.groups().reversed()) {
            List<UndoTable> members = group.stream().map(this::table).toList();
            List<Long> expected = members.stream().map(this::present).toList();
            List<Long> counts = delete(members);
            for (int i = 0; i < members.size(); i++) {
                if (!counts.get(i).equals(expected.get(i)) || present(members.get(i)) != 0) {
                    throw LoadException.of(
                            LoaderCode.NOT_VERIFIED,
                            members.get(i).sql() + ": " + counts.get(i) + " rows deleted of " + expected.get(i));
                }
                deleted.put(members.get(i).sql(), counts.get(i));
            }
        }
        return deleted;
    }

    private UndoTable table(String sql) {
        UndoTable table = rows.tables().get(sql);
        if (table == null) {
            throw new IllegalStateException("the order has only tables of the undo");
        }
        return table;
    }

    /** Rows of the run that are still there and are to go. */
    private long present(UndoTable table) {
        if (table.keyless()) {
            return session.number("counting " + table.sql(), "select count(*) from (" + counted(table) + ") x");
        }
        return session.number(
                "counting " + table.sql(),
                "select count(*) from %s t join %s k on %s where %s"
                        .formatted(table.target().own(), table.rows(), table.meant("t", "k"), going()));
    }

    private static String going() {
        return "k." + UndoTable.KIND + " in ('i', 'r', 't', 'x') and not k." + UndoTable.KEEP;
    }

    /** As many rows of each kind of contents as were inserted. */
    private static String counted(UndoTable table) {
        return """
                select t.ctid, t.tableoid from
                  (select t.ctid, t.tableoid, t.a, t.b, row_number() over (partition by t.a, t.b) as n
                    from (select t.ctid, t.tableoid, %1$s as a, %2$s as b from %3$s t) t) t
                  join (select %4$s as a, %5$s as b, count(*) as n from %6$s group by 1, 2) k
                    on k.a = t.a and k.b = t.b
                where t.n <= k.n""".formatted(
                        Proof.digest("t", table.columnNames(), 0),
                        Proof.digest("t", table.columnNames(), 1),
                        table.target().own(),
                        UndoTable.DIGEST,
                        UndoTable.SECOND,
                        table.rows());
    }

    private List<Long> delete(List<UndoTable> group) {
        List<String> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            parts.add("d%d as (%s returning 1)".formatted(i, deletion(group.get(i))));
            counts.add("(select count(*) from d%d)".formatted(i));
        }
        String doing = PgFailures.DELETING
                + String.join(" and ", group.stream().map(UndoTable::sql).toList());
        if (group.size() == 1) {
            return List.of(session.update(doing, deletion(group.get(0))));
        }
        return session.query(
                        doing, "with " + String.join(", ", parts) + " select " + String.join(", ", counts), row -> {
                            List<Long> each = new ArrayList<>();
                            for (int i = 1; i <= group.size(); i++) {
                                each.add(row.getLong(i));
                            }
                            return each;
                        })
                .get(0);
    }

    private static String deletion(UndoTable table) {
        return table.keyless()
                ? "delete from %s t using (%s) x where t.ctid = x.ctid and t.tableoid = x.tableoid"
                        .formatted(table.target().own(), counted(table))
                : "delete from %s t using %s k where %s and %s"
                        .formatted(table.target().own(), table.rows(), table.meant("t", "k"), going());
    }

    private List<TableLoad> tallies(Map<String, Long> deleted, Map<String, Long> restored) {
        List<TableLoad> tallies = new ArrayList<>();
        for (UndoTable table : rows.tables().values()) {
            long kept = session.number(
                    "counting " + table.sql(),
                    "select count(*) from %s where %s".formatted(table.rows(), UndoTable.KEEP));
            tallies.add(new TableLoad(
                    new TableId(store, table.sql()),
                    deleted.getOrDefault(table.sql(), 0L),
                    restored.getOrDefault(table.sql(), 0L),
                    0,
                    kept,
                    0));
        }
        return tallies;
    }
}
