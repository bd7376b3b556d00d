package dev.datamig.validator.postgres;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.CellText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a target's check constraints on rows that are not in it. Values go in as arrays of texts that the server casts to the types behind
 * the columns' domains, so that a domain's conditions are counted too instead of being raised.
 */
public final class PgConstraints implements AutoCloseable {

    /** Without those whose functions look at other rows: these may come with the run. */
    private static final String CHECKS = """
            with recursive behind (type, domain) as (
              select t.oid, t.oid from pg_type t where t.typtype = 'd'
              union all
              select b.type, t.typbasetype from behind b join pg_type t on t.oid = b.domain where t.typtype = 'd'),
            here as (select to_regclass(?)::oid as oid)
            select k.conname::text as name, pg_get_expr(k.conbin, k.conrelid) as condition, false as ofdomain,
              coalesce((select array_agg(a.attname::text order by u.place)
                from unnest(k.conkey) with ordinality u (number, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number), '{}') as columns
            from pg_constraint k join here h on k.conrelid = h.oid
            where k.contype = 'c' and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) and not exists (
              select from pg_depend d join pg_proc f on f.oid = d.refobjid and f.prokind = 'f' and f.provolatile <> 'i'
              where d.classid = 'pg_constraint'::regclass and d.objid = k.oid and d.refclassid = 'pg_proc'::regclass
                and pg_get_functiondef(f.oid) ~* '\\mfrom\\M')
            union all
            select k.conname::text, regexp_replace(pg_get_constraintdef(k.oid),
                '^CHECK |( NO INHERIT| NOT VALID| NOT ENFORCED)+$', '', 'g'), true, array[a.attname::text]
            from pg_attribute a join here h on a.attrelid = h.oid
              join behind b on b.type = a.atttypid join pg_constraint k on k.contypid = b.domain and k.contype = 'c'
            where a.attnum > 0 and not a.attisdropped
            order by 1, 4""";

    private static final String CONSTRAINED = """
            with recursive behind (type, domain) as (
              select t.oid, t.oid from pg_type t where t.typtype = 'd'
              union all
              select b.type, t.typbasetype from behind b join pg_type t on t.oid = b.domain where t.typtype = 'd'),
            concerned (oid) as (
              select k.conrelid from pg_constraint k where k.contype = 'c' and k.conrelid <> 0
              union
              select a.attrelid from pg_attribute a join behind b on b.type = a.atttypid
                join pg_constraint k on k.contypid = b.domain and k.contype = 'c' where a.attnum > 0)
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            from concerned o join pg_class c on c.oid = o.oid join pg_namespace n on n.oid = c.relnamespace""";

    private static final String TYPES = """
            with recursive behind (type, base) as (
              select t.oid, t.oid from pg_type t
              union all
              select b.type, t.typbasetype from behind b join pg_type t on t.oid = b.base where t.typtype = 'd')
            select a.attname::text, format_type(t.oid, -1)
            from pg_attribute a join behind b on b.type = a.atttypid join pg_type t on t.oid = b.base and t.typtype <> 'd'
            where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped""";

    private final TargetSession session;
    private final Map<String, Map<String, String>> types = new HashMap<>();

    public PgConstraints(String store, Endpoint endpoint) {
        this.session = new TargetSession(store, endpoint);
    }

    /** The tables that have checks, or columns of domains that have. */
    public Set<String> tables() {
        var out = new HashSet<String>();
        session.query(CONSTRAINED, statement -> {}, row -> out.add(row.getString(1)));
        return out;
    }

    /** The checks of a table and of its columns' domains; none for a table that is not there. */
    public List<CheckSchema> of(TableSchema table) {
        var out = new ArrayList<CheckSchema>();
        session.query(
                CHECKS,
                statement -> statement.setString(1, table.id().name()),
                row -> out.add(new CheckSchema(
                        row.getString("name"),
                        row.getString("condition"),
                        List.of((String[]) row.getArray("columns").getArray()),
                        row.getBoolean("ofdomain"))));
        List<String> copied =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        return out.stream()
                .filter(check -> !check.columns().isEmpty() && copied.containsAll(check.columns()))
                .toList();
    }

    /** How many of these rows the check would refuse. @param rows cells in the order of the copied columns */
    public long refused(CheckSchema check, TableSchema table, List<@Nullable Object[]> rows) {
        Map<String, String> known = types.computeIfAbsent(table.id().name(), this::types);
        List<String> columns = check.columns();
        String cast = IntStream.range(0, columns.size())
                .mapToObj(i -> "k.k" + i + "::" + known.get(columns.get(i)) + " as "
                        + (check.ofDomain() ? "value" : TargetSession.identifier(columns.get(i))))
                .collect(Collectors.joining(", "));
        String arrays =
                IntStream.range(0, columns.size()).mapToObj(i -> "?::text[]").collect(Collectors.joining(", "));
        String names = IntStream.range(0, columns.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String sql = "select count(*) from (select " + cast + " from unnest(" + arrays + ") as k(" + names
                + ")) s where not coalesce((" + check.condition() + "), true)";
        var count = new long[1];
        @Nullable String[][] values = new @Nullable String[columns.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = texts(table, columns.get(i), rows);
        }
        session.query(sql, values, row -> count[0] = row.getLong(1));
        return count[0];
    }

    private static @Nullable String[] texts(TableSchema table, String column, List<@Nullable Object[]> rows) {
        List<ColumnSchema> copied = table.copiedColumns();
        int place = copied.stream().map(ColumnSchema::name).toList().indexOf(column);
        @Nullable String[] out = new String[rows.size()];
        for (int i = 0; i < out.length; i++) {
            Object cell = rows.get(i)[place];
            out[i] = cell == null ? null : CellText.of(copied.get(place).physical(), cell);
        }
        return out;
    }

    private Map<String, String> types(String table) {
        var out = new HashMap<String, String>();
        session.query(
                TYPES, statement -> statement.setString(1, table), row -> out.put(row.getString(1), row.getString(2)));
        return out;
    }

    @Override
    public void close() {
        session.close();
    }
}
