package dev.datamig.loader.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a target's shape from {@code pg_catalog}. All names come quoted by the server itself, where SQL needs quotes. */
final class TargetCatalogReader {

    private static final String TABLES = """
            select c.oid::int8 as oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as sql,
              c.relkind = 'p' as partitioned,
              exists (select 1 from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal
                and g.tgenabled in ('O', 'A') and g.tgtype & 7 = 7) as rewrites,
              exists (select 1 from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal
                and g.tgenabled in ('O', 'A') and g.tgtype & 19 = 19) as rewritesupdates,
              (select array_agg(g.tgname::text order by 1) from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal
                and g.tgenabled in ('O', 'A') and g.tgtype & 4 = 4) as triggers,
              (select array_agg(r.rulename::text order by 1) from pg_rewrite r where r.ev_class = c.oid
                and r.ev_enabled in ('O', 'A') and r.ev_type in ('2', '4')) as rules,
              (select array_agg(r.rulename::text order by 1) from pg_rewrite r where r.ev_class = c.oid
                and r.ev_enabled in ('O', 'A') and r.ev_type = '3') as insertrules,
              has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert') as insertable,
              c.reltuples::float8 as estimate
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and c.relpersistence <> 't'
              and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'datamig')
            """;

    private static final String COLUMNS = """
            with recursive behind (type, base, typmod, required) as (
              select t.oid, t.oid, -1, t.typnotnull from pg_type t
              union all
              select b.type, t.typbasetype, case when t.typtypmod <> -1 then t.typtypmod else b.typmod end,
                b.required or t.typnotnull
              from behind b join pg_type t on t.oid = b.base where t.typtype = 'd')
            select a.attrelid::int8 as oid, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
              t.typname::text as base, t.typcategory::text as category,
              case when t.typname in ('varchar', 'bpchar')
                then nullif(case when a.atttypmod <> -1 then a.atttypmod else b.typmod end, -1) - 4 end as length,
              a.attnotnull or b.required as required,
              a.atthasdef or a.attidentity <> '' as filled,
              a.attgenerated <> '' as generated,
              a.attidentity = 'a' as always,
              case when a.atttypid <> t.oid and t.typtype in ('e', 'c') then '::' || format_type(t.oid, -1) else '' end as cast,
              coalesce(
                (select x.objid from pg_depend x join pg_class q on q.oid = x.objid and q.relkind = 'S'
                  where x.classid = 'pg_class'::regclass and x.refclassid = 'pg_class'::regclass
                    and x.refobjid = a.attrelid and x.refobjsubid = a.attnum and x.deptype = 'i' limit 1),
                (select x.refobjid from pg_depend x join pg_class q on q.oid = x.refobjid and q.relkind = 'S'
                  where x.classid = 'pg_attrdef'::regclass and x.objid = d.oid and x.refclassid = 'pg_class'::regclass
                    and a.attgenerated = '' and t.typname in ('int2', 'int4', 'int8', 'numeric') limit 1))::regclass::text as sequence,
              made.sequence as madeof, case when made.sequence is not null then pg_get_expr(d.adbin, d.adrelid) end as madeby
            from pg_attribute a
              join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and c.relpersistence <> 't'
              join pg_namespace n on n.oid = c.relnamespace
              join behind b on b.type = a.atttypid
              join pg_type t on t.oid = b.base and t.typtype <> 'd'
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
              left join lateral (select x.refobjid::regclass::text as sequence
                from pg_depend x join pg_class q on q.oid = x.refobjid and q.relkind = 'S'
                where x.classid = 'pg_attrdef'::regclass and x.objid = d.oid and x.refclassid = 'pg_class'::regclass
                  and not exists (select from pg_depend y where y.classid = x.classid and y.objid = x.objid
                    and y.refclassid = 'pg_proc'::regclass) limit 1) made on t.typcategory = 'S' and a.attgenerated = ''
            where a.attnum > 0 and not a.attisdropped
              and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'datamig')
            order by a.attrelid, a.attnum
            """;

    private static final String KEYS = """
            select i.indrelid::int8 as oid, x.relname::text as name, i.indisprimary as main,
              coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) as nulls,
              (select array_agg(a.attname::text order by u.place)
                from unnest(i.indkey::int2[]) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.number
                where u.place <= i.indnkeyatts) as columns
            from pg_index i join pg_class x on x.oid = i.indexrelid
              join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            where i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
              and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'datamig')
            order by i.indrelid, i.indisprimary desc, x.relname
            """;

