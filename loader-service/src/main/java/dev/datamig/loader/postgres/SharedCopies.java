package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which rows of a table without a key stay when their run goes, because other runs count on them. Equal rows cannot be told apart, so
 * copies are counted: as many stay as another run has found there, less those that are there without the run that goes and without
 * what the other one has brought itself.
 */
final class SharedCopies {

    private static final String SHARED = "datamig_shared";
    private static final String OWN = "datamig_own";
    private static final String PRESENT = "datamig_present";
    private static final String STAYING = "datamig_staying";

    private static final Set<Kind> OWNED = EnumSet.of(Kind.INSERTED, Kind.REFERENCE, Kind.HELD, Kind.HELD_REFERENCE);

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows rows;
    private final UndoTable table;

    /** @param rows reads chunks */
    SharedCopies(PgSession session, PgLedger ledger, UndoRows rows, UndoTable table) {
        this.session = session;
        this.ledger = ledger;
        this.rows = rows;
        this.table = table;
    }

    /** Marks what stays when the run goes, and notes it as theirs who count on it: from now on it is their undo that removes it. */
    void handOver(RunId run) {
        sharers(run).forEach(heir -> {
            mark(heir);
            List<RunId> successors = ledger.changes().successors(heir);
            inherit(heir, Kind.INSERTED, Kind.REFERENCE);
            release(heir);
            successors.forEach(successor -> {
                inherit(successor, Kind.HELD, Kind.HELD_REFERENCE);
                release(successor);
            });
        });
    }

    /** Marks what stays when the run goes. It stays that run's. */
    void keep(RunId run) {
        sharers(run).forEach(this::mark);
    }

    /** Those that share rows of the table. */
    private List<RunId> sharers(RunId run) {
        List<RunId> sharers = ledger.changes().sharedByOthers(run, table.sql()).stream()
                .map(LedgerChanges.Sharer::run)
                .toList();
        if (!sharers.isEmpty()) {
            countPresent();
        }
        return sharers;
    }

    private void countPresent() {
        String doing = "counting rows of " + table.sql();
        session.run(doing, "drop table if exists pg_temp." + PRESENT);
        session.run(
                doing,
                "create temporary table %1$s on commit drop as select a, b, count(*) as n from (select %2$s, %3$s from %4$s t) t (a, b) where (a, b) in (select %5$s, %6$s from %7$s) group by 1, 2"
                        .formatted(
                                PRESENT,
                                Proof.digest("t", table.columnNames(), 0),
                                Proof.digest("t", table.columnNames(), 1),
                                table.target().own(),
                                UndoTable.DIGEST,
                                UndoTable.SECOND,
                                table.rows()));
    }

    /** Marks rows, and leaves them with their kinds in a table of their own. */
    private void mark(RunId heir) {
        read(SHARED, heir, ledger.changes().shared(heir, table.sql()));
        read(OWN, heir, ledger.changes().chunks(heir, OWNED, table.sql()));
        String doing = "looking for shared rows";
        session.run(doing, "drop table if exists pg_temp." + STAYING);
        session.run(doing, """
                create temporary table %1$s on commit drop as
                select k.place, k.a, k.b, k.kind from
                  (select ctid as place, %2$s as a, %3$s as b, %4$s as kind,
                      count(*) over (partition by %2$s, %3$s) as n,
                      row_number() over (partition by %2$s, %3$s order by %4$s = 't', ctid) as copy
                    from %5$s where not %6$s) k
                  join (select a, b, count(*) as n from %7$s group by 1, 2) s on s.a = k.a and s.b = k.b
                  join %8$s p on p.a = k.a and p.b = k.b
                  left join (select a, b, count(*) as n from %9$s group by 1, 2) o on o.a = k.a and o.b = k.b
                where k.copy <= least(s.n, s.n - (p.n - k.n - coalesce(o.n, 0)))""".formatted(
                        STAYING,
                        UndoTable.DIGEST,
                        UndoTable.SECOND,
                        UndoTable.KIND,
                        table.rows(),
                        UndoTable.KEEP,
                        SHARED,
                        PRESENT,
                        OWN));
        session.update(
                doing,
                "update %s k set %s = true from %s s where k.ctid = s.place"
                        .formatted(table.rows(), UndoTable.KEEP, STAYING));
    }

    private void read(String into, RunId run, List<Integer> numbers) {
        session.run("looking for shared rows", "drop table if exists pg_temp." + into);
        session.run(
                "looking for shared rows",
                "create temporary table %s (a int8 not null, b int8 not null) on commit drop".formatted(into));
        for (int number : numbers) {
            LedgerChunk chunk = ledger.changes().chunk(run, number);
            if (!chunk.keyColumns().isEmpty() || !chunk.columns().equals(table.columns())) {
                throw LoadException.of(
                        LoaderCode.STRUCTURE_CHANGED,
                        table.sql() + " has other columns or another key since run " + run
                                + " was loaded, which has rows in common with this one: undo that one first");
            }
            rows.copyKeys(into, List.of("a", "b"), chunk);
        }
    }

    private void inherit(RunId heir, Kind owned, Kind reference) {
        write(heir, owned, "select a, b from %s where kind <> 'r'".formatted(STAYING));
        write(heir, reference, "select a, b from %s where kind = 'r'".formatted(STAYING));
    }

    /** What a run has inherited it no longer shares. */
    private void release(RunId heir) {
        List<Integer> numbers = ledger.changes().shared(heir, table.sql());
        read(SHARED, heir, numbers);
        ledger.changes().remove(heir, numbers);
        write(heir, Kind.SHARED, """
                select s.a, s.b from (select a, b, row_number() over (partition by a, b) as copy from %s) s
                  left join (select a, b, count(*) as n from %s group by 1, 2) i on i.a = s.a and i.b = s.b
                where s.copy > coalesce(i.n, 0)""".formatted(SHARED, STAYING));
    }

    private void write(RunId run, Kind kind, String lines) {
        var chunks = new ChunkWriter(table.sql(), kind, List.of(), table.columns());
        session.copyOut(
                "handing over shared rows",
                "copy (" + lines + ") to stdout",
                line -> chunks.line(line, line.length - 1));
        ledger.changes().write(run, chunks.chunks());
    }
}
