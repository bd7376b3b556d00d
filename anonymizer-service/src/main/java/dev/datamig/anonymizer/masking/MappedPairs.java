package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the originals of one batch, each once: value space, original, replacement. Only of columns whose masks look at nothing but the
 * value, since elsewhere one original has many replacements. Not for several threads.
 */
public final class MappedPairs {

    private static final Set<String> WITHOUT_REPLACEMENTS = Set.of("keep", "nullify", "constant", "redact", "sweep");

    private final List<ColumnPlan> columns;
    private final int[] mapped;
    private final Map<String, Map<String, String>> byDomain = new TreeMap<>();

    public MappedPairs(TablePlan table) {
        this.columns = table.columns();
        this.mapped = IntStream.range(0, columns.size())
                .filter(i -> mapped(columns.get(i)))
                .toArray();
    }

    private static boolean mapped(ColumnPlan column) {
        return !WITHOUT_REPLACEMENTS.contains(column.strategy().name())
                && column.strategy().byValue(column.target(), column.params());
    }

    /** Whether the table has columns that belong into the map. */
    public boolean any() {
        return mapped.length > 0;
    }

    /** A row before and after masking. */
    public void row(@Nullable Object[] before, @Nullable Object[] after) {
        for (int i : mapped) {
            Object original = before[i];
            Object fake = after[i];
            if (original != null && fake != null && !Memo.equal(original, fake)) {
                ColumnPlan column = columns.get(i);
                var physical = column.target().column().physical();
                byDomain.computeIfAbsent(column.target().domain().name(), name -> new TreeMap<>())
                        .put(TextForm.of(physical, original), TextForm.of(physical, fake));
            }
        }
    }

    /** By value space, in order. */
    public Map<String, Map<String, String>> byDomain() {
        return byDomain;
    }
}
