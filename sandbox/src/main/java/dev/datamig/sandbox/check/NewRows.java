package dev.datamig.sandbox.check;

import java.util.HashMap;
import java.util.Map;

/** How many rows of each table of CERT were not there before. */
final class NewRows {

    private final Map<String, Long> counts = new HashMap<>();

    void add(String table) {
        counts.merge(table, 1L, Long::sum);
    }

    long count(String table) {
        return counts.getOrDefault(table, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
