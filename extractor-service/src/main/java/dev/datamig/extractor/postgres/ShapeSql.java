package dev.datamig.extractor.postgres;

/**
 * The analysis' questions to {@code pg_catalog}: one each for all tables, however many there are. They take no lock that could wait
 * behind a table's exclusive one: the size of such a table is taken from the planner's figures.
 */
final class ShapeSql {

    private static final String OURS = " n.nspname !~ '^pg_' and n.nspname <> 'information_schema' ";

    /** Tables and partitions with sizes; estimates are the planner's, scaled to the pages that are there now. */
    static final String RELATIONS = """
            with busy as (
              select l.relation from pg_locks l
              where l.mode = 'AccessExclusiveLock' and l.granted and l.pid <> pg_backend_pid()),
            sized as (
              select c.*, n.nspname, current_setting('block_size')::int8 as block,
                case when c.relkind <> 'r' then 0
                  when c.oid in (select b.relation from busy b) then c.relpages * current_setting('block_size')::int8
                  else coalesce(pg_relation_size(c.oid), 0) end as heap,
                case when c.relkind <> 'r' then 0
                  when c.oid in (select b.relation from busy b) then c.relpages * current_setting('block_size')::int8
                  else coalesce(pg_total_relation_size(c.oid), 0) end as total
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p') and c.relpersistence <> 't' and """ + OURS + """
                and has_schema_privilege(n.oid, 'usage'))
            select s.oid::int8 as oid, s.nspname, s.relname,
              quote_ident(s.nspname) || '.' || quote_ident(s.relname) as sql,
              s.relkind = 'p' as partitioned,
              case when s.relispartition then (select i.inhparent::int8 from pg_inherits i where i.inhrelid = s.oid) end
                as parent,
              case when s.relkind = 'p' then pg_get_partkeydef(s.oid) end as partitionkey,
              pg_get_expr(s.relpartbound, s.oid) as bounds,
              case when s.relkind = 'p' then null
                when s.heap = 0 then 0
                when s.reltuples > 0 and s.relpages > 0 then round(s.reltuples * (s.heap::float8 / s.block) / s.relpages)
                else nullif(pg_stat_get_live_tuples(s.oid), 0) end::int8 as rows,
              s.heap, s.total,
              case when s.relispartition then null else array(select p.inhparent::int8 from pg_inherits p
                where p.inhrelid = s.oid order by p.inhseqno) end as parents,
              obj_description(s.oid, 'pg_class') as comment,
              has_table_privilege(s.oid, 'select') as readable
            from sized s order by 4
            """;

    /** Schemas that the account may not look into; what is in them is as if it were not there. */
    static final String HIDDEN = "select n.nspname from pg_namespace n where " + OURS
            + " and not has_schema_privilege(n.oid, 'usage') order by 1";

    /** Columns of tables that are no partitions, each as the JSON of its record. */
    static final String COLUMNS = """
            with recursive behind (type, base, typmod, required) as (
              select t.oid, t.oid, -1, t.typnotnull from pg_type t
              union all
              select b.type, t.typbasetype, case when t.typtypmod <> -1 then t.typtypmod else b.typmod end,
                b.required or t.typnotnull
              from behind b join pg_type t on t.oid = b.base where t.typtype = 'd')
            select a.attrelid::int8 as oid, jsonb_strip_nulls(jsonb_build_object(
              'name', a.attname,
              'type', format_type(a.atttypid, a.atttypmod),
              'plainType', format_type(t.oid, case when a.atttypmod <> -1 then a.atttypmod else b.typmod end),
              'baseType', t.typname,
              'domain', case when own.typtype = 'd' then
                (select quote_ident(dn.nspname) || '.' || quote_ident(own.typname) from pg_namespace dn
                  where dn.oid = own.typnamespace) end,
              'nullable', not (a.attnotnull or b.required),
              'defaultExpression', case when a.attgenerated = '' then coalesce(pg_get_expr(d.adbin, d.adrelid), own.typdefault) end,
              'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
              'identity', case when a.attidentity = 'a' then 'ALWAYS' when a.attidentity = 'd' then 'BY DEFAULT'
                when pg_get_expr(d.adbin, d.adrelid) like 'nextval(%' then 'SEQUENCE' end,
              'collation', case when a.attcollation <> own.typcollation then
                (select quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                  from pg_collation l join pg_namespace ln on ln.oid = l.collnamespace where l.oid = a.attcollation) end,
              'allowed', case when t.typtype = 'e' then
                (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) end,
              'comment', col_description(a.attrelid, a.attnum)))::text as json
            from pg_attribute a
              join pg_class c on c.oid = a.attrelid
              join pg_namespace n on n.oid = c.relnamespace
              join pg_type own on own.oid = a.atttypid
              join behind b on b.type = a.atttypid
              join pg_type t on t.oid = b.base and t.typtype <> 'd'
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
              and """ + OURS + """
            order by a.attrelid, a.attnum
            """;

    /** Keys and checks of tables that are no partitions, foreign keys of partitions too. */
    static final String CONSTRAINTS = """
            select k.conrelid::int8 as oid, k.contype::text as type, k.conname as name,
              (select array_agg(a.attname::text order by u.place)
                from unnest(k.conkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns,
              k.confrelid::int8 as parent,
              (select array_agg(a.attname::text order by u.place)
                from unnest(k.confkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as parentcolumns,
              k.confdeltype::text as ondelete, k.confupdtype::text as onupdate, k.confmatchtype::text as match,
              k.condeferrable as deferrable, k.condeferred as deferred, k.convalidated as validated,
              coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) as enforced,
              case when k.contype in ('c', 'x') then pg_get_constraintdef(k.oid) end as definition
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype in ('p', 'u', 'f', 'c', 'x') and c.relkind in ('r', 'p')
              and (not c.relispartition or k.contype = 'f') and (k.contype <> 'f' or k.conparentid = 0)
              and """ + OURS + """
            order by k.conrelid, k.contype, k.conname
            """;

    /** Indexes that are no constraint's own; {@code columns} where a unique one stands on plain columns alone. */
    static final String INDEXES = """
            select i.indrelid::int8 as oid, x.relname as name, pg_get_indexdef(i.indexrelid) as definition,
              i.indisunique as unique, i.indisvalid as valid,
              case when i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null then
                (select array_agg(a.attname::text order by u.place)
                  from unnest(i.indkey::int2[]) with ordinality u (number, place)
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.number
                  where u.place <= i.indnkeyatts) end as columns
            from pg_index i join pg_class x on x.oid = i.indexrelid
              join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and """ + OURS + """
              and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
            order by i.indrelid, x.relname
            """;

    static final String DOMAINS = """
            select quote_ident(n.nspname) || '.' || quote_ident(t.typname) as name,
              format_type(t.typbasetype, t.typtypmod) as type, not t.typnotnull as nullable,
              array(select pg_get_constraintdef(k.oid) from pg_constraint k
                where k.contypid = t.oid and k.contype = 'c' order by 1) as checks
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where t.typtype = 'd' and """ + OURS + """
            order by 1
            """;

    static final String SERVER =
            "select current_setting('server_version'), pg_is_in_recovery(), current_setting('server_encoding')";

    private ShapeSql() {}
}
