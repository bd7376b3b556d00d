package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.TableId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Arrows between tables that never close a circle. */
public final class Acyclic {

    private final Map<TableId, Set<TableId>> arrows = new HashMap<>();

    /** Adds an arrow. @return false when it would close a circle; it is then left out */
    public boolean add(TableId from, TableId to) {
        if (reaches(to, from)) {
            return false;
        }
        arrows.computeIfAbsent(from, table -> new HashSet<>()).add(to);
        return true;
    }

    private boolean reaches(TableId start, TableId end) {
        Set<TableId> seen = new HashSet<>(Set.of(start));
        Deque<TableId> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            TableId here = open.pop();
            if (here.equals(end)) {
                return true;
            }
            for (TableId next : arrows.getOrDefault(here, Set.of())) {
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return false;
    }
}
