package dev.datamig.loader.postgres;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tables a transaction writes to, by the server's own counters: also those that triggers of the target write to. What was
 * counted in other transactions of the session is left out, because only the difference between two looks counts. Counters also count
 * what a savepoint has rolled back, so they say where to look and not what is there.
 */
final class SideWrites {

    private static final String COUNTERS = """
            with recursive above (oid, root) as (
              select c.oid, c.oid from pg_class c where c.relkind in ('r', 'p') and not c.relispartition
              union all
              select i.inhrelid, a.root from above a join pg_inherits i on i.inhparent = a.oid
                join pg_class c on c.oid = i.inhrelid and c.relispartition)
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), sum(s.n_tup_ins)::int8, sum(s.n_tup_upd)::int8,
              sum(s.n_tup_del)::int8
            from pg_stat_xact_user_tables s join above a on a.oid = s.relid join pg_class c on c.oid = a.root
              join pg_namespace n on n.oid = c.relnamespace
            where s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0 and n.nspname <> 'datamig' and n.nspname !~ '^pg_'
            group by 1""";

    private final PgSession session;
    private Map<String, Written> last;

    private SideWrites(PgSession session) {
        this.session = session;
        this.last = look();
    }

    /** From now on. */
    static SideWrites watch(PgSession session) {
        return new SideWrites(session);
    }

    /** Rows written in one table; in a partitioned one in all of its partitions. */
    record Written(String table, long inserted, long updated, long deleted) {
        private Written since(Written then) {
            return new Written(table, inserted - then.inserted, updated - then.updated, deleted - then.deleted);
        }

        private boolean any() {
            return inserted + updated + deleted > 0;
        }
    }

    /** What was written since the last look. */
    List<Written> more() {
        Map<String, Written> now = look();
        Map<String, Written> more = since(now);
        last = now;
        return List.copyOf(more.values());
    }

    /** The same by table, without being a look. */
    Map<String, Written> soFar() {
        return since(look());
    }

    private Map<String, Written> since(Map<String, Written> now) {
        Map<String, Written> more = new LinkedHashMap<>();
        now.forEach((table, written) -> {
            Written since = written.since(last.getOrDefault(table, new Written(table, 0, 0, 0)));
            if (since.any()) {
                more.put(table, since);
            }
        });
        return more;
    }

    private Map<String, Written> look() {
        Map<String, Written> counters = new HashMap<>();
        session.query(
                        "reading counters",
                        COUNTERS,
                        row -> new Written(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .forEach(written -> counters.put(written.table(), written));
        return counters;
    }
}
