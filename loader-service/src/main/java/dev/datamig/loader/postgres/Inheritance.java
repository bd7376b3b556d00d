package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChanges.Sharer;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of a run that goes, and that other runs have found there and count on. They stay, and from now on are those runs': the run that
 * was loaded first of them removes them when it is undone, or gives them back what they held before they were overwritten. Runs that
 * have taken its place since know of them too, so that the next refresh may let go of them.
 */
final class Inheritance {

    private static final String DOING = "handing over shared rows";
    private static final String WILLED = "datamig_willed";
    private static final String HELD = "datamig_held";

    /** Whether by the run or by a trigger while it was loaded: to the heir, which has found them, they are rows of its own. */
    private static final String BROUGHT = "in ('i', 'r', 't')";

    private static final Set<Kind> WITH_DIGESTS = EnumSet.of(
            Kind.INSERTED,
            Kind.REFERENCE,
            Kind.TRIGGERED,
            Kind.UPDATED,
            Kind.RETURNED,
            Kind.HELD,
            Kind.HELD_REFERENCE,
            Kind.HELD_UPDATED);
    private static final Set<Kind> WITH_VALUES = EnumSet.of(Kind.BEFORE, Kind.HELD_BEFORE);

    /** Brought or overwritten by runs before, so that an undo leads back to these, or given back. */
    private static final Set<Kind> NOT_ITS_OWN =
            EnumSet.of(Kind.HELD, Kind.HELD_REFERENCE, Kind.HELD_UPDATED, Kind.RETURNED);

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows rows;
    private final RunId run;

    /** @param rows of the run */
    Inheritance(PgSession session, PgLedger ledger, UndoRows rows, RunId run) {
        this.session = session;
        this.ledger = ledger;
        this.rows = rows;
        this.run = run;
    }

    /** Marks what stays, and writes it into the ledgers of the runs whose it is from now on. */
    void handOver() {
        for (UndoTable table : List.copyOf(rows.tables().values())) {
            if (table.keyless()) {
                new SharedCopies(session, ledger, rows, table).handOver(run);
            } else {
                rows.eachSharer(ledger, run, table, (sharer, keys) -> handOver(table, sharer, keys));
            }
        }
    }

    private void handOver(UndoTable table, Sharer heir, String keys) {
        will(table, keys, "k.%s %s".formatted(UndoTable.KIND, BROUGHT));
        List<RunId> successors = ledger.changes().successors(heir.run());
        digests(table, heir.run(), Kind.INSERTED);
        digests(table, heir.run(), Kind.REFERENCE);
        for (RunId successor : successors) {
            digests(table, successor, Kind.HELD);
            digests(table, successor, Kind.HELD_REFERENCE);
        }
        keep(table, BROUGHT, heir.run(), successors);
        if (heir.later() && !rows.restorable(table).isEmpty()) {
            will(table, keys, firstOverwritten(table));
            digests(table, heir.run(), Kind.UPDATED);
            values(table, heir.run(), Kind.BEFORE);
            for (RunId successor : successors) {
                digests(table, successor, Kind.HELD_UPDATED);
                values(table, successor, Kind.HELD_BEFORE);
            }
            keep(table, "= 'u'", heir.run(), successors);
            session.update(
                    DOING,
                    "delete from %s b using %s w where %s".formatted(table.before(), WILLED, same(table, "b", "w")));
        }
    }

    private static String same(UndoTable table, String one, String other) {
        return table.target().equal(one, other, table.keyNames());
    }

