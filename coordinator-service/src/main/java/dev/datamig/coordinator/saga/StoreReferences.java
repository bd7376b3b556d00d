package dev.datamig.coordinator.saga;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.StoreKind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which stores refer into which, by the landscape's references across stores.
 *
 * @param to by store the others that its rows refer to
 * @param graphs the stores that are graphs
 */
public record StoreReferences(Map<String, Set<String>> to, Set<String> graphs) {

    public static StoreReferences of(Landscape landscape) {
        Map<String, Set<String>> to = new HashMap<>();
        landscape
                .references()
                .forEach(reference -> to.computeIfAbsent(reference.from().store(), store -> new HashSet<>())
                        .add(reference.to().store()));
        Set<String> graphs = landscape.stores().stream()
                .filter(store -> store.kind() == StoreKind.NEO4J)
                .map(Store::name)
                .collect(Collectors.toSet());
        return new StoreReferences(to, graphs);
    }

    /**
     * The stores whose rows may go now: no other one of these refers into them. Stores that refer to each other in a circle have no order
     * and may go together, once nothing outside the circle refers into it.
     *
     * @param remaining stores that still hold rows
     * @return in the same order; not empty unless there are none
     */
    List<String> free(Collection<String> remaining) {
        Map<String, Set<String>> reached = new HashMap<>();
        remaining.forEach(store -> reached.put(store, reached(store, remaining)));
        return remaining.stream()
                .filter(store -> remaining.stream()
                        .filter(other -> reaches(reached, other, store))
                        .allMatch(other -> reaches(reached, store, other)))
                .toList();
    }

    /**
     * The stores whose rows become visible before those of a store: graphs, whose commits may take seconds where others take
     * milliseconds, and then the stores that it refers to.
     */
    List<String> visibleBefore(String store, Collection<String> others) {
        if (graphs.contains(store)) {
            return List.of();
        }
        List<String> referred = referred(store, others);
        return others.stream()
                .filter(other -> graphs.contains(other) || referred.contains(other))
                .sorted()
                .toList();
    }

    /** @return of {@code others} the stores that {@code store} refers to and that do not refer to it, also by way of others */
    List<String> referred(String store, Collection<String> others) {
        return others.stream()
                .filter(other -> reached(store, with(store, others)).contains(other)
                        && !reached(other, with(store, others)).contains(store))
                .sorted()
                .toList();
    }

    /** @return of {@code others} the stores that refer to {@code store} and that it does not refer to, also by way of others */
    List<String> referring(String store, Collection<String> others) {
        return others.stream()
                .filter(other -> reached(other, with(store, others)).contains(store)
                        && !reached(store, with(store, others)).contains(other))
                .sorted()
                .toList();
    }

    /** Whether a store refers to one of the others, also by way of further ones. */
    boolean reaches(String store, Set<String> others) {
        Set<String> reached = reached(
                store, with(store, to.values().stream().flatMap(Set::stream).toList()));
        return others.stream().anyMatch(reached::contains);
    }

    private static Set<String> with(String store, Collection<String> others) {
        Set<String> all = new HashSet<>(others);
        all.add(store);
        return all;
    }

    private static boolean reaches(Map<String, Set<String>> reached, String from, String to) {
        return reached.getOrDefault(from, Set.of()).contains(to);
    }

    private Set<String> reached(String from, Collection<String> among) {
        Set<String> reached = new HashSet<>();
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            for (String store : to.getOrDefault(next.remove(), Set.of())) {
                if (among.contains(store) && reached.add(store)) {
                    next.add(store);
                }
            }
        }
        return reached;
    }
}
