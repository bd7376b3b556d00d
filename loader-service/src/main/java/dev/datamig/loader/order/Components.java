package dev.datamig.loader.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Strongly connected components by Tarjan's algorithm with a stack of its own: a chain of any length does no harm. */
final class Components<T> {

    private final Map<T, Set<T>> parents;
    private final Map<T, Integer> number = new HashMap<>();
    private final Map<T, Integer> low = new HashMap<>();
    private final Deque<T> open = new ArrayDeque<>();
    private final Set<T> isOpen = new HashSet<>();
    private final List<List<T>> components = new ArrayList<>();

    Components(Map<T, Set<T>> parents) {
        this.parents = parents;
    }

    /** Parents before children; inside a component in the order of the map. */
    List<List<T>> list() {
        parents.keySet().stream().filter(node -> !number.containsKey(node)).forEach(this::walk);
        return components;
    }

    private void walk(T root) {
        Deque<Step<T>> path = new ArrayDeque<>();
        path.push(enter(root));
        while (!path.isEmpty()) {
            Step<T> step = path.peek();
            if (!step.rest.hasNext()) {
                path.pop();
                leave(step.node);
                if (!path.isEmpty()) {
                    lower(path.peek().node, low(step.node));
                }
                continue;
            }
            T parent = step.rest.next();
            Integer seen = number.get(parent);
            if (seen == null) {
                path.push(enter(parent));
            } else if (isOpen.contains(parent)) {
                lower(step.node, seen);
            }
        }
    }

    private Step<T> enter(T node) {
        number.put(node, number.size());
        low.put(node, number.size() - 1);
        open.push(node);
        isOpen.add(node);
        return new Step<>(node, parents.getOrDefault(node, Set.of()).iterator());
    }

    private void leave(T node) {
        if (low(node) != number.getOrDefault(node, -1)) {
            return;
        }
        Set<T> members = new HashSet<>();
        T member;
        do {
            member = open.pop();
            isOpen.remove(member);
            members.add(member);
        } while (!member.equals(node));
        components.add(parents.keySet().stream().filter(members::contains).toList());
    }

    private void lower(T node, int value) {
        low.merge(node, value, Math::min);
    }

    private int low(T node) {
        return low.getOrDefault(node, Integer.MAX_VALUE);
    }

    private record Step<T>(T node, Iterator<T> rest) {}
}
