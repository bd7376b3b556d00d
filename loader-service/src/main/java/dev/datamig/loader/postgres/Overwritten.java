package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows of others that the runs before a refresh have overwritten. Those that the new run brings too go on being the district's, and its
 * ledger takes over what they held before the first of these runs; the others are given that back, by {@link GivingBack}.
 */
final class Overwritten {

    private static final String READING = "reading the ledger";
    private static final String MORE = "datamig_more";

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows claims;
    private final PassedRows passed;
    private final RunId previous;
    private final UndoRows reader;
    private final Map<String, Rows> tables = new LinkedHashMap<>();
    private final Map<String, Rows> staying = new LinkedHashMap<>();

    /**
     * Overwritten rows of a table. {@link UndoTable#rows} has their keys and what they were like when they were written,
     * {@link UndoTable#before} what they held before.
     *
     * @param values the columns of the latter beside the key, quoted
     */
    record Rows(UndoTable table, List<String> values) {
        /** That two rows have the same key. */
        String same(String one, String other) {
            return table.target().equal(one, other, table.keyNames());
        }

        private String with(String which, String row, String alias) {
            return "exists (select from %s %s where %s)".formatted(which, alias, same(alias, row));
        }

        private List<String> valuesBefore() {
            return Stream.concat(table.keyNames().stream(), values.stream()).toList();
        }
    }

    /**
     * @param claims the rows that the previous run has brought
     * @param passed what it has overwritten of these is not given back: who has brought them has left them
     */
    Overwritten(
            PgSession session,
            PgLedger ledger,
            TargetCatalog catalog,
            UndoRows claims,
            PassedRows passed,
            RunId previous) {
        this.session = session;
        this.ledger = ledger;
        this.claims = claims;
        this.passed = passed;
        this.previous = previous;
        this.reader = UndoRows.ofOverwritten(session, catalog);
        read(previous, Kind.HELD_UPDATED, Kind.HELD_BEFORE);
        read(previous, Kind.UPDATED, Kind.BEFORE);
        List.copyOf(tables.values()).forEach(this::drop);
    }

    /** Rows that are known already keep what was kept of them first. */
    private void read(RunId run, Kind after, Kind before) {
        for (int number : ledger.changes().chunks(run, Set.of(after))) {
            LedgerChunk chunk = ledger.changes().chunk(run, number);
            UndoTable table = reader.table(chunk.table(), chunk.keyColumns(), chunk.columns());
            List<String> columns = new ArrayList<>(table.keyNames());
            columns.add(UndoTable.DIGEST);
            UndoTable claim = claims.tables().get(chunk.table());
            String brought = claim == null || !claim.key().equals(table.key())
                    ? "false"
                    : "exists (select from %s k where %s)"
                            .formatted(claim.rows(), table.target().equal("k", "m", table.keyNames()));
            String which = "not %s and not %s".formatted(brought, passed.isTaken(table, "m"));
            add(table, table.rows(), columns, chunk, which, ", 'u'::\"char\", false");
        }
        for (int number : ledger.changes().chunks(run, Set.of(before))) {
            LedgerChunk chunk = ledger.changes().chunk(run, number);
            UndoTable table = reader.tables().get(chunk.table());
            if (table != null) {
                Rows rows = tables.computeIfAbsent(chunk.table(), name -> make(table, chunk));
                add(table, table.before(), rows.valuesBefore(), chunk, rows.with(table.rows(), "m", "k"), "");
            }
        }
    }

    private Rows make(UndoTable table, LedgerChunk chunk) {
        List<String> values = chunk.columns().stream().map(Names::quoted).toList();
        var rows = new Rows(table, values);
        session.run(
                READING,
                "create temporary table %s on commit drop as select %s from %s with no data"
                        .formatted(
                                table.before(),
                                Names.list(rows.valuesBefore()),
                                table.target().own()));
        return rows;
    }

