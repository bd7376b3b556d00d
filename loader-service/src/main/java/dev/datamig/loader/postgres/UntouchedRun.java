package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether nobody has touched the rows of a run or built on them, asked of the target's rows alone: as many as the ledger counts are
 * there as the load's transaction made them, and no row of another transaction refers to one of them. Neither the ledger's keys nor
 * digests of rows have to be looked at for that. It is the common case, and what is no such case is left to who looks closely: rows
 * that changed, are shared with other runs, were overwritten, or were made by triggers that nobody could follow.
 */
final class UntouchedRun {

    private static final String DOING = "looking whether a run is as it was loaded";
    private static final Set<Kind> PLAIN = Set.of(Kind.INSERTED, Kind.REFERENCE, Kind.TRIGGERED, Kind.SHARED);

    private static final long SMALL = 64L << 20;
    /** What can be read in sequence in the time that a row takes to be found by its key, roughly. */
    private static final long BYTES_PER_ROW = 4096;

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows rows;
    private final List<UndoReference> references;

    /** @param rows needs not be filled */
    UntouchedRun(PgSession session, PgLedger ledger, UndoRows rows, List<UndoReference> references) {
        this.session = session;
        this.ledger = ledger;
        this.rows = rows;
        this.references = references;
    }

    /** @return false also where it cannot be told so, or not cheaply: in a target with many rows of others the run's are found by their keys */
    boolean holds(RunId run) {
        Optional<String> madeBy = ledger.madeBy(run);
        List<LedgerChanges.Written> written = ledger.changes().written(run);
        if (madeBy.isEmpty() || !written.stream().allMatch(w -> w.intact() && PLAIN.contains(w.kind()))) {
            return false;
        }
        Map<String, Long> counts = new HashMap<>();
        Map<String, TargetTable> tables = new HashMap<>();
        for (LedgerChanges.Written each : written) {
            if (each.kind() != Kind.SHARED) {
                tables.put(each.table(), rows.target(each.table(), each.key(), each.columns()));
                counts.merge(each.table(), each.rows(), Long::sum);
            }
        }
        long loaded = counts.values().stream().mapToLong(Long::longValue).sum();
        if (!worthwhile(bytes(tables), loaded)) {
            return false;
        }
        for (TargetTable table : tables.values()) {
            boolean asLoaded = ledger.changes().sharedByOthers(run, table.sql()).isEmpty()
                    && count(table, madeBy.get()) == counts.getOrDefault(table.sql(), 0L);
            if (!asLoaded) {
                return false;
            }
        }
        return references.stream().noneMatch(reference -> {
            TargetTable parent = tables.get(reference.parentRoot());
            return parent != null && mayBeMet(reference, parent, madeBy.get());
        });
    }

    /**
     * Whether reading the tables from end to end is cheaper than finding the run's rows by their keys.
     *
     * @param bytes of the tables, with everybody's rows
     * @param loaded the run's rows
     */
    static boolean worthwhile(long bytes, long loaded) {
        return bytes <= Math.max(SMALL, loaded * BYTES_PER_ROW);
    }

    /** How much there is to be read: the tables of the run and those that refer to them. */
    private long bytes(Map<String, TargetTable> tables) {
        Set<String> read = new TreeSet<>(tables.keySet());
        references.stream()
                .filter(reference -> reference.readable() && tables.containsKey(reference.parentRoot()))
                .forEach(reference -> read.add(reference.childRoot()));
        if (read.isEmpty()) {
            return 0;
        }
        return session.number(DOING, """
                select coalesce(sum(pg_relation_size(r.oid) + coalesce((
                  select sum(pg_relation_size(p.relid)) from pg_partition_tree(r.oid) p where p.relid <> r.oid), 0)), 0)
                from (select n::regclass as oid from unnest(array[%s]) n) r""".formatted(Names.each(read, Names::literal, ", ")));
    }

    private boolean mayBeMet(UndoReference reference, TargetTable parent, String madeBy) {
        return reference.readable() ? isMet(reference, parent, madeBy) : !reference.stops();
    }

    private long count(TargetTable table, String madeBy) {
        return session.number(
                DOING, "select count(*) from %s t where t.xmin = '%s'::xid".formatted(table.own(), madeBy));
    }

    /**
     * Whether a row that the load did not make refers to one that it made. The database knows nothing about transactions' shares of a
     * table and guesses that hardly a row is of one; then it looks every row up by an index. A {@code case} it takes for half of
     * the rows, and each table is read once.
     */
    private boolean isMet(UndoReference reference, TargetTable parent, String madeBy) {
        return session.number(DOING, """
                        select count(*) from (select c.* from %1$s c where case when c.xmin = '%2$s'::xid then false else true end and (%3$s)) c
                        where exists (select from %4$s t where case when t.xmin = '%2$s'::xid then true else false end and %5$s)""".formatted(
                        rows.own(reference.child()), madeBy, reference.when(), parent.own(), reference.meets("c", "t")))
                > 0;
    }
}
