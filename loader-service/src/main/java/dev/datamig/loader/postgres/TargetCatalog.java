package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.loader.order.Dependency;
import dev.datamig.loader.order.LoadOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of a target.
 *
 * @param tables by their names as SQL writes them
 * @param references every foreign key, also between tables that no run touches
 * @param undeclared references of the landscape, which a trigger or a function in a CHECK may ask for
 * @param triggered tables to which triggers of others write, as children of these
 * @param turns of tables whose own triggers refuse rows
 */
record TargetCatalog(
        Map<String, TargetTable> tables,
        List<TargetReference> references,
        List<ReferenceRule> undeclared,
        List<Dependency<String>> triggered,
        Turns turns) {

    TargetCatalog(Map<String, TargetTable> tables, List<TargetReference> references, List<ReferenceRule> undeclared) {
        this(tables, references, undeclared, List.of(), Turns.NONE);
    }

    /** With references that the database does not declare. */
    TargetCatalog with(List<ReferenceRule> landscape) {
        return new TargetCatalog(
                tables, references, landscape.stream().map(this::named).toList(), triggered, turns);
    }

    /** With tables that come after those whose triggers write to them. */
    TargetCatalog after(Collection<Dependency<String>> writers) {
        return new TargetCatalog(tables, references, undeclared, List.copyOf(writers), turns);
    }

    /** With tables whose own triggers refuse rows at another turn. */
    TargetCatalog at(Turns others) {
        return new TargetCatalog(tables, references, undeclared, triggered, others);
    }

    Optional<TargetTable> table(String sql) {
        return Optional.ofNullable(tables.get(sql));
    }

    private ReferenceRule named(ReferenceRule rule) {
        return new ReferenceRule(named(rule.from()), named(rule.to()), rule.when());
    }

    /** An end of a reference as this target calls its table, which people may name without its schema; as it is where there is none. */
    ReferenceEnd named(ReferenceEnd end) {
        if (tables.containsKey(end.table())) {
            return end;
        }
        SqlName written = SqlName.parse(end.table());
        return tables.keySet().stream()
                .filter(name -> written.names(SqlName.parse(name)))
                .findFirst()
                .map(name -> new ReferenceEnd(end.store(), name, end.columns()))
                .orElse(end);
    }

    /** Whether there is a table with the end's columns. */
    boolean has(ReferenceEnd end) {
        return table(end.table()).stream()
                .anyMatch(table -> end.columns().stream()
                        .allMatch(column -> table.column(column).isPresent()));
    }

    /** Whether rows of the table are made by triggers of tables that refer to it: what they make is what they refer to. */
    boolean isMadeByChildren(String table) {
        return references.stream().anyMatch(r -> r.parentRoot().equals(table) && makesItsParents(r));
    }

    private boolean makesItsParents(TargetReference reference) {
        return triggered.stream()
                .anyMatch(t ->
                        t.child().equals(reference.parentRoot()) && t.parent().equals(reference.childRoot()));
    }

    /**
     * Parents first, over the foreign keys between these tables and, where these leave it open, the landscape's references. A child whose
     * trigger makes its parents goes before these.
     */
    LoadOrder<String> order(Collection<String> names) {
        List<Dependency<String>> declared = references.stream()
                .filter(r -> !makesItsParents(r))
                .map(r -> new Dependency<>(r.sql(), r.childRoot(), r.parentRoot(), r.deferrable()))
                .toList();
        List<Dependency<String>> wished = Stream.concat(
                        undeclared.stream()
                                .map(rule -> new Dependency<>(
                                        "", rule.from().table(), rule.to().table(), false)),
                        triggered.stream())
                .toList();
        List<Dependency<String>> further = turns.wishes(
                names, Stream.concat(declared.stream(), wished.stream()).toList());
        return LoadOrder.of(
                names,
                declared,
                Stream.concat(wished.stream(), further.stream()).toList());
    }
}
