package dev.datamig.loader.postgres;

import java.util.Collection;
import java.util.List;

/**
 * Rows that triggers of other tables have made before the load came to bring them: a table that a trigger keeps (who stands above
 * whom) is in the source's dump too. The sealed row is the one that stays, with its own values and numbers.
 */
final class Forestalled {

    /** Rows inserted by the open transaction; rows of earlier ones of the session may be among them. */
    private static final String WRITTEN = """
            select pg_stat_get_xact_tuples_inserted(c.oid)
              + coalesce((select sum(pg_stat_get_xact_tuples_inserted(p.relid)) from pg_partition_tree(c.oid) p), 0)
            from pg_class c where c.oid = ?""";

    private final PgSession session;

    Forestalled(PgSession session) {
        this.session = session;
    }

    /**
     * Before the new rows of staged tables are inserted: takes out what this transaction has made in their places.
     *
     * @return tables to which it has written
     */
    List<String> giveWay(List<LoadTable> tables) {
        List<LoadTable> written =
                tables.stream().filter(table -> isWritten(table.target())).toList();
        written.stream()
                .filter(table -> !table.keyless())
                .forEach(table -> giveWay(table.target(), table.allKeys(), Insertion.coming(table)));
        return written.stream().map(LoadTable::sql).toList();
    }

    /**
     * The same before rows are put back.
     *
     * @param coming the table that has them
     * @param columns its columns, quoted
     */
    void giveWay(TargetTable table, String coming, List<String> columns) {
        List<TargetKey> keys = table.keys().stream()
                .filter(key -> columns.containsAll(
                        key.columns().stream().map(Names::quoted).toList()))
                .toList();
        if (!keys.isEmpty() && isWritten(table)) {
            giveWay(table, keys, coming);
        }
    }

    /**
     * Rows that triggers have made for their own rows to refer to (a bill's entry among all transactions) cannot be taken out: they get
     * the sealed values where they are.
     *
     * @return how many, which need not be inserted any more
     */
    long takeOver(LoadTable table) {
        List<String> overwritten = Insertion.overwritten(table);
        return session.update(
                "taking over rows of triggers in " + table.id(),
                "update %s t set %s from %s s where %s and %s"
                        .formatted(
                                table.target().own(),
                                Names.each(
                                        overwritten.isEmpty() ? table.keyNames() : overwritten,
                                        c -> c + " = s." + c,
                                        ", "),
                                Insertion.coming(table),
                                table.target().equal("s", "t", table.keyNames()),
                                OwnRows.of(session).condition()));
    }

    private boolean isWritten(TargetTable table) {
        return session.number("looking for rows of triggers in " + table.sql(), WRITTEN, table.oid()) > 0;
    }

    private void giveWay(TargetTable table, Collection<TargetKey> keys, String coming) {
        OwnRows own = OwnRows.of(session);
        for (TargetKey key : keys) {
            session.update(
                    "taking out rows of triggers from " + table.sql(),
                    "delete from %s t using %s s where %s and %s"
                            .formatted(table.own(), coming, Fates.uniqueEqual(table, key), own.condition()));
        }
    }
}
