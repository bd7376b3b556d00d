package dev.datamig.validator.proof;

import java.util.HashMap;
import java.util.Map;

/** Collects the originals of a run, table by table. Not for several threads. */
public final class OriginalsCollector {

    /** A column of names holds so many words at most; a text may hold more, and of several people. */
    private static final int MOST_WORDS = 2;

    private final LongSet.Builder persons = new LongSet.Builder();
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
        persons(records);
    }

    /** Who stands in two columns of a row: the given name in one, the family name in another. */
    private void persons(Records records) {
        int at = 0;
        while (at < records.size()) {
            int end = at;
            while (end < records.size() && records.row(end) == records.row(at)) {
                end++;
            }
            for (int one = at; one < end; one++) {
                for (int other = one + 1; other < end; other++) {
                    if (records.column(one) != records.column(other)
                            && isOfAName(records, one, at, end)
                            && isOfAName(records, other, at, end)) {
                        persons.add(Originals.person(records.print(one), records.print(other)));
                    }
                }
            }
            at = end;
        }
    }

    /** Whether a record is a word of a cell that holds a name of one or two words and nothing else. */
    private static boolean isOfAName(Records records, int at, int first, int end) {
        int words = 0;
        for (int i = first; i < end; i++) {
            if (records.column(i) == records.column(at)) {
                if (records.kind(i) != Kind.NAME) {
                    return false;
                }
                words++;
            }
        }
        return words <= MOST_WORDS;
    }

    /** The current table has no more batches. */
    public void endTable() {
        ofTable.values().forEach(column -> column.forEach((word, rows) -> names.merge(word, rows, Math::max)));
        ofTable.clear();
    }

    public Originals build() {
        endTable();
        return Originals.of(values.build(), names, persons.build());
    }
}
