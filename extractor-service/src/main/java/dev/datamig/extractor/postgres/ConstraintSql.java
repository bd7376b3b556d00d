package dev.datamig.extractor.postgres;

/** The questions to {@code pg_catalog} about conditions on rows and values. */
final class ConstraintSql {

    /**
     * Check constraints of tables and of the domains that columns are of, one row for each column of a domain. Those of a single
     * partition are left to it.
     */
    static final String CHECKS = """
            with recursive behind (type, domain) as (
              select t.oid, t.oid from pg_type t where t.typtype = 'd'
              union all
              select b.type, t.typbasetype from behind b join pg_type t on t.oid = b.domain where t.typtype = 'd')
            select oid, name, condition, columns, ofdomain from (
              select k.conrelid::int8 as oid, k.conname::text as name, pg_get_expr(k.conbin, k.conrelid) as condition,
                coalesce((select array_agg(a.attname::text order by u.place)
                  from unnest(k.conkey) with ordinality u (number, place)
                  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number), '{}') as columns,
                false as ofdomain
              from pg_constraint k join pg_class c on c.oid = k.conrelid
              where k.contype = 'c' and c.relkind in ('r', 'p') and not c.relispartition
                and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
              union all
              select a.attrelid::int8, k.conname::text, regexp_replace(pg_get_constraintdef(k.oid),
                '^CHECK |( NO INHERIT| NOT VALID| NOT ENFORCED)+$', '', 'g'), array[a.attname::text], true
              from pg_attribute a join pg_class c on c.oid = a.attrelid
                join behind b on b.type = a.atttypid join pg_constraint k on k.contypid = b.domain and k.contype = 'c'
              where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition) checks
            order by oid, name, columns
            """;

    /**
     * Columns of unique indexes on expressions, on generated columns or on some of the rows, and of exclusion constraints. Instead of a
     * generated column those that it is made from.
     */
    static final String APART = """
            with parts as (
              select i.indrelid as oid, x.relname as name, u.number, i.indexrelid,
                pg_get_indexdef(i.indexrelid, u.place::int, true) as part
              from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
                cross join unnest(i.indkey::int2[]) with ordinality u (number, place)
              where c.relkind in ('r', 'p') and not c.relispartition and i.indisvalid and u.place <= i.indnkeyatts
                and (i.indisexclusion or i.indisunique and (i.indpred is not null or i.indexprs is not null
                  or exists (select from pg_attribute g where g.attrelid = i.indrelid and g.attgenerated <> ''
                    and g.attnum = any (i.indkey::int2[]))))),
            used as (
              select p.oid, p.name, a.attnum, a.attname, a.attgenerated
              from parts p join pg_attribute a on a.attrelid = p.oid and a.attnum > 0 and not a.attisdropped
                and (a.attnum = p.number or p.number = 0 and strpos(p.part, quote_ident(a.attname)) > 0
                  and exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = p.indexrelid
                    and d.refobjid = p.oid and d.refobjsubid = a.attnum))),
            plain as (
              select oid, name, attname from used where attgenerated = ''
              union
              select u.oid, u.name, a.attname
              from used u join pg_attrdef f on f.adrelid = u.oid and f.adnum = u.attnum
                join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid and d.refobjid = u.oid
                join pg_attribute a on a.attrelid = u.oid and a.attnum = d.refobjsubid and a.attgenerated = ''
              where u.attgenerated <> '')
            select oid::int8 as oid, array_agg(attname::text order by attname::text) as columns
            from plain group by oid, name order by oid, name
            """;

    private ConstraintSql() {}
}
