package dev.datamig.extractor.rows;

import dev.datamig.contracts.schema.TableId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows of many tables. A table without rows is as if it were not there. Not for several threads. */
public final class RowSets {

    private static final RowSet NONE = new RowSet();

    private final Map<TableId, RowSet> sets = new TreeMap<>();

    /** The rows of a table, to be read only. */
    public RowSet of(TableId table) {
        return sets.getOrDefault(table, NONE);
    }

    public void add(TableId table, RowSet rows) {
        if (!rows.isEmpty()) {
            sets.computeIfAbsent(table, t -> new RowSet()).addAll(rows);
        }
    }

    public void addAll(RowSets others) {
        others.sets.forEach(this::add);
    }

    /** The tables with rows, in their order. */
    public Set<TableId> tables() {
        return sets.keySet();
    }

    public boolean isEmpty() {
        return sets.isEmpty();
    }

    public long size() {
        return sets.values().stream().mapToLong(RowSet::size).sum();
    }

    public boolean contains(TableId table, long row) {
        return of(table).contains(row);
    }

    public RowSets copy() {
        RowSets twin = new RowSets();
        sets.forEach((table, rows) -> twin.sets.put(table, rows.copy()));
        return twin;
    }

    /** The rows that are in {@code others} too. */
    public RowSets intersect(RowSets others) {
        RowSets both = new RowSets();
        sets.forEach((table, rows) -> both.add(table, rows.intersect(others.of(table))));
        return both;
    }

    /** The rows that are not in {@code others}. */
    public RowSets minus(RowSets others) {
        RowSets rest = new RowSets();
        sets.forEach((table, rows) -> rest.add(table, rows.minus(others.of(table))));
        return rest;
    }

    @Override
    public String toString() {
        return sets.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().size())
                .collect(Collectors.joining(", ", "RowSets[", "]"));
    }
}
