package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.TablePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Foreign keys of the target whose referencing side has no index. PostgreSQL looks through the whole child table for each parent
 * that is deleted: a load does not feel it, its undo does.
 */
final class UnindexedReferences {

    private static final String UNINDEXED = """
            select quote_ident(cn.nspname) || '.' || quote_ident(c.relname) as child,
              quote_ident(pn.nspname) || '.' || quote_ident(p.relname) as parent, k.conname::text as name,
              greatest(c.reltuples, 0)::int8 as estimate,
              c.relkind = 'p' as partitioned,
              (select array_agg(quote_ident(a.attname) order by u.place) from unnest(k.conkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
              join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
            where k.contype = 'f' and k.conparentid = 0 and not exists (
              select from pg_index i where i.indrelid = k.conrelid and i.indisvalid and i.indpred is null
                and (i.indkey::int2[])[0] = any (k.conkey))
            order by 1, 3""";

    /** Rows of the child looked at for all parents together, from which it is felt. */
    private static final long FELT = 1_000_000;

    private final PgSession session;

    UnindexedReferences(PgSession session) {
        this.session = session;
    }

    List<String> warnings(List<TablePlan> plans) {
        Map<String, Long> inserted = new HashMap<>();
        plans.forEach(plan -> inserted.put(plan.table().name(), plan.inserted()));
        List<String> warnings = new ArrayList<>();
        session.query("reading foreign keys", UNINDEXED, row -> {
            String child = row.getString("child");
            long parents = inserted.getOrDefault(row.getString("parent"), 0L);
            long children = row.getLong("estimate") + inserted.getOrDefault(child, 0L);
            if (parents * children >= FELT) {
                String columns = String.join(", ", TargetCatalogReader.texts(row, "columns"));
                warnings.add(
                        "%s(%s) refers to %s without an index (%s): an undo looks through about %d rows for each of %d; %s"
                                .formatted(
                                        child,
                                        columns,
                                        row.getString("parent"),
                                        row.getString("name"),
                                        children,
                                        parents,
                                        cure(child, columns, row.getBoolean("partitioned"))));
            }
            return true;
        });
        return warnings;
    }

    /** What a database administrator may do about it without stopping anybody. */
    private static String cure(String child, String columns, boolean partitioned) {
        return partitioned
                ? "an index on these columns of each partition helps"
                : "CREATE INDEX CONCURRENTLY ON " + child + " (" + columns + ") helps";
    }
}
