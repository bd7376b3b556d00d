package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What runs changed in a store, chunk by chunk: the ledger's table {@code datamig.change}. */
final class LedgerChanges {

    private static final Set<LedgerChunk.Kind> BROUGHT = EnumSet.of(
            LedgerChunk.Kind.INSERTED,
            LedgerChunk.Kind.REFERENCE,
            LedgerChunk.Kind.HELD,
            LedgerChunk.Kind.HELD_REFERENCE,
            LedgerChunk.Kind.TAKEN);
    private static final Set<LedgerChunk.Kind> OVERWRITTEN =
            EnumSet.of(LedgerChunk.Kind.UPDATED, LedgerChunk.Kind.HELD_UPDATED);

    private final PgSession session;
    private final String store;
    private final Map<RunId, Set<RunId>> predecessors = new HashMap<>();

    LedgerChanges(PgSession session, String store) {
        this.session = session;
        this.store = store;
    }

    void write(RunId run, List<LedgerChunk> chunks) {
        for (LedgerChunk chunk : chunks) {
            session.update(
                    "writing the ledger",
                    """
                    insert into datamig.change
                    select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?
                    from datamig.change where store = ? and run = ?""",
                    store,
                    run.value(),
                    chunk.table(),
                    chunk.kind().name(),
                    chunk.keyColumns().toArray(String[]::new),
                    chunk.columns().toArray(String[]::new),
                    chunk.rows(),
                    chunk.data(),
                    chunk.sha256(),
                    store,
                    run.value());
        }
    }

    void remove(RunId run, List<Integer> numbers) {
        session.update(
                "writing the ledger",
                "delete from datamig.change where store = ? and run = ? and number = any (?)",
                store,
                run.value(),
                numbers.toArray(Integer[]::new));
    }

    /** The numbers of a run's chunks of these kinds, in the order in which they were written. */
    List<Integer> chunks(RunId run, Set<LedgerChunk.Kind> kinds) {
        return session.query(
                "reading the ledger",
                "select number from datamig.change where store = ? and run = ? and kind = any (?) order by number",
                row -> row.getInt(1),
                store,
                run.value(),
                kinds.stream().map(Enum::name).toArray(String[]::new));
    }

    /** The numbers of a run's chunks of these kinds of one table. */
    List<Integer> chunks(RunId run, Set<LedgerChunk.Kind> kinds, String table) {
        return session.query(
                "reading the ledger",
                "select number from datamig.change"
                        + " where store = ? and run = ? and kind = any (?) and table_name = ? order by number",
                row -> row.getInt(1),
                store,
                run.value(),
                kinds.stream().map(Enum::name).toArray(String[]::new),
                table);
    }

    /** @throws LoadException {@code LOD-016} when it was changed */
    LedgerChunk chunk(RunId run, int number) {
        LedgerChunk chunk = session.query(
                        "reading the ledger",
                        "select table_name, kind, key_columns, columns, rows, data, sha256 from datamig.change"
                                + " where store = ? and run = ? and number = ?",
                        row -> new LedgerChunk(
                                row.getString("table_name"),
                                LedgerChunk.Kind.valueOf(row.getString("kind")),
                                TargetCatalogReader.texts(row, "key_columns"),
                                TargetCatalogReader.texts(row, "columns"),
                                row.getLong("rows"),
                                row.getBytes("data"),
                                row.getString("sha256")),
                        store,
                        run.value(),
                        number)
                .get(0);
        if (!chunk.intact()) {
            throw LoadException.of(LoaderCode.LEDGER_DAMAGED, "run " + run + ", store " + store + ", " + chunk.table());
        }
        return chunk;
    }

    /**
     * What the ledger says that a run wrote, without the rows themselves.
     *
     * @param rows in all chunks together
     * @param intact whether each chunk has its checksum
     */
    record Written(
            String table, LedgerChunk.Kind kind, List<String> key, List<String> columns, long rows, boolean intact) {}

