package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.validator.check.ColumnCount;
import dev.datamig.validator.check.CountedColumn;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.Judgement;
import dev.datamig.validator.duckdb.DistinctCounts;
import dev.datamig.validator.duckdb.SubsetDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counts masked columns' different values before and after masking; the originals meanwhile, on a thread of its own. */
final class ColumnCounting implements AutoCloseable {

    private final Map<TableId, List<CountedColumn>> columns = new LinkedHashMap<>();
    private final Map<CountedColumn, DistinctCounts.Counted> after = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("distinct originals").daemon().factory());
    private final Future<Map<CountedColumn, DistinctOriginals.Counted>> before;

    ColumnCounting(
            BatchFiles files,
            DataKey runKey,
            RunSchema schema,
            Judgement judgement,
            Map<TableId, List<BatchManifest>> raw) {
        schema.tables().forEach(table -> columns.put(table.id(), CountedColumn.of(table, judgement)));
        before = thread.submit(new DistinctOriginals(files, runKey, raw, columns));
    }

    /** Counts the masked values. @param batches the masked ones */
    void masked(SubsetDatabase database, List<TableSchema> tables, Map<TableId, List<BatchManifest>> batches) {
        var counts = new DistinctCounts(database);
        tables.forEach(table -> {
            long rows = batches.getOrDefault(table.id(), List.of()).stream()
                    .mapToLong(BatchManifest::rows)
                    .sum();
            after.putAll(counts.of(table, columns.getOrDefault(table.id(), List.of()), rows));
        });
    }

    /** The columns in the order of the schema; a unique one that lost values is an error. */
    List<ColumnCount> finish(Findings findings) {
        Map<CountedColumn, DistinctOriginals.Counted> originals = originals();
        var out = new ArrayList<ColumnCount>();
        columns.values().stream().flatMap(List::stream).forEach(column -> {
            var raw = originals.getOrDefault(column, new DistinctOriginals.Counted(0, 0, true));
            var masked = after.getOrDefault(column, new DistinctCounts.Counted(0, 0, true));
            var count = new ColumnCount(
                    column.table(),
                    column.column(),
                    raw.values(),
                    masked.values(),
                    raw.distinct(),
                    raw.exact(),
                    masked.distinct(),
                    masked.exact(),
                    column.unique());
            count.judge(findings);
            out.add(count);
        });
        return List.copyOf(out);
    }

    private Map<CountedColumn, DistinctOriginals.Counted> originals() {
        try {
            return before.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while originals were counted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("originals could not be counted", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
