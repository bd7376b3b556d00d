package dev.datamig.validator.flow;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.validator.check.CellText;
import dev.datamig.validator.check.Spread;
import dev.datamig.validator.duckdb.Distributions;
import dev.datamig.validator.duckdb.RawKeys;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The run's rows before and after masking, table by table, in the same order. */
final class RawTables implements RawKeys.RawRows, Distributions {

    private final BatchFiles files;
    private final DataKey runKey;
    private final Map<TableId, List<BatchManifest>> raw;
    private final Map<TableId, List<BatchManifest>> masked;

    /** @param raw extracted and {@code masked} anonymized batches by table, each list by part number */
    RawTables(
            BatchFiles files,
            DataKey runKey,
            Map<TableId, List<BatchManifest>> raw,
            Map<TableId, List<BatchManifest>> masked) {
        this.files = files;
        this.runKey = runKey;
        this.raw = raw;
        this.masked = masked;
    }

    @Override
    public void read(TableId table, BiConsumer<Long, @Nullable Object[]> reader) {
        read(raw.getOrDefault(table, List.of()), runKey, reader);
    }

    private void read(
            List<BatchManifest> batches, @Nullable DataKey key, BiConsumer<Long, @Nullable Object[]> consumer) {
        long row = 0;
        for (BatchManifest batch : batches) {
            try (BatchReader reader = files.read(batch.file(), key)) {
                for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    consumer.accept(row++, cells);
                }
            }
        }
    }

    @Override
    public double nullShare(TableSchema table, ColumnSchema column) {
        return spread(table, column, raw, runKey).nullShare();
    }

    @Override
    public double psi(TableSchema table, ColumnSchema column) {
        return spread(table, column, raw, runKey).psi(spread(table, column, masked, null));
    }

    private Spread spread(
            TableSchema table, ColumnSchema column, Map<TableId, List<BatchManifest>> batches, @Nullable DataKey key) {
        int place = table.copiedColumns().indexOf(column);
        var spread = new Spread();
        read(batches.getOrDefault(table.id(), List.of()), key, (row, cells) -> spread.add(value(column, cells[place])));
        return spread;
    }

    private static @Nullable Object value(ColumnSchema column, @Nullable Object cell) {
        if (cell == null || column.physical() != Physical.BYTES && !(cell instanceof byte[])) {
            return cell;
        }
        String text = CellText.of(column.physical(), cell);
        return column.baseType().equals("numeric") && !text.contains("N") && !text.contains("I")
                ? (Object) Double.valueOf(text)
                : text;
    }
}
