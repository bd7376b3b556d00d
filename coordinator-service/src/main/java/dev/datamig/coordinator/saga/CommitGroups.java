package dev.datamig.coordinator.saga;

import dev.datamig.contracts.command.CommitGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** With which others of the run a store commits. */
final class CommitGroups {

    private CommitGroups() {}

    /**
     * Stores get the numbers of new orders.
     *
     * @param open the stores that are under way, with the numbers of their orders
     * @param last number of an order
     */
    static Map<String, Integer> numbered(Map<String, Integer> open, List<String> stores, int last) {
        Map<String, Integer> all = new HashMap<>(open);
        int number = last;
        for (String store : stores) {
            all.put(store, ++number);
        }
        return Map.copyOf(all);
    }

    /**
     * A store's rows become visible after those that they refer to, and all after those of the graphs.
     *
     * @param open the stores that are not loaded, with the numbers of their orders
     */
    static @Nullable CommitGroup ofLoad(
            int round, String store, Map<String, Integer> open, StoreReferences references) {
        Map<String, Integer> others = new HashMap<>(open);
        others.remove(store);
        return others.isEmpty()
                ? null
                : new CommitGroup(round, others, references.visibleBefore(store, others.keySet()));
    }

    /**
     * A store's rows go after those that refer to them.
     *
     * @param remaining the stores that are not undone
     * @param open those of them that are under way, with the numbers of their orders; whatever the others have said counts
     */
    static @Nullable CommitGroup ofUndo(
            int round, String store, List<String> remaining, Map<String, Integer> open, StoreReferences references) {
        Map<String, Integer> others = new HashMap<>();
        remaining.forEach(other -> others.put(other, open.getOrDefault(other, 0)));
        others.remove(store);
        return others.isEmpty() ? null : new CommitGroup(round, others, references.referring(store, others.keySet()));
    }
}
