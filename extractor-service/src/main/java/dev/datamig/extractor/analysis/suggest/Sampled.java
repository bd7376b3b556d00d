package dev.datamig.extractor.analysis.suggest;

import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.suggest.Candidate.Condition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Some rows of a table, while they are being looked at. */
final class Sampled {

    private final List<ColumnShape> columns;
    private final List<String[]> rows;
    private final boolean looked;

    Sampled(List<ColumnShape> columns, List<String[]> rows, boolean looked) {
        this.columns = columns;
        this.rows = rows;
        this.looked = looked;
    }

    /** Nobody looked. */
    static Sampled nothing(List<ColumnShape> columns) {
        return new Sampled(columns, List.of(), false);
    }

    /** Distinct values of these columns where none is NULL, at most so many; null when nobody looked. */
    @Nullable
    Set<List<String>> tuples(List<ColumnShape> wanted, @Nullable Condition when, int most) {
        if (!looked) {
            return null;
        }
        int[] places = wanted.stream().mapToInt(columns::indexOf).toArray();
        int type = when == null ? -1 : columns.indexOf(when.column());
        Set<List<String>> tuples = new LinkedHashSet<>();
        for (String[] row : rows) {
            boolean meant = when == null || when.value().equals(row[type]);
            List<String> tuple = meant ? tuple(row, places) : List.of();
            if (tuple.size() == places.length && tuples.size() < most) {
                tuples.add(tuple);
            }
        }
        return tuples;
    }

    /** The same for one column; none when nobody looked. */
    Set<List<String>> few(ColumnShape column, @Nullable Condition when, int most) {
        Set<List<String>> tuples = tuples(List.of(column), when, most);
        return tuples == null ? Set.of() : tuples;
    }

    private static List<String> tuple(String[] row, int[] places) {
        List<String> tuple = new ArrayList<>();
        for (int place : places) {
            String value = row[place];
            if (value != null) {
                tuple.add(value);
            }
        }
        return tuple;
    }

    /** The different values of a column that tells kinds; none when there are too many for that. */
    Set<String> kinds(ColumnShape type) {
        int place = columns.indexOf(type);
        Set<String> kinds = new TreeSet<>();
        for (String[] row : rows) {
            if (row[place] != null) {
                kinds.add(row[place]);
            }
        }
        return kinds.size() > TypeColumns.KINDS ? Set.of() : kinds;
    }
}
