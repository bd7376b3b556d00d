package dev.datamig.loader.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In which order tables are filled so that every reference resolves when the database looks.
 *
 * <p>A cycle is passed by the mildest means that does: references that can be deferred are; what then still forms a cycle is
 * written in one statement, at whose end PostgreSQL checks (a table that refers to itself needs no more than that).
 *
 * @param groups parents first; a group of several tables is written in one statement
 * @param deferred the dependencies that have to be deferred
 */
public record LoadOrder<T>(List<List<T>> groups, List<Dependency<T>> deferred) {

    /** @param tables in the order that is kept where references leave it open */
    public static <T> LoadOrder<T> of(Collection<T> tables, Collection<Dependency<T>> dependencies) {
        return of(tables, dependencies, List.of());
    }

    /** @param wishes dependencies that are followed but where they are part of a cycle */
    public static <T> LoadOrder<T> of(
            Collection<T> tables, Collection<Dependency<T>> dependencies, Collection<Dependency<T>> wishes) {
        List<Dependency<T>> between =
                dependencies.stream().filter(d -> !d.child().equals(d.parent())).toList();
        List<Dependency<T>> all =
                Stream.concat(between.stream(), wishes.stream()).toList();
        List<List<T>> groups = new ArrayList<>();
        List<Dependency<T>> deferred = new ArrayList<>();
        for (List<T> some : cycles(tables, all)) {
            for (List<T> cycle : some.size() == 1 ? List.of(some) : cycles(some, between)) {
                if (cycle.size() == 1) {
                    groups.add(cycle);
                } else {
                    groups.addAll(withoutDeferrable(cycle, between, deferred));
                }
            }
        }
        return new LoadOrder<>(List.copyOf(groups), List.copyOf(deferred));
    }

    private static <T> List<List<T>> withoutDeferrable(
            List<T> cycle, List<Dependency<T>> dependencies, List<Dependency<T>> deferred) {
        Set<T> members = new HashSet<>(cycle);
        List<Dependency<T>> hard = new ArrayList<>();
        for (Dependency<T> d : dependencies) {
            if (members.contains(d.child()) && members.contains(d.parent())) {
                (d.deferrable() ? deferred : hard).add(d);
            }
        }
        return cycles(cycle, hard);
    }

    /** The strongly connected components, parents first (Tarjan's algorithm, without recursion). */
    private static <T> List<List<T>> cycles(Collection<T> tables, Collection<Dependency<T>> dependencies) {
        Map<T, Set<T>> parents = new LinkedHashMap<>();
        tables.forEach(table -> parents.put(table, new LinkedHashSet<>()));
        for (Dependency<T> d : dependencies) {
            Set<T> known = parents.get(d.child());
            if (known != null && parents.containsKey(d.parent())) {
                known.add(d.parent());
            }
        }
        return new Components<>(parents).list();
    }
}
