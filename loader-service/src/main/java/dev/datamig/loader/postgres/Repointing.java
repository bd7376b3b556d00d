package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets staged rows follow a reference row to the key that the target has for it. Each reference of each row is moved at most once,
 * so that an old key that is also somebody's new key does no harm.
 */
final class Repointing {

    private static final String MOVED = "datamig_moved";

    private final PgSession session;
    private final Map<String, LoadTable> tables;
    private final List<Link> links = new ArrayList<>();

    /** A reference between two staged tables; {@code when} limits it to some rows of the child. */
    private record Link(
            LoadTable child, List<String> childColumns, LoadTable parent, List<String> parentColumns, String when) {}

    /** @param tables by the target's names */
    Repointing(PgSession session, Map<String, LoadTable> tables, TargetCatalog catalog, List<Reference> references) {
        this.session = session;
        this.tables = tables;
        catalog.references()
                .forEach(r -> link(r.childRoot(), r.childColumns(), r.parentRoot(), r.parentColumns(), "true"));
        references.stream()
                .filter(r -> !r.declared())
                .forEach(r -> link(
                        r.from().name(),
                        r.fromColumns(),
                        r.to().name(),
                        r.toColumns(),
                        r.when() == null ? "true" : r.when()));
        session.run("preparing", "create temporary table " + MOVED + " (link int, r int8) on commit drop");
    }

    private void link(String child, List<String> childColumns, String parent, List<String> parentColumns, String when) {
        LoadTable from = tables.get(child);
        LoadTable to = tables.get(parent);
        if (from != null && to != null && filled(from, childColumns) && filled(to, parentColumns)) {
            links.add(new Link(from, childColumns, to, parentColumns, when));
        }
    }

    private static boolean filled(LoadTable table, List<String> columns) {
        List<String> names = table.columns().stream().map(TargetColumn::name).toList();
        return names.containsAll(columns);
    }

    /** Whether the table refers to itself. */
    boolean refersToItself(LoadTable table) {
        return links.stream()
                .anyMatch(link -> link.child().equals(table) && link.parent().equals(table));
    }

    /** Tables with rows that may have to follow a row of the parent; none when no row is pointed away. */
    Set<LoadTable> followers(LoadTable parent) {
        Set<LoadTable> children = new LinkedHashSet<>();
        if (!parent.keyless() && pointedAway(parent) > 0) {
            links.stream().filter(link -> link.parent().equals(parent)).forEach(link -> children.add(link.child()));
        }
        return children;
    }

    /** @return the tables of which rows were moved */
    Set<LoadTable> follow(LoadTable parent) {
        Set<LoadTable> moved = new LinkedHashSet<>();
        if (parent.keyless() || pointedAway(parent) == 0) {
            return moved;
        }
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).parent().equals(parent) && move(i, links.get(i)) > 0) {
                moved.add(links.get(i).child());
            }
        }
        return moved;
    }

    private long pointedAway(LoadTable parent) {
        return session.number("counting " + parent.id(), "select count(*) from " + parent.fate() + " where fate = 'p'");
    }

    private long move(int number, Link link) {
        List<String> sets = new ArrayList<>();
        List<String> meets = new ArrayList<>();
        for (int i = 0; i < link.childColumns().size(); i++) {
            TargetColumn from = column(link.child(), link.childColumns().get(i));
            TargetColumn to = column(link.parent(), link.parentColumns().get(i));
            boolean alike = from.base().equals(to.base());
            sets.add(from.sql() + " = t." + to.sql() + (alike ? "" : "::text::" + from.type()));
            meets.add(
                    alike
                            ? "c." + from.sql() + " = o." + to.sql()
                            : "c." + from.sql() + "::text = o." + to.sql() + "::text");
        }
        LoadTable parent = link.parent();
        return session.number("re-pointing " + link.child().id(), """
                with moved as (
                  update %1$s c set %2$s
                  from %3$s f join %4$s o on o.%5$s = f.r join %6$s t on %7$s
                  where f.fate = 'p' and %8$s and c.%5$s in (select %5$s from %1$s where (%9$s))
                    and not exists (select from %10$s m where m.link = %11$d and m.r = c.%5$s)
                  returning c.%5$s as r),
                noted as (insert into %10$s select %11$d, r from moved)
                select count(*) from moved""".formatted(
                        link.child().stage(),
                        String.join(", ", sets),
                        parent.fate(),
                        parent.stage(),
                        Stage.ROW,
                        parent.target().own(),
                        Names.equal("f", "t", parent.keyNames()),
                        String.join(" and ", meets),
                        link.when(),
                        MOVED,
                        number));
    }

    private static TargetColumn column(LoadTable table, String name) {
        Optional<TargetColumn> column = table.target().column(name);
        return column.orElseThrow(() -> new IllegalStateException("a link has only columns that are there"));
    }

    /** The links as dependencies, for the order in which tables are compared. */
    List<dev.datamig.loader.order.Dependency<String>> dependencies() {
        return links.stream()
                .map(link -> new dev.datamig.loader.order.Dependency<>(
                        "", link.child().sql(), link.parent().sql(), false))
                .toList();
    }
}
