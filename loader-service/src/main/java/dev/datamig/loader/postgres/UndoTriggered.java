package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what triggers of the target wrote, so that not only the tables of the load are as before: rows of others that they changed
 * during the load get their previous values, unless somebody changed them since; and whatever triggers write while the undo deletes is
 * deleted or put back at the undo's end. Taking back may make triggers write again, so it goes round until nothing is left.
 */
final class UndoTriggered {

    private static final Logger LOG = Logger.getLogger(UndoTriggered.class);
    private static final int ROUNDS = 8;
    private static final int BEYOND = 1000;

    private final PgSession session;
    private final TargetCatalog catalog;
    private final UndoRows rows;
    private final UndoRestoration restoration;
    private final SideWrites writes;
    private final Map<String, Managed> managed = new LinkedHashMap<>();
    private final Map<String, Long> stayed = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int number = BEYOND;

    /** A table with rows of others that triggers changed during the load. */
    private record Managed(UndoTable table, String after, List<String> values) {}

    UndoTriggered(PgSession session, TargetCatalog catalog, UndoRows rows, UndoGuard guard, Dependents dependents) {
        this.session = session;
        this.catalog = catalog;
        this.rows = rows;
        this.restoration = new UndoRestoration(session, guard, new Aside(session, catalog), dependents, true);
        this.writes = SideWrites.watch(session);
    }

    /** Rows that stay although a trigger wrote them, per table. */
    Map<String, Long> stayed() {
        return stayed;
    }

    /** Before anything is deleted: rows that were changed since stay as they are, and so do those that the account may not delete. */
    void read(PgLedger ledger, RunId run) {
        for (int chunk : ledger.changes().chunks(run, Set.of(Kind.UNNOTED))) {
            LedgerChunk unnoted = ledger.changes().chunk(run, chunk);
            stayed.merge(unnoted.table(), unnoted.rows(), Long::sum);
        }
        for (int chunk : ledger.changes().chunks(run, Set.of(Kind.TRIGGERED_AFTER))) {
            after(ledger.changes().chunk(run, chunk));
        }
        for (int chunk : ledger.changes().chunks(run, Set.of(Kind.TRIGGERED_BEFORE))) {
            before(ledger.changes().chunk(run, chunk));
        }
        managed.values().forEach(this::leaveChanged);
        rows.tables().values().stream()
                .filter(table -> !TriggeredRows.may(session, table.target(), "delete"))
                .forEach(table -> session.update(
                        "leaving rows of " + table.sql(),
                        "update %s set %s = true where %s = 't'"
                                .formatted(table.rows(), UndoTable.KEEP, UndoTable.KIND)));
    }

    private void after(LedgerChunk chunk) {
        Managed known = managed.computeIfAbsent(chunk.table(), name -> {
            TargetTable target = rows.target(name, chunk.keyColumns(), chunk.columns());
            var table = new UndoTable(number++, target, chunk.keyColumns(), chunk.columns(), null);
            String after = "datamig_a" + table.number();
            List<String> values = target.restorable(chunk.keyColumns());
            List<String> all = new ArrayList<>(table.keyNames());
            session.run(
                    "reading the ledger",
                    "create temporary table %s on commit drop as select %s, 0::int8 as %s from %s with no data"
                            .formatted(after, Names.list(all), UndoTable.DIGEST, target.own()));
            all.addAll(values);
            session.run(
                    "reading the ledger",
                    "create temporary table %s on commit drop as select %s from %s with no data"
                            .formatted(table.before(), Names.list(all), target.own()));
            return new Managed(table, after, values);
        });
        List<String> columns = new ArrayList<>(known.table().keyNames());
        columns.add(UndoTable.DIGEST);
        rows.copyKeys(known.after(), columns, chunk);
    }

    private void before(LedgerChunk chunk) {
        Managed known = managed.get(chunk.table());
        if (known != null) {
            List<String> columns = new ArrayList<>(known.table().keyNames());
            chunk.columns().forEach(name -> columns.add(Names.quoted(name)));
            rows.copyKeys(known.table().before(), columns, chunk);
        }
    }

    private void leaveChanged(Managed each) {
        UndoTable table = each.table();
        long left = session.update(
                "comparing " + table.sql(),
                "delete from %s b where not exists (select from %s a join %s t on %s where %s and a.%s = %s)"
                        .formatted(
                                table.before(),
                                each.after(),
                                table.target().own(),
                                table.target().equal("a", "t", table.keyNames()),
                                table.target().equal("a", "b", table.keyNames()),
                                UndoTable.DIGEST,
                                Proof.digest("t", table.columnNames(), 0)));
        if (left > 0) {
            stayed.merge(table.sql(), left, Long::sum);
        }
    }

    /**
     * After everything is deleted and restored.
     *
     * @param images by table the temporary tables with keys of rows that the undo itself has put back
     * @param removed what a refresh or a trigger had taken away
     * @param deleted by table how many rows the undo itself has deleted
     */
    void takeBack(Map<String, List<String>> images, UndoRemoved removed, Map<String, Long> deleted) {
        Map<String, Long> meant = new HashMap<>(deleted);
        try (var committed = new CommittedRows(session, catalog)) {
            boolean more = true;
            for (int round = 0; more && round < ROUNDS; round++) {
                more = removed.again() > 0;
                for (Managed each : managed.values()) {
                    more |= putBack(each.table(), each.values());
                }
                Map<String, SideWrites.Written> written = new HashMap<>();
                writes.more().forEach(w -> written.put(w.table(), w));
                if (!written.isEmpty()) {
                    OwnRows own = OwnRows.of(session);
                    for (SideWrites.Written each : written.values()) {
                        Long gone = meant.remove(each.table());
                        var beside = new SideWrites.Written(
                                each.table(),
                                each.inserted(),
                                each.updated(),
                                each.deleted() - (gone == null ? 0 : gone));
                        more |= takeBack(beside, own, committed, images.getOrDefault(each.table(), List.of()));
                    }
                }
            }
        }
        stayed.forEach((table, count) -> LOG.warnf("what triggers wrote stays: %d rows of %s", count, table));
    }