    /** Adds rows that are still there and not in the table yet. */
    private void add(UndoTable table, String to, List<String> columns, LedgerChunk chunk, String which, String tail) {
        session.run(
                READING,
                "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                        .formatted(MORE, Names.list(columns), to));
        reader.copyKeys(MORE, columns, chunk);
        session.update(
                READING,
                "insert into %s select %s%s from %s m where %s and not exists (select from %s o where %s) and exists (select from %s t where %s)"
                        .formatted(
                                to,
                                Names.of("m", columns),
                                tail,
                                MORE,
                                which,
                                to,
                                table.target().equal("o", "m", table.keyNames()),
                                table.target().own(),
                                table.target().equal("t", "m", table.keyNames())));
    }

    /** A table without such rows says nothing. */
    private void drop(Rows rows) {
        if (session.number(
                        "counting " + rows.table().sql(),
                        "select count(*) from " + rows.table().before())
                == 0) {
            tables.remove(rows.table().sql());
        } else {
            session.run(READING, "analyze " + rows.table().rows());
            session.run(READING, "analyze " + rows.table().before());
        }
    }

    /** The rows of all tables that are given back; before {@link #split}, that may be. */
    Collection<Rows> all() {
        return List.copyOf(tables.values());
    }

    /** The same of one table. */
    Optional<Rows> of(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    /** That the target's row {@code t} is one of them, and nobody has changed it since. */
    String isOne(String table) {
        return of(table)
                .map(rows -> "exists (select from %s k where %s and k.%s = %s)"
                        .formatted(
                                rows.table().rows(),
                                rows.same("t", "k"),
                                UndoTable.DIGEST,
                                Proof.digest("t", rows.table().columnNames(), 0)))
                .orElse("false");
    }

    /** That the target's row {@code t} is one that is given back; before {@link #split}, that may be. */
    String leaves(String table) {
        return of(table).map(rows -> rows.with(rows.table().before(), "t", "b")).orElse("false");
    }

    /** That the target's row {@code t}, which has a unique value of the staged row {@code s}, is one of them and gives it up. */
    String frees(LoadTable table, TargetKey unique) {
        return of(table.sql())
                .filter(rows -> knows(rows, unique))
                .map(rows ->
                        "(%s and case when %s then exists (select from %s o where o.%s and %s and (%s) is not true) else exists (select from %s b where %s and (%s) is not true) end)"
                                .formatted(
                                        isOne(table.sql()),
                                        rows.with(table.stage(), "t", "o"),
                                        table.stage(),
                                        Stage.OWNED,
                                        rows.same("o", "t"),
                                        Fates.equal(table.target(), unique, "o", "t"),
                                        rows.table().before(),
                                        rows.same("b", "t"),
                                        Fates.equal(table.target(), unique, "b", "s")))
                .orElse("false");
    }

    /** Staged rows that have a unique value which one of these rows gets back, with its key; empty when there are none. */
    Optional<String> wantedBack(LoadTable table, TargetKey unique) {
        return of(table.sql())
                .filter(rows -> knows(rows, unique))
                .map(rows ->
                        "select s.%s as datamig_row, true as datamig_owned, %s from %s s join %s b on %s where not (%s) and not %s"
                                .formatted(
                                        Stage.ROW,
                                        Names.of("b", rows.table().keyNames()),
                                        table.stage(),
                                        rows.table().before(),
                                        Fates.equal(table.target(), unique, "s", "b"),
                                        rows.same("s", "b"),
                                        rows.with(table.stage(), "b", "o")));
    }

    private static boolean knows(Rows rows, TargetKey unique) {
        return rows.valuesBefore()
                .containsAll(unique.columns().stream().map(Names::quoted).toList());
    }

    /**
     * Once all is compared: rows that the new run brings too are told from those that are given back. Rows that runs of other districts
     * count on as they are now are not given back yet.
     */
    void split(Collection<LoadTable> brought) {
        all().forEach(rows -> {
            for (String all : List.of(rows.table().rows(), rows.table().before())) {
                session.run(
                        "comparing " + rows.table().sql(),
                        "create temporary table %s on commit drop as select * from %s with no data"
                                .formatted(held(all), all));
            }
            staying.put(rows.table().sql(), rows);
        });
        for (LoadTable table : brought) {
            of(table.sql()).ifPresent(rows -> split(table, rows));
        }
        all().forEach(rows -> reader.eachSharer(ledger, previous, rows.table(), (sharer, keys) -> stay(rows, keys)));
        all().forEach(this::drop);
    }

    private void split(LoadTable table, Rows rows) {
        if (!rows.table().key().equals(table.key())) {
            throw LoadException.of(
                    LoaderCode.STRUCTURE_CHANGED, table.id() + " has another key than when it was loaded");
        }
        stay(rows, table.fate());
    }

    /** @param which a table with keys of rows that stay the district's */
    private void stay(Rows rows, String which) {
        for (String all : List.of(rows.table().rows(), rows.table().before())) {
            session.update(
                    "comparing " + rows.table().sql(),
                    "with staying as (delete from %s o where exists (select from %s f where %s) returning *) insert into %s select * from staying"
                            .formatted(all, which, rows.same("f", "o"), held(all)));
        }
    }

    private static String held(String rows) {
        return rows + "_held";
    }

    /** How many rows are given back, by table. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach((name, rows) -> counts.put(
                name,
                session.number(
                        "counting " + name,
                        "select count(*) from " + rows.table().before())));
        return counts;
    }

    /** Notes, for the refresh after this one, the rows that go on being the district's. */
    void hold(RunId run) {
        staying.values().forEach(rows -> {
            TargetTable target = rows.table().target();
            List<String> digested = target.digestNames();
            note(
                    run,
                    rows,
                    Kind.HELD_UPDATED,
                    digested,
                    Names.of("t", rows.table().keyNames()) + ", " + Proof.digest("t", digested, 0));
            List<String> values = target.restorable(rows.table().key());
            note(
                    run,
                    rows,
                    Kind.HELD_BEFORE,
                    values,
                    Names.of("t", rows.table().keyNames())
                            + Names.each(
                                    values, name -> ", " + (rows.values().contains(name) ? "o." : "t.") + name, ""));
        });
    }

    private void note(RunId run, Rows rows, Kind kind, List<String> columns, String select) {
        write(run, rows, held(rows.table().before()), kind, columns, select);
    }

    /**
     * Writes rows into the ledger.
     *
     * @param which a table with their keys, {@code o} in the selection
     * @param columns that the selection, from the target's rows {@code t}, tells of, quoted
     */
    void write(RunId run, Rows rows, String which, Kind kind, List<String> columns, String select) {
        var chunks = new ChunkWriter(rows.table().sql(), kind, rows.table().key(), Names.bare(columns));
        session.copyOut(
                "noting rows of " + rows.table().sql(),
                "copy (select %s from %s o join %s t on %s) to stdout"
                        .formatted(select, which, rows.table().target().own(), rows.same("t", "o")),
                line -> chunks.line(line, line.length - 1));
        ledger.changes().write(run, chunks.chunks());
    }

    /** Looks at these rows. */
    UndoGuard guard(TargetCatalog catalog, List<UndoReference> references) {
        return new UndoGuard(session, catalog, reader, references);
    }
}
