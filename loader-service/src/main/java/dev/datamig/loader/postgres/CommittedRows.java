package dev.datamig.loader.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as everybody else sees them, through a session of its own: as they were before the open transaction changed them. The
 * transaction's locks see to it that nobody else changes them meanwhile.
 */
final class CommittedRows implements AutoCloseable {

    private static final String KEYS = "datamig_wanted";

    private final PgSession session;
    private final TargetCatalog catalog;
    private @Nullable PgSession other;

    CommittedRows(PgSession session, TargetCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * Makes a temporary table with the rows that others see under some keys.
     *
     * @param key bare names
     * @param wanted a temporary table with these keys
     * @param into the table's name; it gets the key and the columns
     * @param columns quoted
     * @return how many
     */
    long fetch(TargetTable table, List<String> key, String wanted, String into, List<String> columns) {
        String doing = "looking at rows of " + table.sql() + " as they were";
        List<String> keys = key.stream().map(Names::quoted).toList();
        List<String> all = new ArrayList<>(keys);
        all.addAll(columns);
        empty(doing, into, all, table);
        PgSession there = other();
        there.run(
                doing,
                "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                        .formatted(KEYS, Names.list(keys), table.own()));
        carry(table, session, "select " + Names.list(keys) + " from " + wanted, there, KEYS, keys);
        there.run(doing, "analyze " + KEYS);
        String rows = "select %s from %s t join %s k on %s"
                .formatted(Names.of("t", all), table.own(), KEYS, table.equal("t", "k", keys));
        return carry(table, there, rows, session, into, all);
    }

    /**
     * Makes a temporary table with the rows that others still see and that the transaction has deleted.
     *
     * @param key bare names
     * @param columns quoted, with those of the key
     * @return how many
     */
    long deleted(TargetTable table, List<String> key, OwnRows own, String into, List<String> columns) {
        String doing = "looking at deleted rows of " + table.sql();
        empty(doing, into, columns, table);
        String touched = "select %s from %s t where %s".formatted(Names.of("t", columns), table.own(), own.touched());
        long found = carry(table, other(), touched, session, into, columns);
        return found
                - session.update(
                        doing,
                        "delete from %s b using %s t where %s"
                                .formatted(
                                        into,
                                        table.own(),
                                        table.equal(
                                                "b",
                                                "t",
                                                key.stream().map(Names::quoted).toList())));
    }

    /** How many rows that others still see the transaction has deleted, changed or locked, or has begun to. */
    long touched(TargetTable table, OwnRows own) {
        return other().number(
                        "looking at deleted rows of " + table.sql(),
                        "select count(*) from %s t where %s".formatted(table.own(), own.touched()));
    }

    /** Made once: event triggers of the target may write whenever a table is made. */
    private void empty(String doing, String name, List<String> columns, TargetTable table) {
        if (isThere(session, name)) {
            session.update(doing, "delete from " + name);
        } else {
            session.run(
                    doing,
                    "create temporary table %s on commit drop as select %s from %s with no data"
                            .formatted(name, Names.list(columns), table.own()));
        }
    }

    /** Whether the session has the temporary table. */
    static boolean isThere(PgSession session, String name) {
        return session.number(
                        "looking for a temporary table", "select (to_regclass('pg_temp.' || ?) is not null)::int", name)
                > 0;
    }

    private long carry(
            TargetTable table, PgSession from, String query, PgSession to, String into, List<String> columns) {
        String doing = "looking at rows of " + table.sql() + " as they were";
        var lines = new ChunkWriter(table.sql(), LedgerChunk.Kind.SHARED, List.of(), List.of());
        from.copyOut(doing, "copy (" + query + ") to stdout", line -> lines.line(line, line.length - 1));
        var rows = new UndoRows(to, catalog);
        lines.chunks().forEach(chunk -> rows.copyKeys(into, columns, chunk));
        return lines.total();
    }

    private PgSession other() {
        PgSession known = other;
        if (known == null) {
            known = session.beside();
            known.begin();
            other = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (other != null) {
            other.close();
        }
    }
}
