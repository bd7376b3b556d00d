package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.LoadProgress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells how far a load has come by what its rows make the database do: for each row the row itself, an entry in each index, a look at a
 * parent for each foreign key, and calls of triggers, which cost about two of these each. Foreign keys are looked at when all rows of a
 * statement are there.
 */
final class LoadCost implements LoadProgress {

    private static final int OF_A_TRIGGER = 2;

    private final LoadProgress progress;
    private final Map<TableId, long[]> each = new HashMap<>();
    private final Map<TableId, Long> done = new HashMap<>();
    private double reached;
    private double all;

    /** @param progress is told */
    LoadCost(PgSession session, Collection<LoadTable> tables, LoadProgress progress) {
        this.progress = progress;
        Map<Long, long[]> known = new HashMap<>();
        session.query(
                "reading indexes",
                """
                select c.oid::int8, (select count(*) from pg_index i where i.indrelid = c.oid),
                  (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype = 'f')
                from pg_class c where c.oid::int8 = any (?)""",
                row -> known.put(row.getLong(1), new long[] {row.getLong(2), row.getLong(3)}),
                (Object) tables.stream().map(table -> table.target().oid()).toArray(Long[]::new));
        for (LoadTable table : tables) {
            long[] found = known.getOrDefault(table.target().oid(), new long[2]);
            long atOnce =
                    1 + found[0] + OF_A_TRIGGER * table.target().triggers().size();
            each.put(table.id(), new long[] {atOnce, found[1]});
            all += (double) table.rows() * (atOnce + found[1]);
        }
    }

    @Override
    public void rows(TableId table, long rows, long expected) {
        progress.rows(table, rows, expected);
        long[] costs = each.getOrDefault(table, new long[2]);
        long now = rows * costs[0] + (rows < expected ? 0 : rows * costs[1]);
        reached += now - done.getOrDefault(table, 0L);
        done.put(table, now);
        progress.part(all == 0 ? 1 : reached / all);
    }
}
