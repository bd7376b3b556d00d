package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what triggers of the target wrote during a load beside what the load wrote itself, for the ledger: rows that they inserted,
 * and rows of others that they changed or deleted, with the values that these had before.
 *
 * <p>What cannot be noted is counted, so that an undo says that it stays: tables that the account may not read, changed
 * or deleted rows without a primary key.
 */
final class TriggeredRows {

    private static final Logger LOG = Logger.getLogger(TriggeredRows.class);

    private final PgSession session;
    private final TargetCatalog catalog;
    private final List<LedgerChunk> noted = new ArrayList<>();
    private int number;

    TriggeredRows(PgSession session, TargetCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * @param writes watched since before the load's first row
     * @param tables what the load wrote to
     * @param tallies what the load meant to write there
     * @param removing by table what a refresh takes away itself
     * @param returning by table what a refresh gives back itself
     */
    List<LedgerChunk> note(
            SideWrites writes,
            Map<String, LoadTable> tables,
            Function<LoadTable, TableLoad> tallies,
            Function<String, Optional<UndoTable>> removing,
            Function<String, Optional<UndoTable>> returning) {
        List<SideWrites.Written> beside = new ArrayList<>();
        for (SideWrites.Written written : writes.more()) {
            LoadTable planned = tables.get(written.table());
            TableLoad tally = planned == null ? null : tallies.apply(planned);
            long removed = removing.apply(written.table())
                    .map(claim -> UndoDeletion.expected(session, claim))
                    .orElse(0L);
            long returned = returning
                    .apply(written.table())
                    .map(rows -> session.number("counting " + rows.sql(), "select count(*) from " + rows.before()))
                    .orElse(0L);
            boolean asMeant = written.inserted() <= (tally == null ? 0 : tally.inserted())
                    && written.updated() <= (tally == null ? 0 : tally.updated()) + returned
                    && written.deleted() <= removed;
            if (!asMeant) {
                beside.add(new SideWrites.Written(
                        written.table(), written.inserted(), written.updated(), written.deleted() - removed));
            }
        }
        Watchmen.writes(session).stream()
                .filter(written -> onlyInserted(written) && isLog(written, tables, beside))
                .forEach(beside::add);
        if (!beside.isEmpty()) {
            OwnRows own = OwnRows.of(session);
            try (var committed = new CommittedRows(session, catalog)) {
                beside.sort(Comparator.comparing(TriggeredRows::onlyInserted));
                beside.forEach(written -> note(
                        written,
                        tables.get(written.table()),
                        tallies,
                        removing.apply(written.table()).orElse(null),
                        returning.apply(written.table()).orElse(null),
                        own,
                        committed));
            }
        }
        return List.copyOf(noted);
    }

    /** These come last: event triggers may write to them when the others are looked at, which makes temporary tables. */
    private static boolean onlyInserted(SideWrites.Written written) {
        return written.updated() + written.deleted() == 0;
    }

    /** Whether event triggers alone have written to the table, since before the load's writing began. */
    private boolean isLog(SideWrites.Written written, Map<String, LoadTable> tables, List<SideWrites.Written> beside) {
        return !tables.containsKey(written.table())
                && beside.stream().noneMatch(other -> other.table().equals(written.table()))
                && catalog.table(written.table()).filter(this::readable).isPresent();
    }

    private void note(
            SideWrites.Written written,
            @Nullable LoadTable planned,
            Function<LoadTable, TableLoad> tallies,
            @Nullable UndoTable removing,
            @Nullable UndoTable returning,
            OwnRows own,
            CommittedRows committed) {
        TargetTable table = catalog.table(written.table()).orElse(null);
        if (table == null || !readable(table)) {
            unnoted(written.table(), written.inserted() + written.updated() + written.deleted());
            return;
        }
        if (planned == null && written.inserted() > 0) {
            new Publications(session).forbidding(table).ifPresent(publications -> {
                throw LoadException.of(
                        LoaderCode.PUBLISHED,
                        table.sql() + ", to which triggers of the run's tables write, publication " + publications);
            });
        }
        List<String> key = planned == null ? primaryKey(table) : planned.key();
        if (key.isEmpty() && planned != null) {
            amongOthers(table, tallies.apply(planned).inserted(), removing, written, own, committed);
            return;
        }
        if (key.isEmpty()) {
            withoutKey(table, written, own);
        } else {
            withKey(table, key, besides(planned, returning), own, written.updated() > 0 ? committed : null);
        }
        if (written.deleted() > 0) {
            long found = key.isEmpty() ? 0 : deleted(table, key, removing, own, committed);
            boolean mayBeOwn = (planned != null || returning != null) && !key.isEmpty();
            if (found < written.deleted() && !mayBeOwn) {
                unnoted(written.table(), written.deleted() - found);
            }
        }
    }

    /**
     * An undo puts these back as it does with what a refresh took away.
     *
     * @param removing what a refresh itself takes away from the table, and notes
     */
    private long deleted(
            TargetTable table, List<String> key, @Nullable UndoTable removing, OwnRows own, CommittedRows committed) {
        String gone = "datamig_x" + number++;
        List<String> columns = table.digestNames();
        long found = committed.deleted(table, key, own, gone, columns);
        if (removing != null) {
            found -= session.update(
                    "looking at deleted rows of " + table.sql(),
                    "delete from %s t where %s".formatted(gone, UndoDeletion.goes(removing)));
        }
        copy(table, Kind.REMOVED, List.of(), Names.bare(columns), "select " + Names.list(columns) + " from " + gone);
        return found;
    }

    private boolean readable(TargetTable table) {
        return may(session, table, "select");
    }

    /** Whether the account may do something with a table, which may be in a schema that it may not use. */
    static boolean may(PgSession session, TargetTable table, String what) {
        return session.number(
                        "looking at privileges",
                        "select count(*) from pg_class c where c.oid = ? and has_schema_privilege(c.relnamespace, 'usage')"
                                + " and has_table_privilege(c.oid, ?)",
                        table.oid(),
                        what)
                > 0;
    }

    static List<String> primaryKey(TargetTable table) {
        return table.keys().stream()
                .filter(TargetKey::primary)
                .findFirst()
                .map(TargetKey::columns)
                .orElse(List.of());
    }

    private void unnoted(String table, long rows) {
        LOG.warnf("triggers wrote %d rows of %s that the ledger cannot name: an undo will leave them", rows, table);
        var chunk = new ChunkWriter(table, Kind.UNNOTED, List.of(), List.of());
        byte[] nothing = new byte[0];
        for (long i = 0; i < rows; i++) {
            chunk.line(nothing, 0);
        }
        noted.addAll(chunk.chunks());
    }

    /**
     * In a table without a key to which the load has written too, a trigger's rows cannot be told from the load's, but there are more
     * of them. What a savepoint has rolled back is counted by the counters alone.
     */
    private void amongOthers(
            TargetTable table,
            long inserted,
            @Nullable UndoTable removing,
            SideWrites.Written written,
            OwnRows own,
            CommittedRows committed) {
        String doing = "counting what triggers wrote to " + table.sql();
        long made = session.number(doing, "select count(*) from %s t where %s".formatted(table.own(), own.condition()));
        long removed = removing == null ? 0 : UndoDeletion.expected(session, removing);
        long gone = written.deleted() > 0 ? committed.touched(table, own) - removed : 0;
        long beside = Math.max(0, made - inserted) + Math.clamp(gone, 0, Math.max(0, written.deleted()));
        if (beside > 0) {
            unnoted(table.sql(), beside);
        }
    }

    /** Rows without a key are known by their contents, if they can only be new ones. */
    private void withoutKey(TargetTable table, SideWrites.Written written, OwnRows own) {
        if (written.updated() > 0) {
            unnoted(table.sql(), written.inserted() + written.updated());
            return;
        }
        List<String> columns = table.digestNames();
        copy(
                table,
                Kind.TRIGGERED,
                List.of(),
                Names.bare(columns),
                "select %s, %s from %s t where %s"
                        .formatted(
                                Proof.digest("t", columns, 0),
                                Proof.digest("t", columns, 1),
                                table.own(),
                                own.condition()));
    }

    /** That the row {@code t} is none that the load itself has written. */
    private String besides(@Nullable LoadTable planned, @Nullable UndoTable returning) {
        String given = returning == null
                ? ""
                : " and not exists (select from %s b where %s)"
                        .formatted(returning.before(), returning.target().equal("b", "t", returning.keyNames()));
        return planned == null ? given : " and not " + (staged(planned) ? meant(planned) : Proof.MADE_HERE) + given;
    }

    /** @param besides which of the transaction's rows may be a trigger's */
    private void withKey(
            TargetTable table, List<String> key, String besides, OwnRows own, @Nullable CommittedRows committed) {
        List<String> keys = key.stream().map(Names::quoted).toList();
        String written = "select %s, %s as %s from %s t where %s%s"
                .formatted(
                        Names.of("t", keys),
                        Proof.digest("t", table.digestNames(), 0),
                        UndoTable.DIGEST,
                        table.own(),
                        own.condition(),
                        besides);
        if (committed == null) {
            copy(table, Kind.TRIGGERED, key, Names.bare(table.digestNames()), written);
            return;
        }
        String mine = "datamig_w" + number;
        String before = "datamig_v" + number++;
        session.run(
                "looking for what triggers wrote to " + table.sql(),
                "create temporary table %s on commit drop as %s".formatted(mine, written));
        List<String> values = table.restorable(key);
        long changed = committed.fetch(table, key, mine, before, values);
        String met = changed == 0
                ? "false"
                : "exists (select from %s b where %s)".formatted(before, table.equal("b", "w", keys));
        String rows = "select " + Names.of("w", keys) + ", w." + UndoTable.DIGEST + " from " + mine + " w where ";
        copy(table, Kind.TRIGGERED, key, Names.bare(table.digestNames()), rows + "not " + met);
        if (changed > 0) {
            copy(table, Kind.TRIGGERED_AFTER, key, Names.bare(table.digestNames()), rows + met);
            List<String> all = new ArrayList<>(keys);
            all.addAll(values);
            copy(
                    table,
                    Kind.TRIGGERED_BEFORE,
                    key,
                    Names.bare(values),
                    "select " + Names.of("b", all) + " from " + before + " b where exists (select from " + mine
                            + " w where " + table.equal("b", "w", keys) + ")");
        }
    }

    /**
     * A table that was copied straight into place and is as it was sealed has no stage, or one with its reference rows alone; all
     * rows that its transaction made outside of a savepoint are the load's.
     */
    private boolean staged(LoadTable table) {
        return CommittedRows.isThere(session, table.stage())
                && session.number("looking at a stage", "select count(*) from " + table.stage()) >= table.rows();
    }

    /** That the load itself has inserted or overwritten the row {@code t}. */
    private static String meant(LoadTable table) {
        return "exists (select from %s s left join %s f on f.datamig_row = s.%s where coalesce(f.datamig_fate, 'd') = 'd' and %s)"
                .formatted(
                        table.stage(), table.fate(), Stage.ROW, table.target().equal("s", "t", table.keyNames()));
    }

    private void copy(TargetTable table, Kind kind, List<String> key, List<String> columns, String query) {
        var chunks = new ChunkWriter(table.sql(), kind, key, columns);
        session.copyOut(
                "noting what triggers wrote to " + table.sql(),
                "copy (" + query + ") to stdout",
                line -> chunks.line(line, line.length - 1));
        noted.addAll(chunks.chunks());
    }
}
