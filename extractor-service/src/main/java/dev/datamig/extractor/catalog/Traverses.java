package dev.datamig.extractor.catalog;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.Store.Traverse;
import dev.datamig.contracts.schema.SqlName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The landscape's word on which references are not followed to the children. */
public final class Traverses {

    private final List<Traverse> overrides;

    public Traverses(List<Traverse> overrides) {
        this.overrides = overrides;
    }

    /** Whether the closure goes from a parent to its children by the reference between these columns. */
    public boolean children(PgTable child, List<String> childColumns, PgTable parent, List<String> parentColumns) {
        return overrides.stream()
                .filter(each -> names(each.from(), child)
                        && names(each.to(), parent)
                        && pairs(each.from().columns(), each.to().columns()).equals(pairs(childColumns, parentColumns)))
                .reduce((first, last) -> last)
                .map(Traverse::children)
                .orElse(true);
    }

    private static boolean names(ReferenceEnd end, PgTable table) {
        return table.isCalled(SqlName.parse(end.table()));
    }

    private static Set<List<String>> pairs(List<String> from, List<String> to) {
        Set<List<String>> pairs = new HashSet<>();
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            pairs.add(List.of(from.get(i), to.get(i)));
        }
        return pairs;
    }
}
