package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the sealed texts of columns that are shorter in the target than in the source, and at no others. Spaces at the end count:
 * PostgreSQL would cut them off without a word.
 */
final class TextLengths {

    private final RowSource rows;

    TextLengths(RowSource rows) {
        this.rows = rows;
    }

    /** Which columns have values that are too long for the target, and how many. */
    List<ConflictPlan> tooLong(LoadTable table) {
        Set<String> names = new TreeSet<>();
        for (TargetColumn column : table.columns()) {
            table.schema()
                    .column(column.name())
                    .filter(source -> TypeFit.narrower(source, column))
                    .ifPresent(source -> names.add(column.name()));
        }
        List<ConflictPlan> found = new ArrayList<>();
        if (!names.isEmpty()) {
            long[] counts = counts(table, names);
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    found.add(new ConflictPlan(
                            "type", null, List.of(table.columns().get(i).name()), counts[i]));
                }
            }
        }
        return found;
    }

    private long[] counts(LoadTable table, Set<String> names) {
        long[] counts = new long[table.columns().size()];
        for (BatchManifest batch : table.batches()) {
            try (BatchReader reader = rows.open(batch, names)) {
                for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    for (int i = 0; i < counts.length; i++) {
                        TargetColumn column = table.columns().get(i);
                        if (names.contains(column.name())
                                && isTooLong(cells[table.cells().get(i)], column)) {
                            counts[i]++;
                        }
                    }
                }
            }
        }
        return counts;
    }

    private static boolean isTooLong(@Nullable Object cell, TargetColumn column) {
        Integer limit = column.length();
        if (!(cell instanceof byte[] text) || limit == null || text.length <= limit) {
            return false;
        }
        String value = new String(text, StandardCharsets.UTF_8);
        return value.codePointCount(0, value.length()) > limit;
    }
}