    List<Written> written(RunId run) {
        return session.query(
                "reading the ledger",
                """
                select table_name, kind, key_columns, columns, sum(rows) as rows,
                  bool_and(sha256 = encode(sha256(data), 'hex')) as intact
                from datamig.change where store = ? and run = ? group by 1, 2, 3, 4""",
                row -> new Written(
                        row.getString("table_name"),
                        LedgerChunk.Kind.valueOf(row.getString("kind")),
                        TargetCatalogReader.texts(row, "key_columns"),
                        TargetCatalogReader.texts(row, "columns"),
                        row.getLong("rows"),
                        row.getBoolean("intact")),
                store,
                run.value());
    }

    /**
     * Another run that is loaded and has found rows of a table there.
     *
     * @param later whether it was loaded after the run in question
     */
    record Sharer(RunId run, boolean later) {}

    /**
     * Other runs that are loaded and share rows of a table, in the order in which they were loaded. Earlier runs of which this one is a
     * refresh, or a refresh of a refresh, are no others; those of another district are, as long as its refresh may be undone.
     */
    List<Sharer> sharedByOthers(RunId run, String table) {
        return sharedByOthers(run).entrySet().stream()
                .filter(sharer -> sharer.getValue().contains(table))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same of all tables: in which each of these runs shares rows. */
    Map<Sharer, List<String>> sharedByOthers(RunId run) {
        Map<Sharer, List<String>> sharers = new LinkedHashMap<>();
        session.query(
                "reading the ledger",
                """
                select l.run, coalesce(l.finished > (select finished from datamig.load where store = ? and run = ?), true) as later,
                  array_agg(distinct c.table_name) as tables
                from datamig.load l join datamig.change c on c.store = l.store and c.run = l.run and c.kind = 'SHARED'
                where l.store = ? and l.run <> ? and l.state = 'loaded'
                group by l.store, l.run, l.finished order by l.finished, l.run""",
                row -> sharers.put(
                        new Sharer(new RunId(row.getString("run")), row.getBoolean("later")),
                        TargetCatalogReader.texts(row, "tables")),
                store,
                run.value(),
                store,
                run.value());
        sharers.keySet().removeIf(sharer -> predecessors(run).contains(sharer.run()));
        return sharers;
    }

    /** The numbers of the chunks that name rows of a table which a run has found there. */
    List<Integer> shared(RunId run, String table) {
        return chunks(run, Set.of(LedgerChunk.Kind.SHARED), table);
    }

    /** A run, and those of which it is a refresh, or a refresh of a refresh. */
    List<RunId> withPredecessors(RunId run) {
        return Stream.concat(Stream.of(run), predecessors(run).stream()).toList();
    }

    private Set<RunId> predecessors(RunId run) {
        return predecessors.computeIfAbsent(run, last -> Set.copyOf(chain(last, """
                        with recursive chain (run) as (
                          select previous from datamig.refresh where store = ? and run = ?
                          union select r.previous from datamig.refresh r join chain c on c.run = r.run where r.store = ?)
                        select run from chain""")));
    }

    /** The loaded runs that are a refresh of a run, or a refresh of a refresh. */
    List<RunId> successors(RunId run) {
        return chain(run, """
                with recursive chain (run) as (
                  select r.run from datamig.refresh r join datamig.load l on l.store = r.store and l.run = r.run and l.state = 'loaded'
                    where r.store = ? and r.previous = ?
                  union select r.run from datamig.refresh r join datamig.load l on l.store = r.store and l.run = r.run and l.state = 'loaded'
                    join chain c on c.run = r.previous where r.store = ?)
                select run from chain order by run""");
    }

    private boolean knowsRefreshes() {
        return session.number(
                        "reading the ledger",
                        "select count(*) from pg_class where oid = to_regclass('datamig.refresh')")
                > 0;
    }

    private List<RunId> chain(RunId from, String sql) {
        return knowsRefreshes()
                ? session.query(
                        "reading the ledger", sql, row -> new RunId(row.getString(1)), store, from.value(), store)
                : List.of();
    }

    /**
     * What loaded runs brought to a table, in pieces. Of a district that was refreshed, what is left of it: entries of the earlier runs
     * also name rows that a refresh has taken away since, and that others may have brought again.
     */
    List<Brought> brought(String table) {
        return newest(table, BROUGHT);
    }

    /** The same of rows that they found there and overwrote. */
    List<Brought> overwritten(String table) {
        return newest(table, OVERWRITTEN);
    }

    /** That no loaded run has taken the place of the run {@code l}. */
    private String counts() {
        return knowsRefreshes() ? """
                not exists (select from datamig.refresh r
                  join datamig.load n on n.store = r.store and n.run = r.run and n.state = 'loaded'
                  where r.store = l.store and r.previous = l.run)""" : "true";
    }

    private List<Brought> newest(String table, Set<LedgerChunk.Kind> kinds) {
        return session.query(
                "reading the ledger",
                """
                select c.run, l.district, c.number from datamig.change c
                  join datamig.load l on l.store = c.store and l.run = c.run and l.state = 'loaded' and %s
                where c.store = ? and c.table_name = ? and c.kind = any (?)
                order by 1, 3""".formatted(counts()),
                row -> new Brought(new RunId(row.getString(1)), row.getString(2), row.getInt(3)),
                store,
                table,
                kinds.stream().map(Enum::name).toArray(String[]::new));
    }

    /** A piece of what a run brought. */
    record Brought(RunId run, String district, int number) {}

    /** What all loaded runs have noted of one kind of a table, in pieces. */
    List<Numbered> noted(LedgerChunk.Kind kind, String table) {
        return session.query(
                "reading the ledger",
                """
                select c.run, c.number from datamig.change c
                  join datamig.load l on l.store = c.store and l.run = c.run and l.state = 'loaded'
                where c.store = ? and c.table_name = ? and c.kind = ? order by 1, 2""",
                row -> new Numbered(new RunId(row.getString(1)), row.getInt(2)),
                store,
                table,
                kind.name());
    }

    /** Which rows of a table loaded runs of other districts have found there. */
    List<Numbered> sharedByDistricts(String district, String table) {
        return session.query(
                "reading the ledger",
                """
                select c.run, c.number from datamig.change c
                  join datamig.load l on l.store = c.store and l.run = c.run and l.state = 'loaded'
                where c.store = ? and l.district <> ? and c.table_name = ? and c.kind = 'SHARED' order by 1, 2""",
                row -> new Numbered(new RunId(row.getString(1)), row.getInt(2)),
                store,
                district,
                table);
    }

    /**
     * Rows of a table that a loaded run has left to others, or has overwritten after others had left them.
     *
     * @param counts whether no loaded run has taken its place
     */
    record Passed(String table, LedgerChunk.Kind kind, RunId run, String district, boolean counts, int number) {}

    /** Of all tables, in pieces. */
    List<Passed> passed() {
        return session.query(
                "reading the ledger",
                """
                select c.table_name, c.kind, c.run, l.district, %s as counts, c.number from datamig.change c
                  join datamig.load l on l.store = c.store and l.run = c.run and l.state = 'loaded'
                where c.store = ? and c.kind in ('KEPT', 'TAKEN') order by 1, 3, 6""".formatted(counts()),
                row -> new Passed(
                        row.getString(1),
                        LedgerChunk.Kind.valueOf(row.getString(2)),
                        new RunId(row.getString(3)),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getInt(6)),
                store);
    }

    /** Runs of other districts that were loaded after this one and have overwritten rows of the table that others had left; the first first. */
    List<RunId> takers(RunId run, String table) {
        return session.query("reading the ledger", """
                select n.run from datamig.load l join datamig.load n
                  on n.store = l.store and n.state = 'loaded' and n.finished > l.finished and n.district <> l.district
                where l.store = ? and l.run = ? and exists (select from datamig.change c
                  where c.store = n.store and c.run = n.run and c.kind = 'TAKEN' and c.table_name = ?)
                order by n.finished, n.run""", row -> new RunId(row.getString(1)), store, run.value(), table);
    }

    /** A chunk of a run. */
    record Numbered(RunId run, int number) {}
}