    private void will(UndoTable table, String keys, String which) {
        session.run(DOING, "drop table if exists pg_temp." + WILLED);
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s from %s k join %s h on %s where not k.%s and %s"
                        .formatted(
                                WILLED,
                                Names.of("k", table.keyNames()),
                                table.rows(),
                                keys,
                                same(table, "k", "h"),
                                UndoTable.KEEP,
                                which));
    }

    private void keep(UndoTable table, String kinds, RunId heir, List<RunId> successors) {
        long kept = session.update(
                DOING,
                "update %s k set %s = true from %s w where k.%s %s and %s"
                        .formatted(table.rows(), UndoTable.KEEP, WILLED, UndoTable.KIND, kinds, same(table, "k", "w")));
        if (kept > 0) {
            release(table, heir);
            successors.forEach(successor -> release(table, successor));
        }
    }

    /** What a run has inherited it no longer shares: once a refresh has taken it away, others may bring it again. */
    private void release(UndoTable table, RunId heir) {
        session.run(
                DOING,
                "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                        .formatted(HELD, Names.list(table.keyNames()), table.rows()));
        ledger.changes().remove(heir, rows.copyShared(ledger, heir, table, HELD));
        write(
                heir,
                table,
                Kind.SHARED,
                List.of(),
                "select %s from %s o where not exists (select from %s w where %s)"
                        .formatted(Names.of("o", table.keyNames()), HELD, WILLED, same(table, "o", "w")));
    }

    /** Rows {@code k} of others that this run was the first of its district to overwrite, and that nobody has changed since. */
    private String firstOverwritten(UndoTable table) {
        session.run(DOING, "drop table if exists pg_temp." + HELD);
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s, %s from %s with no data"
                        .formatted(HELD, Names.list(table.keyNames()), UndoTable.DIGEST, table.rows()));
        List<String> columns = new ArrayList<>(table.keyNames());
        columns.add(UndoTable.DIGEST);
        for (int number : ledger.changes().chunks(run, NOT_ITS_OWN, table.sql())) {
            LedgerChunk chunk = ledger.changes().chunk(run, number);
            if (chunk.keyColumns().equals(table.key())) {
                rows.copyKeys(HELD, columns, chunk);
            }
        }
        return "k.%s = 'u' and not exists (select from %s o where %s) and exists (select from %s t where %s and not %s)"
                .formatted(
                        UndoTable.KIND,
                        HELD,
                        same(table, "o", "k"),
                        table.target().own(),
                        same(table, "t", "k"),
                        table.changed("t", "k"));
    }

    /**
     * Keys with the digests by which an undo sees whether somebody has changed the rows since: over the columns that the heir's own
     * entries have, because the table may have been altered between the runs.
     */
    private void digests(UndoTable table, RunId heir, Kind kind) {
        List<String> columns = columns(heir, WITH_DIGESTS, table).stream()
                .filter(known -> hasAll(table.target(), known))
                .findFirst()
                .orElse(table.columns());
        write(
                heir,
                table,
                kind,
                columns,
                "select %s, %s from %s w join %s k on %s left join %s t on %s where k.%s %s"
                        .formatted(
                                Names.of("k", table.keyNames()),
                                table.digestOver(
                                        columns.stream().map(Names::quoted).toList(), "t", "k"),
                                WILLED,
                                table.rows(),
                                same(table, "w", "k"),
                                table.target().own(),
                                same(table, "t", "k"),
                                UndoTable.KIND,
                                whoseAre(kind)));
    }

    private static String whoseAre(Kind kind) {
        return switch (kind) {
            case INSERTED, HELD -> "in ('i', 't')";
            case REFERENCE, HELD_REFERENCE -> "= 'r'";
            default -> "= 'u'";
        };
    }

    private static boolean hasAll(TargetTable target, List<String> columns) {
        return columns.stream().allMatch(column -> target.column(column).isPresent());
    }

    /** What rows held before they were overwritten; what a column held that the table did not have then is not known, and stays. */
    private void values(UndoTable table, RunId heir, Kind kind) {
        List<String> known = rows.restorable(table);
        List<String> columns = columns(heir, WITH_VALUES, table).stream()
                .findFirst()
                .map(names -> names.stream().map(Names::quoted).toList())
                .orElse(known);
        write(
                heir,
                table,
                kind,
                Names.bare(columns),
                "select %s%s from %s w join %s b on %s join %s t on %s"
                        .formatted(
                                Names.of("b", table.keyNames()),
                                Names.each(columns, name -> ", " + (known.contains(name) ? "b." : "t.") + name, ""),
                                WILLED,
                                table.before(),
                                same(table, "b", "w"),
                                table.target().own(),
                                same(table, "t", "b")));
    }

    /** Those of the first entries of a table that a run has, because all that it has there are read alike. */
    private List<List<String>> columns(RunId heir, Set<Kind> kinds, UndoTable table) {
        return ledger.changes().chunks(heir, kinds, table.sql()).stream()
                .limit(1)
                .map(number -> ledger.changes().chunk(heir, number).columns())
                .toList();
    }

    private void write(RunId heir, UndoTable table, Kind kind, List<String> columns, String lines) {
        var chunks = new ChunkWriter(table.sql(), kind, table.key(), columns);
        session.copyOut(DOING, "copy (" + lines + ") to stdout", line -> chunks.line(line, line.length - 1));
        ledger.changes().write(heir, chunks.chunks());
    }
}
