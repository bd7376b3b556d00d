package dev.datamig.extractor.postgres;

/** The questions to {@code pg_catalog}. All names come quoted by the server itself, where SQL needs quotes. */
final class CatalogSql {

    /** Ordinary and partitioned tables and their partitions; foreign tables only as partitions, to warn about them. */
    static final String RELATIONS = """
            select c.oid::int8 as oid, n.nspname, c.relname,
              quote_ident(n.nspname) || '.' || quote_ident(c.relname) as sql,
              c.relkind::text as kind,
              case when c.relispartition
                then (select i.inhparent::int8 from pg_inherits i where i.inhrelid = c.oid) end as parent,
              c.reltuples::float8 as rows,
              case when c.relkind = 'r' then coalesce(pg_relation_size(c.oid), 0)
                / current_setting('block_size')::int8 else 0 end as pages,
              coalesce(pg_relation_filenode(c.oid), 0)::int8 as file,
              obj_description(c.oid, 'pg_class') as comment,
              c.relpersistence::text as persistence,
              c.relrowsecurity as secured,
              has_table_privilege(c.oid, 'select') as readable,
              has_table_privilege(c.oid, 'insert, update, delete, truncate') as writable,
              c.relkind <> 'p' and exists (select 1 from pg_inherits i where i.inhparent = c.oid) as inherited,
              pg_is_in_recovery() as standby
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and has_schema_privilege(n.oid, 'usage')
            order by 4
            """;

    /** Each type with what is behind it where it is a domain. */
    private static final String BEHIND = """
            with recursive behind (type, base, typmod, required) as (
              select t.oid, t.oid, -1, t.typnotnull from pg_type t
              union all
              select b.type, t.typbasetype, case when t.typtypmod <> -1 then t.typtypmod else b.typmod end,
                b.required or t.typnotnull
              from behind b join pg_type t on t.oid = b.base where t.typtype = 'd')
            """;

    /** The composite type that a type is, or is a list of. */
    private static final String COMPOSITE = """
            case when t.typtype = 'c' then t.oid when t.typcategory = 'A' and t.typelem <> 0 then
              (select y.oid from behind f join pg_type y on y.oid = f.base and y.typtype = 'c'
                where f.type = t.typelem) end::int8 as composite,
            """;

    /** Columns with the type behind domains. */
    static final String COLUMNS = BEHIND + """
            select a.attrelid::int8 as oid, a.attname, quote_ident(a.attname) as sql,
              format_type(a.atttypid, a.atttypmod) as type, t.typname as base,
              case when t.typtype = 'e' then t.oid::int8 end as enum,
              """ + COMPOSITE + """
              not (a.attnotnull or b.required) as nullable,
              a.attgenerated <> '' as generated,
              a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false) as identity,
              case when t.typname in ('varchar', 'bpchar')
                then nullif(case when a.atttypmod <> -1 then a.atttypmod else b.typmod end, -1) - 4 end as length,
              col_description(a.attrelid, a.attnum) as comment,
              (select quote_ident(n.nspname) || '.' || quote_ident(l.collname)
                from pg_collation l join pg_namespace n on n.oid = l.collnamespace
                where l.oid = a.attcollation) as collation,
              coalesce((select (to_jsonb(l) ->> 'collisdeterministic')::boolean
                from pg_collation l where l.oid = a.attcollation), true) as deterministic,
              exists (select 1 from pg_index i where i.indrelid = a.attrelid and i.indkey[0] = a.attnum
                and i.indisvalid and i.indpred is null) as indexed,
              exists (select 1 from pg_cast k where k.castsource = t.oid and k.casttarget = 'text'::regtype)
                as textcast,
              pg_get_expr(d.adbin, d.adrelid) as expression
            from pg_attribute a
              join pg_class c on c.oid = a.attrelid
              join pg_namespace s on s.oid = c.relnamespace
              join behind b on b.type = a.atttypid
              join pg_type t on t.oid = b.base and t.typtype <> 'd'
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
              and s.nspname !~ '^pg_' and s.nspname <> 'information_schema'
            order by a.attrelid, a.attnum
            """;

