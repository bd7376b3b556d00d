package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tables from which PostgreSQL lets nobody delete: they are published for logical replication and have no replica identity
 * (PostgreSQL documentation, "Publication"). Rows can be inserted, so only an undo would notice.
 */
final class Publications {

    /** By table the publications that hold for it or one of its partitions, and whether they are about deletions. */
    private static final String UNIDENTIFIED = """
            with recursive published (oid, name, deletes) as (
              select c.oid, p.pubname, p.pubdelete from pg_publication p
                join pg_publication_tables t on t.pubname = p.pubname
                join pg_namespace n on n.nspname = t.schemaname
                join pg_class c on c.relnamespace = n.oid and c.relname = t.tablename
              where p.pubdelete or p.pubupdate),
            below (oid, root) as (
              select c.oid, c.oid from pg_class c where c.oid = any(?::int8[]::oid[])
              union all
              select i.inhrelid, b.root from below b join pg_inherits i on i.inhparent = b.oid
                join pg_class c on c.oid = i.inhrelid and c.relispartition),
            above (oid, root) as (
              select b.oid, b.root from below b join pg_class c on c.oid = b.oid
              where c.relkind = 'r' and c.relreplident <> 'f' and not exists (
                select from pg_index x where x.indrelid = c.oid and x.indisvalid and x.indimmediate
                  and case c.relreplident when 'd' then x.indisprimary when 'i' then x.indisreplident else false end)
              union
              select i.inhparent, a.root from above a join pg_class c on c.oid = a.oid and c.relispartition
                join pg_inherits i on i.inhrelid = a.oid)
            select a.root::int8, string_agg(distinct quote_ident(p.name), ', '), bool_or(p.deletes)
            from above a join published p on p.oid = a.oid group by 1""";

    /** Tables outside of the run, in publications, that the source of a trigger's function names. */
    private static final String SPOKEN_OF = """
            select distinct quote_ident(n.nspname) || '.' || quote_ident(c.relname), t.schemaname || '.' || t.tablename, o.oid::text
            from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
              join pg_proc f on f.oid = g.tgfoid join pg_publication_tables t on strpos(f.prosrc, t.tablename) > 0
              join pg_namespace s on s.nspname = t.schemaname join pg_class o on o.relnamespace = s.oid and o.relname = t.tablename
            where g.tgrelid = any(('{' || ? || '}')::int8[]::oid[]) and not g.tgisinternal and g.tgenabled in ('O', 'A') and g.tgtype & 4 = 4
              and not o.oid = g.tgrelid
            order by 1, 2""";

    private final PgSession session;

    Publications(PgSession session) {
        this.session = session;
    }

    private record Found(long table, String publications, boolean deletes) {}

    /** @return {@code LOD-038} for each table whose rows could not be taken away, or not be overwritten where that may be wanted */
    List<Failure> problems(Collection<LoadTable> tables, LoadPolicy policy) {
        return found(oids(tables)).stream()
                .flatMap(found -> tables.stream()
                        .filter(table -> table.target().oid() == found.table())
                        .filter(table -> found.deletes() || overwrites(policy, table))
                        .map(table -> LoadException.failure(
                                LoaderCode.PUBLISHED, table.id() + ", publication " + found.publications())))
                .toList();
    }

    /** @return the publications that let nobody delete from a table */
    Optional<String> forbidding(TargetTable table) {
        return found(String.valueOf(table.oid())).stream()
                .filter(Found::deletes)
                .map(Found::publications)
                .findFirst();
    }

    /** Which tables of this kind functions of triggers speak of; what they really do is seen only when they fire. */
    List<String> warnings(Collection<LoadTable> tables) {
        List<String> warnings = new ArrayList<>();
        session.query(
                        "looking at publications",
                        SPOKEN_OF,
                        row -> new String[] {row.getString(1), row.getString(2), row.getString(3)},
                        oids(tables))
                .forEach(found -> this.found(found[2]).stream()
                        .filter(Found::deletes)
                        .forEach(each -> warnings.add(
                                "triggers of %s speak of %s, from which publication %s lets nobody delete: if they write to it, the load is refused (LOD-038)"
                                        .formatted(found[0], found[1], each.publications()))));
        return warnings;
    }

    private static String oids(Collection<LoadTable> tables) {
        return tables.stream()
                .map(table -> String.valueOf(table.target().oid()))
                .collect(Collectors.joining(","));
    }

    private List<Found> found(String oids) {
        return session.query(
                "looking at publications",
                UNIDENTIFIED,
                row -> new Found(row.getLong(1), row.getString(2), row.getBoolean(3)),
                "{" + oids + "}");
    }

    private static boolean overwrites(LoadPolicy policy, LoadTable table) {
        LoadStrategy strategy = policy.of(table.id());
        return policy.refreshes() || strategy == LoadStrategy.UPSERT || strategy == LoadStrategy.MERGE;
    }
}
