package dev.datamig.loader.postgres;

import java.util.HashMap;
import java.util.Map;

/**
 * Sequences that no default draws from, but an application does, and that are known by their names: Hibernate's {@code student_seq}
 * and {@code hibernate_sequence}. Whoever loads keys without moving them makes the application run into its own next numbers.
 */
final class UnboundSequences {

    static final String COMMON = "hibernate_sequence";

    /**
     * By a table's only key column, a number that the database does not fill: a sequence of the table's own name, else the schema's
     * common one. Neither owned by a column nor used by a default, and the account may move it.
     */
    private static final String NAMED = """
            with unbound (oid, space, name) as (
              select s.oid, s.relnamespace, lower(s.relname) from pg_class s join pg_namespace n on n.oid = s.relnamespace
              where s.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> 'datamig'
                and not exists (select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = s.oid
                  and x.refclassid = 'pg_class'::regclass and x.deptype in ('a', 'i'))
                and not exists (select from pg_depend x where x.classid = 'pg_attrdef'::regclass
                  and x.refclassid = 'pg_class'::regclass and x.refobjid = s.oid)
                and has_schema_privilege(n.oid, 'usage')
                and case when s.relkind = 'S' then has_sequence_privilege(s.oid, 'select') and has_sequence_privilege(s.oid, 'update') end)
            select distinct on (c.oid) c.oid::int8, a.attname::text, u.oid::regclass::text
            from unbound u
              join pg_class c on c.relnamespace = u.space and c.relkind in ('r', 'p') and not c.relispartition
              join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
              join pg_attribute a on a.attrelid = c.oid and a.attnum = (i.indkey::int2[])[0]
              cross join lateral (select lower(c.relname) as t, lower(a.attname) as k) l
            where a.atttypid in ('int4'::regtype, 'int8'::regtype) and not a.atthasdef and a.attidentity = ''
              and u.name in (t || '_seq', t || '_' || k || '_seq', t || '_id_seq', t || '_sequence', 'seq_' || t, 'hibernate_sequence')
              and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any (f.conkey))
            order by c.oid, u.name = 'hibernate_sequence', u.name""";

    private UnboundSequences() {}

    /** @return by the table's number and the column's bare name, as {@code 123.id}, the sequence as SQL writes it */
    static Map<String, String> read(PgSession session) {
        Map<String, String> all = new HashMap<>();
        session.query(
                "reading sequences", NAMED, row -> all.put(place(row.getLong(1), row.getString(2)), row.getString(3)));
        return all;
    }

    static String place(long table, String column) {
        return table + "." + column;
    }
}
