package dev.datamig.anonymizer.classify;

import java.util.HashSet;
import java.util.List;

/**
 * Some of a column's values as texts; NULLs are left out, long ones are cut. Judged and forgotten: no value leaves the classifier.
 *
 * @param distinct how many of the values are different
 */
public record ColumnSample(List<String> values, int distinct) {

    public static final ColumnSample EMPTY = new ColumnSample(List.of(), 0);

    public static ColumnSample of(List<String> values) {
        return new ColumnSample(List.copyOf(values), new HashSet<>(values).size());
    }

    public int size() {
        return values.size();
    }

    /** Says how much there is, never what. */
    @Override
    public String toString() {
        return "ColumnSample[" + values.size() + " values]";
    }
}
