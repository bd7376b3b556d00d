package dev.datamig.loader.neo4j;

import dev.datamig.contracts.landscape.MergeChoice;
import dev.datamig.contracts.landscape.MergeRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;

/** Brings a sealed node and the target's into the form that both together have, property by property. */
final class GraphMerge {

    private GraphMerge() {}

    static Map<String, Value> of(
            MergeRule rule, List<String> key, Map<String, Value> source, Map<String, Value> target) {
        boolean newer = newer(rule, source, target);
        Map<String, Value> merged = new HashMap<>();
        Set<String> names = new HashSet<>(source.keySet());
        names.addAll(target.keySet());
        for (String name : names) {
            MergeChoice choice = key.contains(name) ? MergeChoice.SOURCE : rule.of(name);
            Value there = target.get(name);
            Value value = switch (choice) {
                case SOURCE -> source.get(name);
                case TARGET -> there;
                case FILL -> there == null ? source.get(name) : there;
                case NEWEST -> newer ? source.get(name) : there;
            };
            if (value != null) {
                merged.put(name, value);
            }
        }
        return merged;
    }

    private static boolean newer(MergeRule rule, Map<String, Value> source, Map<String, Value> target) {
        String newest = rule.newest();
        Value here = newest == null ? null : source.get(newest);
        Value there = newest == null ? null : target.get(newest);
        if (here == null || there == null) {
            return here != null;
        }
        return here.type().equals(there.type())
                && here.asObject() instanceof Comparable<?>
                && compare(here.asObject(), there.asObject()) > 0;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object here, Object there) {
        return ((Comparable<Object>) here).compareTo(there);
    }
}
