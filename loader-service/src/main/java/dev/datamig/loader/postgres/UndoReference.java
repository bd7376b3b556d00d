package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A reference that an undo has to look at: a foreign key of the target, or one that only the landscape knows.
 *
 * @param child the table as SQL writes it
 * @param childRoot the partitioned table above it; the child itself when it is no partition
 * @param childColumns bare
 * @param parentColumns bare
 * @param declared whether it is a foreign key
 * @param when a condition over the child's columns; {@code true} when every row refers
 * @param readable whether the account may read the child
 * @param stops whether the database itself refuses to delete a parent with children
 * @param comparisons for each pair of columns how they are compared: {@code %1$s} is the parent's value, {@code %2$s} the child's
 */
record UndoReference(
        String child,
        String childRoot,
        List<String> childColumns,
        String parentRoot,
        List<String> parentColumns,
        boolean declared,
        String when,
        boolean readable,
        boolean stops,
        List<String> comparisons) {

    /** All of a target. What the landscape says of tables or columns that the target does not have is left out. */
    static List<UndoReference> all(TargetCatalog catalog, List<ReferenceRule> landscape) {
        List<UndoReference> all = new ArrayList<>();
        for (TargetReference r : catalog.references()) {
            all.add(new UndoReference(
                    r.child(),
                    r.childRoot(),
                    r.childColumns(),
                    r.parentRoot(),
                    r.parentColumns(),
                    true,
                    "true",
                    r.readable(),
                    r.stops(),
                    r.comparisons()));
        }
        landscape.forEach(rule -> undeclared(catalog, rule).ifPresent(all::add));
        return List.copyOf(all);
    }

    private static Optional<UndoReference> undeclared(TargetCatalog catalog, ReferenceRule rule) {
        Optional<TargetTable> child = catalog.table(catalog.named(rule.from()).table());
        Optional<TargetTable> parent = catalog.table(catalog.named(rule.to()).table());
        if (child.isEmpty() || parent.isEmpty()) {
            return Optional.empty();
        }
        List<String> from = types(child.get(), rule.from());
        List<String> to = types(parent.get(), rule.to());
        if (from.size() != rule.from().columns().size()
                || to.size() != rule.to().columns().size()) {
            return Optional.empty();
        }
        return Optional.of(new UndoReference(
                child.get().sql(),
                child.get().sql(),
                rule.from().columns(),
                parent.get().sql(),
                rule.to().columns(),
                false,
                rule.when() == null ? "true" : rule.when(),
                child.get().insertable(),
                false,
                Collections.nCopies(from.size(), from.equals(to) ? "%1$s = %2$s" : "%1$s::text = %2$s::text")));
    }

    private static List<String> types(TargetTable table, ReferenceEnd end) {
        return end.columns().stream()
                .map(table::column)
                .flatMap(Optional::stream)
                .map(TargetColumn::base)
                .toList();
    }

    /** Whether a child may refer to several rows: no key of the parent consists of some of these columns. */
    boolean isAmbiguous(TargetTable parent) {
        return parent.keys().stream().noneMatch(key -> parentColumns.containsAll(key.columns()));
    }

    /** That the child's row refers to the parent's. */
    String meets(String childRow, String parentRow) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < childColumns.size(); i++) {
            each.add(comparisons
                    .get(i)
                    .formatted(
                            parentRow + "." + Names.quoted(parentColumns.get(i)),
                            childRow + "." + Names.quoted(childColumns.get(i))));
        }
        return String.join(" and ", each);
    }

    /** The rows of the child that refer, for a {@code from} in which others have columns of the same names. */
    String referring(String table, String as) {
        return "(select * from %s where (%s)) %s".formatted(table, when, as);
    }
}
