package dev.datamig.loader.postgres;

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

    /** Before the new rows of staged tables are inserted: takes out what this transaction has made in their places. */
    void giveWay(List<LoadTable> tables) {
        for (LoadTable table : tables) {
            if (!table.keyless()
                    && session.number(
                                    "looking for rows of triggers in " + table.id(),
                                    WRITTEN,
                                    table.target().oid())
                            > 0) {
                giveWay(table);
            }
        }
    }

    private void giveWay(LoadTable table) {
        OwnRows own = OwnRows.of(session);
        for (TargetKey key : table.allKeys()) {
            session.update(
                    "taking out rows of triggers from " + table.id(),
                    "delete from %s t using %s s where %s and not exists (select from %s f where f.datamig_row = s.%s) and %s"
                            .formatted(
                                    table.target().own(),
                                    table.stage(),
                                    Fates.uniqueEqual(table.target(), key),
                                    table.fate(),
                                    Stage.ROW,
                                    own.condition()));
        }
    }
}
