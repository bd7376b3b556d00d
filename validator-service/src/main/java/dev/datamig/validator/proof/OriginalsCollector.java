package dev.datamig.validator.proof;

import java.util.HashMap;
import java.util.Map;

/** Collects the originals of a run, table by table. Not for several threads. */
public final class OriginalsCollector {

    private final LongSet.Builder values = new LongSet.Builder();
    private final Map<Long, Integer> names = new HashMap<>();
    private final Map<Integer, Map<Long, Integer>> ofTable = new HashMap<>();

    /** One batch of the current table. */
    public void add(Records records) {
        for (int at = 0; at < records.size(); at++) {
            switch (records.kind(at)) {
                case VALUE -> values.add(records.print(at));
                case NAME ->
                    ofTable.computeIfAbsent(records.column(at), column -> new HashMap<>())
                            .merge(records.print(at), 1, Integer::sum);
                case CELL -> {}
            }
        }
    }

    /** The current table has no more batches. */
    public void endTable() {
        ofTable.values().forEach(column -> column.forEach((word, rows) -> names.merge(word, rows, Math::max)));
        ofTable.clear();
    }

    public Originals build() {
        endTable();
        return Originals.of(values.build(), names);
    }
}
