package dev.datamig.validator.staging;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.validator.proof.Kind;
import dev.datamig.validator.proof.Records;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the side files in which the masking recorded the fingerprints of what it replaced. */
public final class RecordedOriginals {

    /** What one side file holds. {@code strays}: records of rows or columns that the batch does not have. */
    public record Reading(Records records, long strays) {}

    private final StagingArea area;
    private final BatchFiles files;

    public RecordedOriginals(StagingArea area, BatchFiles files) {
        this.area = area;
        this.files = files;
    }

    /** The batch's records; empty when the batch has no side file. */
    public Optional<Reading> read(BatchManifest batch, DataKey runKey) {
        String path = StagingLayout.fingerprints(batch.run(), batch.attempt(), batch.table(), batch.part());
        if (!area.exists(path)) {
            return Optional.empty();
        }
        Map<String, Integer> columns = places(batch.columns());
        var records = new Records.Builder();
        long strays = 0;
        try (BatchReader reader = files.read(path, runKey)) {
            for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                long row = number(cells[0]);
                Integer column = place(text(cells[1]), columns);
                if (column == null || row < 0 || row >= batch.rows()) {
                    strays++;
                } else {
                    records.add(row, column, Kind.valueOf(text(cells[2])), number(cells[3]));
                }
            }
        }
        return Optional.of(new Reading(records.build(), strays));
    }

    private static Map<String, Integer> places(List<ColumnSchema> columns) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
        return places;
    }

    /** A path inside JSON, {@code column->'a'}, belongs to its column. */
    private static @Nullable Integer place(String name, Map<String, Integer> columns) {
        Integer whole = columns.get(name);
        int arrow = name.indexOf("->");
        return whole != null || arrow < 0 ? whole : columns.get(name.substring(0, arrow));
    }

    private static long number(@Nullable Object cell) {
        return cell instanceof Long number ? number : -1;
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
    }
}
