package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.target.LoadPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which columns a plan has to look at as long as no row of a table is in the target: those of keys, references and constraints, and
 * those whose types refuse values. When a row is there after all, the table is staged anew with all columns.
 */
final class PlanColumns {

    private static final String CONSTRAINED = """
            select k.conrelid::int8 as oid, a.attname::text as name
            from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
            where k.contype in ('c', 'f', 'x', 'u', 'p')
            union
            select i.indrelid::int8, a.attname::text
            from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum > 0
              and (a.attnum = any (i.indkey::int2[]) or exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                and d.objid = i.indexrelid and d.refobjid = i.indrelid and d.refobjsubid = a.attnum))
            where i.indisunique or i.indisexclusion
            union
            select a.attrelid::int8, a.attname::text
            from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') join pg_type t on t.oid = a.atttypid
            where a.attnum > 0 and not a.attisdropped and c.relnamespace <> 'pg_catalog'::regnamespace
              and (t.typtype in ('d', 'e', 'c') or t.typelem <> 0 and t.typcategory = 'A')""";

    /** Fewer rows are not worth looking at in two steps. */
    private static final int WORTH_IT = 1000;

    private final Map<Long, Set<String>> constrained = new HashMap<>();
    private final Links links;
    private final LoadPolicy policy;

    PlanColumns(PgSession session, Links links, LoadPolicy policy) {
        this.links = links;
        this.policy = policy;
        session.query(
                "reading constraints",
                CONSTRAINED,
                row -> constrained
                        .computeIfAbsent(row.getLong("oid"), oid -> new HashSet<>())
                        .add(row.getString("name")));
    }

    /** The table with the columns that are needed at first; itself where that are all. */
    LoadTable narrowed(LoadTable table) {
        return suits(table) ? table.withColumns(needed(table)) : table;
    }

    private boolean suits(LoadTable table) {
        LoadStrategy strategy = policy.of(table.id());
        return !table.keyless()
                && table.rows() >= WORTH_IT
                && strategy == LoadStrategy.INSERT
                && links.all().stream()
                        .noneMatch(link ->
                                link.child().equals(table) && !link.when().equals(Link.ALWAYS));
    }

    private Set<String> needed(LoadTable table) {
        Set<String> needed = new HashSet<>(links.movable(table));
        needed.addAll(constrained.getOrDefault(table.target().oid(), Set.of()));
        for (TargetColumn column : table.columns()) {
            boolean sameType = table.schema()
                    .column(column.name())
                    .filter(source -> source.sourceType().equals(column.type()))
                    .isPresent();
            boolean mayBeMissing = table.schema()
                    .column(column.name())
                    .map(source -> source.nullable())
                    .orElse(true);
            if (!sameType || column.required() && mayBeMissing) {
                needed.add(column.name());
            }
        }
        return needed;
    }
}