    /** Fields of composite types, tables' row types among them where something is of such. */
    static final String FIELDS = BEHIND + """
            select c.reltype::int8 as owner, a.attname, format_type(a.atttypid, a.atttypmod) as type, t.typname as base,
              case when t.typtype = 'e' then t.oid::int8 end as enum,
              """ + COMPOSITE + """
              case when t.typname in ('varchar', 'bpchar')
                then nullif(case when a.atttypmod <> -1 then a.atttypmod else b.typmod end, -1) - 4 end as length,
              col_description(a.attrelid, a.attnum) as comment
            from pg_class c
              join pg_namespace s on s.oid = c.relnamespace
              join pg_type own on own.oid = c.reltype
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              join behind b on b.type = a.atttypid
              join pg_type t on t.oid = b.base and t.typtype <> 'd'
            where s.nspname !~ '^pg_' and s.nspname <> 'information_schema'
              and (c.relkind = 'c'
                or own.oid in (select u.atttypid from pg_attribute u union select d.typbasetype from pg_type d)
                or own.typarray in (select u.atttypid from pg_attribute u union select d.typbasetype from pg_type d))
            order by c.oid, a.attnum
            """;

    static final String ENUMS = """
            select enumtypid::int8 as oid, array_agg(enumlabel::text order by enumsortorder) as labels
            from pg_enum group by 1
            """;

    /** Primary keys first, then other unique keys on plain columns, each by its constraint's or index's name. */
    static final String KEYS = """
            select oid, main, columns from (
              select k.conrelid::int8 as oid, true as main, k.conname as name,
                (select array_agg(a.attname::text order by u.place)
                  from unnest(k.conkey) with ordinality u (number, place)
                  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns
              from pg_constraint k where k.contype = 'p'
              union all
              select i.indrelid::int8, false, x.relname,
                (select array_agg(a.attname::text order by u.place)
                  from unnest(i.indkey::int2[]) with ordinality u (number, place)
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.number
                  where u.place <= i.indnkeyatts)
              from pg_index i join pg_class x on x.oid = i.indexrelid
              where i.indisunique and not i.indisprimary and i.indisvalid
                and i.indpred is null and i.indexprs is null) keys
            order by oid, main desc, name
            """;

    /** Foreign keys as declared: one on a partitioned table once, one on a single partition too. */
    static final String FOREIGN_KEYS = """
            select k.conname as name, k.conrelid::int8 as child, k.confrelid::int8 as parent,
              (select array_agg(a.attname::text order by u.place)
                from unnest(k.conkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as childcolumns,
              (select array_agg(a.attname::text order by u.place)
                from unnest(k.confkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as parentcolumns,
              (select array_agg('operator(' || quote_ident(n.nspname) || '.' || o.oprname || ')' order by u.place)
                from unnest(k.conpfeqop) with ordinality u (operator, place)
                join pg_operator o on o.oid = u.operator join pg_namespace n on n.oid = o.oprnamespace) as operators,
              (select array_agg(case when a.atttypid = o.oprright then '' else '::' || quote_ident(n.nspname) || '.'
                  || quote_ident(t.typname) end order by u.place)
                from unnest(k.conkey, k.conpfeqop) with ordinality u (number, operator, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number
                join pg_operator o on o.oid = u.operator
                join pg_type t on t.oid = o.oprright join pg_namespace n on n.oid = t.typnamespace) as childcasts,
              (select array_agg(case when a.atttypid = o.oprleft then '' else '::' || quote_ident(n.nspname) || '.'
                  || quote_ident(t.typname) end order by u.place)
                from unnest(k.confkey, k.conpfeqop) with ordinality u (number, operator, place)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number
                join pg_operator o on o.oid = u.operator
                join pg_type t on t.oid = o.oprleft join pg_namespace n on n.oid = t.typnamespace) as parentcasts,
              k.condeferrable as deferrable,
              k.convalidated and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) as valid,
              coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as period,
              case when c.relispartition then pg_get_partition_constraintdef(c.oid) end as bounds
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            where k.contype = 'f' and k.conparentid = 0
            order by c.oid::regclass::text collate "C", k.conname
            """;

    private CatalogSql() {}
}
