package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.order.Dependency;
import dev.datamig.loader.order.LoadOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of a target.
 *
 * @param tables by their names as SQL writes them
 * @param references every foreign key, also between tables that no run touches
 * @param undeclared references of the landscape, which a trigger or a function in a CHECK may ask for
 */
record TargetCatalog(
        Map<String, TargetTable> tables, List<TargetReference> references, List<ReferenceRule> undeclared) {

    /** With references that the database does not declare. */
    TargetCatalog with(List<ReferenceRule> landscape) {
        return new TargetCatalog(tables, references, List.copyOf(landscape));
    }

    Optional<TargetTable> table(String sql) {
        return Optional.ofNullable(tables.get(sql));
    }

    /** Whether there is a table with the end's columns. */
    boolean has(ReferenceEnd end) {
        return table(end.table()).stream()
                .anyMatch(table -> end.columns().stream()
                        .allMatch(column -> table.column(column).isPresent()));
    }

    /** Parents first, over the foreign keys between these tables and, where these leave it open, the landscape's references. */
    LoadOrder<String> order(Collection<String> names) {
        return LoadOrder.of(
                names,
                references.stream()
                        .map(r -> new Dependency<>(r.sql(), r.childRoot(), r.parentRoot(), r.deferrable()))
                        .toList(),
                undeclared.stream()
                        .map(rule -> new Dependency<>(
                                "", rule.from().table(), rule.to().table(), false))
                        .toList());
    }
}
