package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.validator.check.CellHash;
import dev.datamig.validator.check.CountedColumn;
import dev.datamig.validator.check.Distinct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the different values of columns in the raw extracts, reading no other columns. What it keeps of a value is a hash. */
final class DistinctOriginals implements Callable<Map<CountedColumn, DistinctOriginals.Counted>> {

    /** Up to so many different values of a unique column are counted exactly, at 16 to 32 bytes each. */
    private static final int UNIQUE = 1 << 21;

    private static final int OTHER = 1 << 15;

    /** @param exact whether {@code distinct} is no estimate */
    record Counted(long values, long distinct, boolean exact) {}

    private final BatchFiles files;
    private final DataKey runKey;
    private final Map<TableId, List<BatchManifest>> raw;
    private final Map<TableId, List<CountedColumn>> columns;

    DistinctOriginals(
            BatchFiles files,
            DataKey runKey,
            Map<TableId, List<BatchManifest>> raw,
            Map<TableId, List<CountedColumn>> columns) {
        this.files = files;
        this.runKey = runKey;
        this.raw = raw;
        this.columns = columns;
    }

    @Override
    public Map<CountedColumn, Counted> call() {
        var out = new HashMap<CountedColumn, Counted>();
        columns.forEach((table, wanted) -> {
            if (!wanted.isEmpty()) {
                count(raw.getOrDefault(table, List.of()), wanted, out);
            }
        });
        return out;
    }

    private void count(List<BatchManifest> batches, List<CountedColumn> wanted, Map<CountedColumn, Counted> out) {
        Set<String> names = wanted.stream().map(CountedColumn::column).collect(Collectors.toSet());
        var counters = wanted.stream()
                .map(column -> new Distinct(column.unique() ? UNIQUE : OTHER))
                .toArray(Distinct[]::new);
        var values = new long[counters.length];
        for (BatchManifest batch : batches) {
            try (BatchReader reader = files.read(batch.file(), runKey, names)) {
                for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                    for (int i = 0; i < counters.length; i++) {
                        Object cell = row[wanted.get(i).place()];
                        if (cell != null) {
                            values[i]++;
                            counters[i].add(CellHash.of(cell));
                        }
                    }
                }
            }
        }
        for (int i = 0; i < counters.length; i++) {
            out.put(wanted.get(i), new Counted(values[i], counters[i].count(), counters[i].exact()));
        }
    }
}
