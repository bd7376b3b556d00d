package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.CountedColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many values and different values columns of the masked subset hold: exactly for unique columns and small tables, else estimated. */
public final class DistinctCounts {

    private static final long SMALL = 20_000;
    /** The engine keeps more than a megabyte for each column whose values it tells apart, however few there are. */
    private static final int AT_ONCE = 32;

    private final SubsetDatabase database;

    /** @param exact whether {@code distinct} is no estimate */
    public record Counted(long values, long distinct, boolean exact) {}

    public DistinctCounts(SubsetDatabase database) {
        this.database = database;
    }

    /**
     * @param columns of the table
     * @param rows of the table
     */
    public Map<CountedColumn, Counted> of(TableSchema table, List<CountedColumn> columns, long rows) {
        var out = new HashMap<CountedColumn, Counted>();
        database.asked("the values of " + table.id());
        for (int from = 0; from < columns.size(); from += AT_ONCE) {
            count(table, columns.subList(from, Math.min(from + AT_ONCE, columns.size())), rows <= SMALL, out);
        }
        return out;
    }

    private void count(TableSchema table, List<CountedColumn> columns, boolean small, Map<CountedColumn, Counted> out) {
        var parts = new ArrayList<String>();
        for (CountedColumn column : columns) {
            String place = SubsetDatabase.place(column.place());
            boolean exact = small || column.unique();
            parts.add("count(" + place + ")");
            parts.add(exact ? database.different(table, column.place()) : "approx_count_distinct(" + place + ")");
        }
        double[] numbers = database.numbers(
                "SELECT " + String.join(",", parts) + " FROM " + database.plainView(table.id()), parts.size());
        for (int i = 0; i < columns.size(); i++) {
            CountedColumn column = columns.get(i);
            out.put(column, new Counted((long) numbers[2 * i], (long) numbers[2 * i + 1], small || column.unique()));
        }
    }
}
