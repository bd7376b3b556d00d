package dev.datamig.loader.postgres;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A unique index on expressions or on some rows, or an exclusion constraint, of a target's table.
 *
 * @param exclusion the constraint's definition, where it is one
 * @param rows the condition on rows that it holds for, over bare columns
 * @param parts expressions over bare columns
 * @param operators of an exclusion constraint, one for each part; else empty
 * @param columns those that condition and expressions look at
 */
record ApartIndex(
        String name,
        @Nullable String exclusion,
        String rows,
        List<String> parts,
        List<String> operators,
        List<String> columns) {

    private static final String INDEXES = """
            select x.relname::text as name, k.conname::text as exclusion,
              regexp_replace(pg_get_constraintdef(k.oid), '( DEFERRABLE| INITIALLY DEFERRED)+$', '') as definition, pg_get_expr(i.indpred, i.indrelid) as pred,
              (select array_agg(pg_get_indexdef(i.indexrelid, n, true) order by n) from generate_series(1, i.indnkeyatts) n) as parts,
              (select array_agg('operator(' || quote_ident(s.nspname) || '.' || o.oprname || ')' order by u.place)
                from unnest(k.conexclop) with ordinality u (op, place) join pg_operator o on o.oid = u.op
                join pg_namespace s on s.oid = o.oprnamespace) as operators,
              (select array_agg(distinct a.attname::text) from pg_attribute a where a.attrelid = i.indrelid and a.attnum > 0
                and (a.attnum = any (i.indkey::int2[]) or exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                  and d.objid = i.indexrelid and d.refobjid = i.indrelid and d.refobjsubid = a.attnum))) as columns
            from pg_index i join pg_class x on x.oid = i.indexrelid
              left join pg_constraint k on k.conindid = i.indexrelid and i.indisexclusion and k.contype in ('p', 'u', 'x') and k.conrelid = i.indrelid
            where i.indrelid = ? and i.indisvalid
              and (i.indisunique and (i.indpred is not null or i.indexprs is not null) or k.oid is not null)
            order by 1""";

    /** All of a table. */
    static List<ApartIndex> of(PgSession session, LoadTable table) {
        return session.query(
                "reading indexes",
                INDEXES,
                row -> {
                    String rows = row.getString("pred");
                    return new ApartIndex(
                            row.getString("name"),
                            row.getString("exclusion") == null ? null : row.getString("definition"),
                            rows == null ? "true" : rows,
                            TargetCatalogReader.texts(row, "parts"),
                            TargetCatalogReader.texts(row, "operators"),
                            TargetCatalogReader.texts(row, "columns"));
                },
                table.target().oid());
    }

    /** What it keeps apart of a row {@code alias}; NULL for rows that it does not hold for. */
    String value(String alias) {
        return "(select row(%s) from (select %s.*) x where (%s) and %s)"
                .formatted(String.join(", ", parts), alias, rows, filled());
    }

    /** That no part is NULL: such rows it takes for different ones. */
    String filled() {
        return parts.stream().map(part -> "(" + part + ") is not null").collect(Collectors.joining(" and "));
    }
}
