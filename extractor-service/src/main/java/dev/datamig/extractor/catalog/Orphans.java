package dev.datamig.extractor.catalog;

import dev.datamig.contracts.landscape.OrphanRule;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.Store;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** References of a store by which rows may refer to nothing, as the landscape says, and what becomes of such rows. */
public final class Orphans {

    private static final String WHERE = "orphans";

    /**
     * A reference by which rows may refer to nothing.
     *
     * @param columns bare names of what becomes NULL in such rows, or of what refers when they are left out
     */
    public record Orphan(PgReference reference, List<String> columns, boolean leftOut) {}

    private final Store.Postgres store;
    private final TableFinder finder;

    public Orphans(Store.Postgres store, TableFinder finder) {
        this.store = store;
        this.finder = finder;
    }

    /** What cannot be is noted with the finder. */
    public List<Orphan> of(PgCatalog catalog) {
        if (store.orphans().isEmpty()) {
            return List.of();
        }
        List<PgReference> references = Stream.concat(
                        catalog.references().stream(),
                        new UndeclaredReferences(store, new TableFinder(store.name(), catalog.tables()))
                                .references(0).stream())
                .toList();
        return store.orphans().stream().flatMap(rule -> of(rule, references)).toList();
    }

    private Stream<Orphan> of(OrphanRule rule, List<PgReference> references) {
        ReferenceEnd end = rule.columns();
        PgTable table = finder.end(end, WHERE).orElse(null);
        if (table == null) {
            return Stream.empty();
        }
        Set<String> columns = Set.copyOf(end.columns());
        List<PgReference> meant = references.stream()
                .filter(each -> each.reference().from().equals(table.id())
                        && Set.copyOf(each.reference().fromColumns()).equals(columns))
                .toList();
        String shown = table.id().name() + "(" + String.join(", ", end.columns()) + ")";
        if (meant.isEmpty()) {
            finder.wrong(WHERE, "no reference within the store goes from " + shown);
        }
        if (rule.leaveOut()) {
            return meant.stream().map(reference -> new Orphan(reference, end.columns(), true));
        }
        List<String> cleared = cleared(table, end.columns(), references);
        if (cleared.isEmpty()) {
            finder.wrong(
                    WHERE,
                    "no column of " + shown
                            + " may be NULL; such rows can be left out, {columns: …, leaveOut: true}, or repaired in the source");
            return Stream.empty();
        }
        return meant.stream().map(reference -> new Orphan(reference, cleared, false));
    }

    /** Columns that may be NULL; of these the ones that no other reference needs, where there are any. */
    private static List<String> cleared(PgTable table, List<String> columns, List<PgReference> references) {
        List<String> nullable = columns.stream()
                .filter(name -> !table.primaryKey().contains(name)
                        && table.column(name).orElseThrow().schema().nullable())
                .toList();
        Set<String> needed = references.stream()
                .map(PgReference::reference)
                .filter(each -> each.from().equals(table.id())
                        && !Set.copyOf(each.fromColumns()).equals(Set.copyOf(columns)))
                .flatMap(each -> each.fromColumns().stream())
                .collect(Collectors.toSet());
        List<String> alone =
                nullable.stream().filter(name -> !needed.contains(name)).toList();
        return alone.isEmpty() ? nullable : alone;
    }
}
