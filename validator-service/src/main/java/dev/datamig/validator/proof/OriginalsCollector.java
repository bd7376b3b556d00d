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
        for (int first = 0, end; first < records.size(); first = end) {
            long row = records.row(first);
            end = first + 1;
            while (end < records.size() && records.row(end) == row) {
                end++;
            }
            for (int one = first, next; one < end; one = next) {
                next = cellEnd(records, one, end);
                if (isName(records, one, next)) {
                    pairs(records, one, next, end);
                }
            }
        }
    }

    /** Each word of the cell that begins at {@code one} with those of the names behind it in its row. */
    private void pairs(Records records, int one, int next, int end) {
        for (int other = next, last; other < end; other = last) {
            last = cellEnd(records, other, end);
            if (isName(records, other, last)) {
                for (int i = one; i < next; i++) {
                    for (int j = other; j < last; j++) {
                        persons.add(Originals.person(records.print(i), records.print(j)));
                    }
                }
            }
        }
    }

    /** Behind the last record of the cell that the one at {@code first} belongs to. */
    private static int cellEnd(Records records, int first, int end) {
        int column = records.column(first);
        int last = first + 1;
        while (last < end && records.column(last) == column) {
            last++;
        }
        return last;
    }

    /** Whether the records of a cell are the words of a name of one or two words and nothing else. */
    private static boolean isName(Records records, int first, int end) {
        boolean name = end - first <= MOST_WORDS;
        for (int i = first; name && i < end; i++) {
            name = records.kind(i) == Kind.NAME;
        }
        return name;
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
