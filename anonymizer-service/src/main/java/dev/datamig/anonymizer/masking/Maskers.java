package dev.datamig.anonymizer.masking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Maskers between two batches: making one costs as much as masking a hundred rows, and what it remembers serves the table's next
 * batch. A few tables' are kept.
 */
public final class Maskers {

    private static final int KEPT = 6;

    private final Map<Object, Deque<TableMasker>> idle = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Deque<TableMasker>> eldest) {
            return size() > KEPT;
        }
    };

    /** One that nobody else has in hand. @param of all that the masker depends on */
    public TableMasker take(Object of, Supplier<TableMasker> maker) {
        synchronized (idle) {
            Deque<TableMasker> free = idle.get(of);
            if (free != null && !free.isEmpty()) {
                return free.pop();
            }
        }
        return maker.get();
    }

    /** Puts one back that is not used any more. */
    public void giveBack(Object of, TableMasker masker) {
        synchronized (idle) {
            idle.computeIfAbsent(of, key -> new ArrayDeque<>()).push(masker);
        }
    }
}
