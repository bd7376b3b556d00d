package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The strongly connected components of tables under their references (Tarjan 1972, here without recursion), in an order in which
 * every component stands behind those that it refers to.
 */
public final class Components {

    private final SortedMap<TableId, SortedSet<TableId>> parents = new TreeMap<>();
    private final Map<TableId, Integer> index = new HashMap<>();
    private final Map<TableId, Integer> low = new HashMap<>();
    private final Deque<TableId> open = new ArrayDeque<>();
    private final List<List<TableId>> found = new ArrayList<>();

    private Components(Collection<TableId> tables, Collection<Reference> references) {
        tables.forEach(table -> parents.put(table, new TreeSet<>()));
        for (Reference reference : references) {
            SortedSet<TableId> of = parents.get(reference.from());
            if (of != null && parents.containsKey(reference.to())) {
                of.add(reference.to());
            }
        }
    }

    /** The components, parents first, each sorted. */
    public static List<List<TableId>> of(Collection<TableId> tables, Collection<Reference> references) {
        Components components = new Components(tables, references);
        components.parents.keySet().forEach(components::visit);
        return components.found;
    }

    private record Visit(TableId table, Deque<TableId> rest) {}

    private void visit(TableId start) {
        if (index.containsKey(start)) {
            return;
        }
        Deque<Visit> path = new ArrayDeque<>();
        path.push(enter(start));
        while (!path.isEmpty()) {
            Visit here = path.element();
            TableId next = here.rest().poll();
            if (next == null) {
                path.pop();
                leave(here.table());
                if (!path.isEmpty()) {
                    low.merge(path.element().table(), lowOf(here.table()), Math::min);
                }
            } else if (!index.containsKey(next)) {
                path.push(enter(next));
            } else if (open.contains(next)) {
                low.merge(here.table(), indexOf(next), Math::min);
            }
        }
    }

    private Visit enter(TableId table) {
        int number = index.size();
        index.put(table, number);
        low.put(table, number);
        open.push(table);
        return new Visit(table, new ArrayDeque<>(parents.getOrDefault(table, new TreeSet<>())));
    }

    private void leave(TableId table) {
        if (lowOf(table) == indexOf(table)) {
            List<TableId> component = new ArrayList<>();
            TableId member;
            do {
                member = open.pop();
                component.add(member);
            } while (!member.equals(table));
            component.sort(null);
            found.add(component);
        }
    }

    private int lowOf(TableId table) {
        return low.getOrDefault(table, Integer.MAX_VALUE);
    }

    private int indexOf(TableId table) {
        return index.getOrDefault(table, Integer.MAX_VALUE);
    }
}
