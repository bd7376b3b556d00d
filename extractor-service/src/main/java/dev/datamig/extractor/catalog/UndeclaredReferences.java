package dev.datamig.extractor.catalog;

import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The landscape's references within one store, as references between its tables. */
public final class UndeclaredReferences {

    private final Store.Postgres store;
    private final TableFinder finder;
    private final Traverses traverses;

    public UndeclaredReferences(Store.Postgres store, TableFinder finder) {
        this.store = store;
        this.finder = finder;
        this.traverses = new Traverses(store.traverse());
    }

    /** @param before how many references the landscape has before this store's, for their names */
    public List<PgReference> references(int before) {
        List<PgReference> references = new ArrayList<>();
        for (int i = 0; i < store.references().size(); i++) {
            String name = "landscape-" + (before + i + 1);
            reference(name, store.references().get(i)).ifPresent(references::add);
        }
        return references;
    }

    private Optional<PgReference> reference(String name, ReferenceRule rule) {
        Optional<PgTable> child = finder.end(rule.from(), "references");
        Optional<PgTable> parent = finder.end(rule.to(), "references");
        return child.flatMap(from -> parent.map(to -> reference(name, rule, from, to)));
    }

    private PgReference reference(String name, ReferenceRule rule, PgTable child, PgTable parent) {
        List<String> from = rule.from().columns();
        List<String> to = rule.to().columns();
        Reference reference = new Reference(
                name,
                child.id(),
                from,
                parent.id(),
                to,
                false,
                rule.when(),
                traverses.children(child, from, parent, to),
                false);
        return new PgReference(
                reference,
                child.own(),
                null,
                parent.own(),
                null,
                pairs(child, from, parent, to),
                from.stream().map(column -> column(child, column).sql()).toList(),
                unique(parent, Set.copyOf(to)),
                store.subtypes() && entity(child, from, parent, to),
                false);
    }

    /** Whether at most one row has the same values in these columns. */
    public static boolean unique(PgTable table, Set<String> columns) {
        return !table.primaryKey().isEmpty() && columns.containsAll(table.primaryKey())
                || table.uniqueKeys().stream().anyMatch(columns::containsAll);
    }

    /** Whether the reference makes child and parent one entity. */
    public static boolean entity(PgTable child, List<String> from, PgTable parent, List<String> to) {
        return !child.id().equals(parent.id())
                && !from.isEmpty()
                && Set.copyOf(from).equals(Set.copyOf(child.primaryKey()))
                && Set.copyOf(to).equals(Set.copyOf(parent.primaryKey()));
    }

    private static List<String> pairs(PgTable child, List<String> from, PgTable parent, List<String> to) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            pairs.add(pair(column(child, from.get(i)), column(parent, to.get(i))));
        }
        return pairs;
    }

    private static String pair(PgColumn child, PgColumn parent) {
        boolean direct =
                TypeMap.comparable(child.schema().baseType(), parent.schema().baseType());
        String cast = direct ? "" : "::text";
        String collation =
                direct && parent.collation() != null && !parent.collation().equals(child.collation())
                        ? " collate " + parent.collation()
                        : "";
        return "p." + parent.sql() + cast + collation + " = c." + child.sql() + cast;
    }

    private static PgColumn column(PgTable table, String name) {
        return table.column(name).orElseThrow();
    }
}