    private static final String REFERENCES = """
            with recursive above (oid, root) as (
              select c.oid, c.oid from pg_class c where c.relkind in ('r', 'p') and not c.relispartition
              union all
              select i.inhrelid, a.root from above a join pg_inherits i on i.inhparent = a.oid
                join pg_class c on c.oid = i.inhrelid and c.relispartition),
            named (oid, sql) as (
              select c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p'))
            select k.conname::text as name, quote_ident(n.nspname) || '.' || quote_ident(k.conname) as sql,
              cn.sql as child, cr.sql as childroot, pn.sql as parent, pr.sql as parentroot,
              k.condeferrable as deferrable, has_schema_privilege(k.connamespace, 'usage') and has_table_privilege(k.conrelid, 'select') as readable,
              k.confdeltype in ('a', 'r') as stops, k.confdeltype = 'r' as restricts,
              coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as period,
              (select array_agg(a.attname::text order by u.place)
                from unnest(k.conkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as childcolumns,
              (select array_agg(a.attname::text order by u.place)
                from unnest(k.confkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as parentcolumns,
              (select array_agg('%1$s' || case when o.oprleft = p.atttypid or o.oprleft::regtype::text ~ '^any' then '' else '::' || replace((select quote_ident(y.nspname) || '.' || quote_ident(x.typname)
                      from pg_type x join pg_namespace y on y.oid = x.typnamespace where x.oid = o.oprleft), '%', '%%') end
                    || case when p.attcollation in (0, c.attcollation) then '' else ' collate ' || replace(p.attcollation::regcollation::text, '%', '%%') end
                    || ' operator(' || quote_ident(s.nspname) || '.' || o.oprname || ') %2$s'
                    || case when o.oprright = c.atttypid or o.oprright::regtype::text ~ '^any' then '' else '::' || replace((select quote_ident(y.nspname) || '.' || quote_ident(x.typname)
                      from pg_type x join pg_namespace y on y.oid = x.typnamespace where x.oid = o.oprright), '%', '%%') end order by u.place)
                from unnest(k.conkey, k.confkey, k.conpfeqop) with ordinality u (child, parent, operator, place)
                join pg_attribute c on c.attrelid = k.conrelid and c.attnum = u.child
                join pg_attribute p on p.attrelid = k.confrelid and p.attnum = u.parent
                join pg_operator o on o.oid = u.operator join pg_namespace s on s.oid = o.oprnamespace) as comparisons
            from pg_constraint k join pg_namespace n on n.oid = k.connamespace
              join above ca on ca.oid = k.conrelid join named cr on cr.oid = ca.root
              join above pa on pa.oid = k.confrelid join named pr on pr.oid = pa.root
              join named cn on cn.oid = k.conrelid join named pn on pn.oid = k.confrelid
            where k.contype = 'f' and k.conparentid = 0
            order by 4, 1
            """;

    private TargetCatalogReader() {}

    static TargetCatalog read(PgSession session) {
        Map<String, String> unbound = UnboundSequences.read(session);
        Map<Long, List<TargetColumn>> columns = new HashMap<>();
        session.query(
                "reading columns",
                COLUMNS,
                row -> columns.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                        .add(column(row, unbound)));
        Map<Long, List<TargetKey>> keys = new HashMap<>();
        session.query(
                "reading keys",
                KEYS,
                row -> keys.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                        .add(new TargetKey(
                                row.getString("name"),
                                texts(row, "columns"),
                                row.getBoolean("main"),
                                row.getBoolean("nulls"))));
        Map<String, TargetTable> tables = new LinkedHashMap<>();
        session.query("reading tables", TABLES, row -> table(row, columns, keys))
                .forEach(table -> tables.put(table.sql(), table));
        return new TargetCatalog(
                tables, session.query("reading foreign keys", REFERENCES, TargetCatalogReader::reference), List.of());
    }

    private static TargetTable table(
            ResultSet row, Map<Long, List<TargetColumn>> columns, Map<Long, List<TargetKey>> keys) throws SQLException {
        long oid = row.getLong("oid");
        return new TargetTable(
                oid,
                row.getString("sql"),
                row.getBoolean("partitioned"),
                List.copyOf(columns.getOrDefault(oid, List.of())),
                List.copyOf(keys.getOrDefault(oid, List.of())),
                row.getBoolean("rewrites"),
                row.getBoolean("rewritesupdates"),
                row.getBoolean("insertable"),
                texts(row, "triggers"),
                texts(row, "rules"),
                texts(row, "insertrules"),
                row.getDouble("estimate"));
    }

    private static TargetColumn column(ResultSet row, Map<String, String> unbound) throws SQLException {
        String bound = row.getString("sequence");
        int length = row.getInt("length");
        Integer limit = row.wasNull() ? null : length;
        return new TargetColumn(
                row.getString("name"),
                row.getString("type"),
                row.getString("base"),
                row.getString("category").charAt(0),
                limit,
                row.getBoolean("required"),
                row.getBoolean("filled"),
                row.getBoolean("generated"),
                row.getBoolean("always"),
                bound != null ? bound : unbound.get(UnboundSequences.place(row.getLong("oid"), row.getString("name"))),
                row.getString("madeof") == null
                        ? null
                        : new TargetColumn.Counter(row.getString("madeof"), row.getString("madeby")),
                row.getString("cast"));
    }

    private static TargetReference reference(ResultSet row) throws SQLException {
        return new TargetReference(
                row.getString("name"),
                row.getString("sql"),
                row.getString("child"),
                row.getString("childroot"),
                texts(row, "childcolumns"),
                row.getString("parent"),
                row.getString("parentroot"),
                texts(row, "parentcolumns"),
                row.getBoolean("deferrable"),
                row.getBoolean("readable"),
                row.getBoolean("stops"),
                row.getBoolean("restricts"),
                row.getBoolean("period"),
                texts(row, "comparisons"));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
