package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.loader.LoadException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the target would refuse although no key says so: unique indexes on expressions or on some rows, exclusion constraints,
 * check constraints, values that are required. Asked of the staged rows before anything is written.
 */
final class PlanChecks {

    /** Without those whose functions look at other rows, which may be there only when the load has written them. */
    private static final String CHECKS = """
            select k.conname::text as name, pg_get_expr(k.conbin, k.conrelid) as holds,
              (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)) as columns
            from pg_constraint k where k.conrelid = ? and k.contype = 'c'
              and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) and not exists (
              select from pg_depend d join pg_proc f on f.oid = d.refobjid and f.prokind = 'f' and f.provolatile <> 'i'
              where d.classid = 'pg_constraint'::regclass and d.objid = k.oid and d.refclassid = 'pg_proc'::regclass
                and pg_get_functiondef(f.oid) ~* '\\mfrom\\M')
            order by 1""";

    private static final String COMPUTED = """
            select a.attname::text as name, pg_get_expr(d.adbin, d.adrelid) as expression
            from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ? and a.attgenerated <> '' and not a.attisdropped""";

    private final PgSession session;

    private static final String FOLDING = """
            select a.attrelid::int8 as oid, a.attname::text as name
            from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_collation c on c.oid = a.attcollation
            where a.attnum > 0 and not a.attisdropped
              and (t.typnamespace <> 'pg_catalog'::regnamespace or not coalesce((to_jsonb(c) ->> 'collisdeterministic')::boolean, true))""";

    private final BiPredicate<LoadTable, TargetKey> asSealed;
    private final Function<LoadTable, String> goes;
    private final Set<String> folding = new HashSet<>();

    /**
     * @param goes that a row {@code t} of the target goes, before others are written
     * @param asSealed whether the staged values of a table's key are still those that were sealed
     */
    PlanChecks(PgSession session, BiPredicate<LoadTable, TargetKey> asSealed, Function<LoadTable, String> goes) {
        this.goes = goes;
        this.session = session;
        this.asSealed = asSealed;
        session.query(
                "reading collations", FOLDING, row -> folding.add(row.getLong("oid") + "." + row.getString("name")));
    }

    /** Whether the sealed set, which was checked for this, can have no two rows with one value of the key. */
    private boolean uniqueAsSealed(LoadTable table, TargetKey key) {
        Set<String> columns = Set.copyOf(key.columns());
        boolean sealed = Stream.concat(Stream.of(table.schema().primaryKey()), table.schema().uniqueKeys().stream())
                .anyMatch(unique -> !unique.isEmpty() && columns.containsAll(unique));
        return sealed
                && !key.nullsEqual()
                && asSealed.test(table, key)
                && columns.stream().allMatch(name -> sameValues(table, name));
    }

    private boolean sameValues(LoadTable table, String column) {
        return !folding.contains(table.target().oid() + "." + column)
                && table.schema()
                        .column(column)
                        .flatMap(source -> table.target()
                                .column(column)
                                .map(target -> target.type().equals(source.sourceType())))
                        .orElse(false);
    }

    private record Check(String name, String holds, List<String> columns) {}

    List<ConflictPlan> of(LoadTable table) {
        List<ConflictPlan> found = new ArrayList<>();
        for (TargetKey key : table.uniqueKeys()) {
            if (uniqueAsSealed(table, key)) {
                continue;
            }
            List<String> parts = key.columns().stream().map(Names::quoted).toList();
            add(
                    found,
                    "duplicate",
                    key.name(),
                    key.columns(),
                    asked(table, twice(table, parts, "true", key.nullsEqual())));
        }
        for (ApartIndex index : ApartIndex.of(session, table)) {
            if (Links.filled(table, index.columns())) {
                String exclusion = index.exclusion();
                String kind = exclusion != null ? "exclusion" : "unique";
                add(found, kind, index.name(), index.columns(), asked(table, meeting(table, index)));
                long among = exclusion != null
                        ? excluded(table, exclusion, index.columns())
                        : asked(table, twice(table, index.parts(), index.rows(), false));
                add(found, "duplicate", index.name(), index.columns(), among);
            }
        }
        for (ApartIndex key : computedKeys(table)) {
            add(found, "unique", key.name(), key.columns(), asked(table, meeting(table, key)));
            add(found, "duplicate", key.name(), key.columns(), asked(table, twice(table, key.parts(), "true", false)));
        }
        for (Check check : checks(table)) {
            if (Links.filled(table, check.columns())) {
                String sql = count(table, "not coalesce((" + check.holds() + "), true)");
                add(found, "check", check.name(), check.columns(), asked(table, sql));
            }
        }
        for (TargetColumn column : table.columns()) {
            boolean mayBeMissing = table.schema()
                    .column(column.name())
                    .map(ColumnSchema::nullable)
                    .orElse(true);
            if (column.required() && mayBeMissing) {
                String sql = count(table, "(" + column.sql() + ") is null");
                add(found, "required", null, List.of(column.name()), asked(table, sql));
            }
        }
        return found;
    }

    private static void add(
            List<ConflictPlan> found, String kind, @Nullable String name, List<String> columns, long rows) {
        if (rows > 0) {
            found.add(new ConflictPlan(kind, name, columns, rows));
        }
    }

