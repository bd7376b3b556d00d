package dev.datamig.validator.proof;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The originals that the masking recorded as replaced in one cell; of a cell with many each once, ascending. */
public record Recorded(long[] values, long[] names) {

    static final int MANY = 64;
    private static final long[] NOTHING = new long[0];
    private static final Recorded NONE = new Recorded(NOTHING, NOTHING);

    /** Those of some places among the records. */
    static Recorded of(Records records, int first, int end) {
        return first == end
                ? NONE
                : new Recorded(of(records, first, end, Kind.VALUE), of(records, first, end, Kind.NAME));
    }

    private static long[] of(Records records, int first, int end, Kind kind) {
        if (end - first == 1) {
            return records.kind(first) == kind ? new long[] {records.print(first)} : NOTHING;
        }
        var found = LongStream.builder();
        for (int at = first; at < end; at++) {
            if (records.kind(at) == kind) {
                found.add(records.print(at));
            }
        }
        long[] all = found.build().toArray();
        if (all.length <= MANY) {
            return all;
        }
        var distinct = new LongSet.Builder(all.length);
        Arrays.stream(all).forEach(distinct::add);
        return distinct.distinct();
    }

    boolean any() {
        return values.length + names.length > 0;
    }

    boolean has(long print) {
        return Arrays.stream(values).anyMatch(value -> value == print);
    }
}