    /** Puts previous values back where they differ. @return whether any did */
    private boolean putBack(UndoTable table, List<String> values) {
        session.update(
                "comparing " + table.sql(),
                "delete from %s b using %s t where %s and %s"
                        .formatted(
                                table.before(),
                                table.target().own(),
                                table.target().equal("t", "b", table.keyNames()),
                                Fates.same("t", "b", values)));
        boolean any = session.number("counting " + table.sql(), "select count(*) from " + table.before()) > 0;
        if (any) {
            restoration.restore(table, values);
        }
        return any;
    }

    private boolean takeBack(SideWrites.Written written, OwnRows own, CommittedRows committed, List<String> images) {
        TargetTable target = catalog.table(written.table()).orElse(null);
        UndoTable known = rows.tables().get(written.table());
        if (target == null
                || !TriggeredRows.may(session, target, "select")
                || !TriggeredRows.may(session, target, "delete")
                || !TriggeredRows.may(session, target, "update")) {
            long all = written.inserted() + written.updated() + written.deleted();
            if (all > 0) {
                stayed.merge(written.table(), all, Long::sum);
            }
            return false;
        }
        List<String> key = known == null ? TriggeredRows.primaryKey(target) : known.key();
        if (written.deleted() > 0) {
            bringBack(target, key, known, own, committed);
        }
        if (written.inserted() + written.updated() == 0) {
            return false;
        }
        if (known != null && written.updated() > 0 && !rows.restorable(known).isEmpty()) {
            restoration.onceMore(known, rows.restorable(known));
        }
        return key.isEmpty() ? withoutKey(target, written, own, images) : withKey(target, key, own, committed, images);
    }

    /** What triggers deleted beside what the undo deletes comes back, with the values that the undo has put back. */
    private void bringBack(
            TargetTable target, List<String> key, @Nullable UndoTable known, OwnRows own, CommittedRows committed) {
        if (key.isEmpty() || !TriggeredRows.may(session, target, "insert")) {
            return;
        }
        String gone = "datamig_g" + numberOf(target);
        List<String> columns = target.digestNames();
        long lost = committed.deleted(target, key, own, gone, columns);
        if (lost > 0 && known != null) {
            lost -= session.update(
                    "looking at deleted rows of " + target.sql(),
                    "delete from %s t where %s".formatted(gone, UndoDeletion.goes(known)));
        }
        if (lost > 0) {
            session.update(
                    PgFailures.DELETING + "rows, and putting back what triggers deleted from " + target.sql(),
                    "insert into %s (%s) overriding system value select %s from %s"
                            .formatted(target.sql(), Names.list(columns), Names.list(columns), gone));
            if (known != null && !rows.restorable(known).isEmpty()) {
                restoration.restore(known, rows.restorable(known));
            }
        }
    }

    private boolean withoutKey(TargetTable target, SideWrites.Written written, OwnRows own, List<String> images) {
        long meant = 0;
        for (String image : images) {
            meant += session.number("counting " + target.sql(), "select count(*) from " + image);
        }
        if (meant > 0 || written.updated() > 0) {
            long beside = session.number(
                            "counting " + target.sql(),
                            "select count(*) from %s t where %s".formatted(target.own(), own.condition()))
                    - meant;
            if (beside > 0) {
                stayed.merge(target.sql(), beside, Long::sum);
            }
            return false;
        }
        return session.update(
                        PgFailures.DELETING + "what triggers wrote to " + target.sql(),
                        "delete from %s t where %s".formatted(target.own(), own.condition()))
                > 0;
    }

    /** Its temporary tables are made once: event triggers of the target may write whenever one is made. */
    private int numberOf(TargetTable target) {
        return numbers.computeIfAbsent(target.sql(), name -> number++);
    }

    private boolean withKey(
            TargetTable target, List<String> key, OwnRows own, CommittedRows committed, List<String> images) {
        var table = new UndoTable(numberOf(target), target, key, List.of(), null);
        String mine = "datamig_w" + table.number();
        List<String> but = new ArrayList<>(images);
        Managed other = managed.get(target.sql());
        if (other != null) {
            but.add(other.after());
        }
        StringBuilder which = new StringBuilder(own.condition());
        but.forEach(image -> which.append(" and not exists (select from ")
                .append(image)
                .append(" i where ")
                .append(table.target().equal("i", "t", table.keyNames()))
                .append(')'));
        String written = "select %s from %s t where %s".formatted(Names.of("t", table.keyNames()), target.own(), which);
        String doing = "looking for what triggers wrote to " + target.sql();
        if (CommittedRows.isThere(session, mine)) {
            session.update(doing, "delete from " + mine);
            session.update(doing, "insert into " + mine + " " + written);
        } else {
            session.run(doing, "create temporary table %s on commit drop as %s".formatted(mine, written));
        }
        List<String> values = target.restorable(key);
        committed.fetch(target, key, mine, table.before(), values);
        long deleted = session.update(
                PgFailures.DELETING + "what triggers wrote to " + target.sql(),
                "delete from %s t using %s w where %s and not exists (select from %s b where %s)"
                        .formatted(
                                target.own(),
                                mine,
                                table.target().equal("t", "w", table.keyNames()),
                                table.before(),
                                table.target().equal("w", "b", table.keyNames())));
        return !values.isEmpty() && putBack(table, values) || deleted > 0;
    }
}