    /** Keys with columns that the database computes, in whose place their expressions stand. */
    private List<ApartIndex> computedKeys(LoadTable table) {
        Map<String, String> computed = new HashMap<>();
        if (table.target().columns().stream().anyMatch(TargetColumn::generated)) {
            session.query(
                    "reading generated columns",
                    COMPUTED,
                    row -> computed.put(row.getString("name"), "(" + row.getString("expression") + ")"),
                    table.target().oid());
        }
        return table.target().keys().stream()
                .filter(key -> key.columns().stream().anyMatch(computed::containsKey))
                .map(key -> new ApartIndex(
                        key.name(),
                        null,
                        "true",
                        key.columns().stream()
                                .map(name -> computed.getOrDefault(name, Names.quoted(name)))
                                .toList(),
                        List.of(),
                        key.columns()))
                .toList();
    }

    /** That a row {@code t} of the target does not keep its values. */
    private static String changes(LoadTable table) {
        return "exists (select from %s g where g.datamig_fate = 'd' and %s)"
                .formatted(table.fate(), table.target().equal("g", "t", table.keyNames()));
    }

    private List<Check> checks(LoadTable table) {
        return session.query(
                "reading check constraints",
                CHECKS,
                row -> new Check(
                        row.getString("name"), row.getString("holds"), TargetCatalogReader.texts(row, "columns")),
                table.target().oid());
    }

    /** Rows that would be written. */
    private static String fresh(LoadTable table, String columns) {
        return "select %1$s from %2$s s where not exists (select from %3$s f where f.datamig_row = s.%4$s and f.datamig_fate in ('u', 'm', 'p'))"
                .formatted(columns, table.stage(), table.fate(), Stage.ROW);
    }

    /** How many of those that would be written meet a condition. */
    private static String count(LoadTable table, String condition) {
        return "select count(*) from (select %1$s as datamig_row from %2$s where %3$s) s where not exists (select from %4$s f where f.datamig_row = s.datamig_row and f.datamig_fate in ('u', 'm', 'p'))"
                .formatted(Stage.ROW, table.stage(), condition, table.fate());
    }

    /** Rows that would be written and share a unique value among themselves, which the source may see as different ones. */
    private static String twice(LoadTable table, List<String> parts, String which, boolean nullsEqual) {
        List<String> values = IntStream.range(0, parts.size())
                .mapToObj(i -> "(" + parts.get(i) + ") as e" + i)
                .toList();
        List<String> names =
                IntStream.range(0, parts.size()).mapToObj(i -> "e" + i).toList();
        return """
                select coalesce(sum(n), 0)::int8 from (select count(*) as n from (
                    select %1$s, %2$s as datamig_row from %3$s where (%4$s)) s
                  where %5$s and not exists (select from %6$s f where f.datamig_row = s.datamig_row and f.datamig_fate in ('u', 'm', 'p'))
                  group by %7$s having count(*) > 1) x""".formatted(
                        String.join(", ", values),
                        Stage.ROW,
                        table.stage(),
                        which,
                        nullsEqual ? "true" : Names.each(names, n -> n + " is not null", " and "),
                        table.fate(),
                        Names.list(names));
    }

    /** Rows that would be written and that such a constraint takes for one with another of them: it is asked by a table of its own. */
    private long excluded(LoadTable table, String definition, List<String> columns) {
        String names = Names.list(columns.stream().map(Names::quoted).toList());
        String fresh = fresh(table, names);
        return asked(table, doing -> {
            session.run(doing, "create temporary table datamig_apart on commit drop as " + fresh + " with no data");
            session.run(doing, "alter table pg_temp.datamig_apart add " + definition);
            long taken =
                    session.update(doing, "insert into pg_temp.datamig_apart " + fresh + " on conflict do nothing");
            long all = session.number(doing, "select count(*) from (" + fresh + ") s");
            session.run(doing, "drop table pg_temp.datamig_apart");
            return all - taken;
        });
    }

    /** Rows that would be written and that such a constraint takes for one with a row of the target that stays as it is. */
    private String meeting(LoadTable table, ApartIndex index) {
        List<String> parts = IntStream.range(0, index.parts().size())
                .mapToObj(i -> "(" + index.parts().get(i) + ") as e" + i)
                .toList();
        List<String> meets = IntStream.range(0, index.parts().size())
                .mapToObj(i -> "s.e%d %s t.e%d"
                        .formatted(
                                i,
                                index.operators().isEmpty()
                                        ? "="
                                        : index.operators().get(i),
                                i))
                .toList();
        String own = table.keyless() ? "" : ", " + Names.list(table.keyNames());
        String stays = table.keyless()
                ? "true"
                : "not (%s or %s)".formatted(table.target().equal("s", "t", table.keyNames()), changes(table));
        return """
                select count(distinct s.datamig_row) from (select %1$s as datamig_row, %3$s%2$s from %4$s where (%5$s)) s
                  join (select %3$s%2$s from %6$s t where (%5$s) and not (%10$s)) t on %7$s and %8$s
                where not exists (select from %9$s f where f.datamig_row = s.datamig_row and f.datamig_fate in ('u', 'm', 'p'))""".formatted(
                        Stage.ROW,
                        own,
                        String.join(", ", parts),
                        table.stage(),
                        index.rows(),
                        table.target().own(),
                        String.join(" and ", meets),
                        stays,
                        table.fate(),
                        goes.apply(table));
    }

    private long asked(LoadTable table, String sql) {
        return asked(table, doing -> session.number(doing, sql));
    }

    /** What the account may not evaluate is left to the database, which asks again while writing. */
    private long asked(LoadTable table, ToLongFunction<String> question) {
        String doing = "asking constraints of " + table.id();
        session.run(doing, "savepoint datamig_asked");
        try {
            long rows = question.applyAsLong(doing);
            session.run(doing, "release savepoint datamig_asked");
            return rows;
        } catch (LoadException e) {
            session.run(doing, "rollback to savepoint datamig_asked");
            return 0;
        }
    }
}
