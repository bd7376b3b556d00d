package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.order.Dependency;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every reference of the staged tables: the target's foreign keys, the landscape's, those to other stores, those inside JSON. */
final class Links {

    private final String store;
    private final Map<String, LoadTable> tables;
    private final List<Link> links = new ArrayList<>();
    private final List<JsonLink> json = new ArrayList<>();
    private final Set<Key> wanted = new LinkedHashSet<>();

    /** A key that references from other stores point at. */
    record Key(LoadTable table, List<String> columns) {}

    /** @param tables by the target's names */
    Links(LoadJob job, Map<String, LoadTable> tables, TargetCatalog catalog) {
        this.store = job.sealed().store();
        this.tables = tables;
        catalog.references()
                .forEach(r -> link(
                        r.childRoot(),
                        r.naming(r.childColumns()),
                        id(r.parentRoot()),
                        r.naming(r.parentColumns()),
                        Link.ALWAYS));
        job.sealed().references().stream().filter(r -> !r.declared()).forEach(this::link);
        for (Reference reference : job.sealed().across()) {
            if (reference.from().store().equals(store)) {
                link(reference);
            } else {
                want(reference.to().name(), reference.toColumns());
            }
        }
        job.policy().rules().json().forEach(this::link);
        job.policy().inbound().forEach(r -> want(r.to().table(), r.to().columns()));
    }

    private TableId id(String table) {
        return new TableId(store, table);
    }

    private void link(Reference r) {
        String when = r.when() == null ? Link.ALWAYS : r.when();
        link(r.from().name(), r.fromColumns(), r.to(), r.toColumns(), when);
    }

    private void link(
            String child, List<String> childColumns, TableId parent, List<String> parentColumns, String when) {
        LoadTable from = tables.get(child);
        LoadTable to = staged(parent).orElse(null);
        boolean known = !parent.store().equals(store) || to != null && filled(to, parentColumns);
        if (from != null && known && filled(from, childColumns)) {
            links.add(new Link(from, childColumns, parent, parentColumns, when));
        }
    }

    private void link(JsonReference reference) {
        LoadTable child = named(reference.from().table()).orElse(null);
        String name = reference.from().columns().get(0);
        Optional<TargetColumn> column =
                child == null ? Optional.empty() : child.target().column(name);
        TableId parent = parent(reference.to());
        if (child != null && column.isPresent() && filled(child, List.of(name))) {
            json.add(new JsonLink(
                    child,
                    column.get(),
                    reference.path(),
                    parent,
                    reference.to().columns().get(0)));
        }
    }

    private TableId parent(ReferenceEnd to) {
        return to.store().equals(store)
                ? id(named(to.table()).map(LoadTable::sql).orElse(to.table()))
                : new TableId(to.store(), to.table());
    }

    private void want(String table, List<String> columns) {
        named(table).filter(t -> filled(t, columns)).ifPresent(t -> wanted.add(new Key(t, columns)));
    }

    /** The table that a person means. */
    private Optional<LoadTable> named(String text) {
        SqlName written = SqlName.parse(text);
        return tables.entrySet().stream()
                .filter(table -> written.names(SqlName.parse(table.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static boolean filled(LoadTable table, List<String> columns) {
        return table.columns().stream().map(TargetColumn::name).toList().containsAll(columns);
    }

    Optional<LoadTable> staged(TableId table) {
        return table.store().equals(store) ? Optional.ofNullable(tables.get(table.name())) : Optional.empty();
    }

    List<Link> all() {
        return links;
    }

    List<JsonLink> json() {
        return json;
    }

    /** Keys that references from other stores point at. */
    Set<Key> wanted() {
        return wanted;
    }

    /** The links whose parent is this table. */
    List<Link> to(LoadTable parent) {
        return links.stream()
                .filter(link -> link.parent().equals(id(parent.sql())))
                .toList();
    }

    /** Single columns of the table by which other rows know its rows. */
    Set<String> names(LoadTable table) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(
                        to(table).stream().map(Link::parentColumns),
                        wanted.stream().filter(key -> key.table().equals(table)).map(Key::columns),
                        json.stream()
                                .filter(link -> link.parent().equals(id(table.sql())))
                                .map(link -> List.of(link.parentColumn())))
                .flatMap(each -> each)
                .filter(columns -> columns.size() == 1)
                .forEach(names::addAll);
        return names;
    }

    /** The first link by which one of these columns refers to another row. */
    Optional<Link> from(LoadTable child, List<String> columns) {
        return links.stream()
                .filter(link -> link.child().equals(child) && columns.containsAll(link.childColumns()))
                .findFirst();
    }

    boolean refers(LoadTable child, String column) {
        return links.stream()
                .anyMatch(link ->
                        link.child().equals(child) && link.childColumns().contains(column));
    }

    /** Whether a column's values follow others, also inside JSON. */
    boolean follows(LoadTable child, String column) {
        return refers(child, column)
                || json.stream()
                        .anyMatch(link -> link.child().equals(child)
                                && link.column().name().equals(column));
    }

    /** Whether a column's values follow others, or others follow them, here or in another store. */
    boolean concern(LoadTable table, String column) {
        return follows(table, column)
                || to(table).stream().anyMatch(link -> link.parentColumns().contains(column))
                || wanted.stream()
                        .anyMatch(key ->
                                key.table().equals(table) && key.columns().contains(column))
                || json.stream()
                        .anyMatch(link -> link.parent().equals(id(table.sql()))
                                && link.parentColumn().equals(column));
    }

    /** Tables with rows that may have to follow a row of the parent. @param moves whether these columns of the parent do */
    Set<LoadTable> followers(LoadTable parent, Predicate<List<String>> moves) {
        Map<List<String>, Boolean> known = new HashMap<>();
        Set<LoadTable> children = new LinkedHashSet<>();
        to(parent).stream()
                .filter(link -> known.computeIfAbsent(link.parentColumns(), moves::test))
                .forEach(link -> children.add(link.child()));
        json.stream()
                .filter(link -> link.parent().equals(id(parent.sql())))
                .filter(link -> known.computeIfAbsent(List.of(link.parentColumn()), moves::test))
                .forEach(link -> children.add(link.child()));
        return children;
    }

    /** Columns that may move, of a table. */
    Set<String> movable(LoadTable table) {
        Set<String> columns = new LinkedHashSet<>(table.key());
        table.uniqueKeys().forEach(key -> columns.addAll(key.columns()));
        for (Link link : links) {
            if (link.child().equals(table)) {
                columns.addAll(link.childColumns());
            }
            if (link.parent().equals(id(table.sql()))) {
                columns.addAll(link.parentColumns());
            }
        }
        wanted.stream().filter(key -> key.table().equals(table)).forEach(key -> columns.addAll(key.columns()));
        json.stream()
                .filter(link -> link.child().equals(table))
                .forEach(link -> columns.add(link.column().name()));
        json.stream()
                .filter(link -> link.parent().equals(id(table.sql())))
                .forEach(link -> columns.add(link.parentColumn()));
        return columns;
    }

    /** The links within the store as dependencies, for the order in which tables are compared. */
    List<Dependency<String>> dependencies() {
        List<Dependency<String>> all = new ArrayList<>();
        links.forEach(link -> staged(link.parent())
                .ifPresent(parent -> all.add(new Dependency<>("", link.child().sql(), parent.sql(), false))));
        json.forEach(link -> staged(link.parent())
                .ifPresent(parent -> all.add(new Dependency<>("", link.child().sql(), parent.sql(), false))));
        return all;
    }
}
