package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.AnonymizerConfig;
import dev.datamig.anonymizer.masking.MappedPairs;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of each original beside the run, encrypted under a key that is derived from the map key for this run. Off unless a map key
 * is configured; then nothing of it costs anything.
 */
@Singleton
public final class ConsistencyMap {

    private static final List<ColumnSchema> COLUMNS = List.of(text("domain"), text("original"), text("replacement"));

    private final BatchFiles files;
    private final @Nullable DataKey key;

    public ConsistencyMap(BatchFiles files, AnonymizerConfig config) {
        this.files = files;
        boolean on = config.mapKey().isPresent() || config.mapKeyFile().isPresent();
        this.key = on ? KeyText.require("DATAMIG_MAP_KEY", config.mapKey(), config.mapKeyFile()) : null;
    }

    /** What collects a batch's pairs; null when there is no map or the table has nothing for it. */
    @Nullable
    MappedPairs begin(TablePlan table) {
        if (key == null) {
            return null;
        }
        var pairs = new MappedPairs(table);
        return pairs.any() ? pairs : null;
    }

    /** Writes a batch's pairs; the same batch always gives the same ones in the same place. */
    void write(BatchManifest batch, MappedPairs pairs) {
        DataKey mapKey = key;
        if (mapKey == null) {
            return;
        }
        String path = StagingLayout.consistencyMap(batch.run(), batch.attempt(), batch.table(), batch.part());
        DataKey ofRun = mapKey.derive("datamig-consistency-map-v1/" + batch.run());
        try (BatchWriter writer = files.write(path, COLUMNS, Map.of(), ofRun)) {
            pairs.byDomain()
                    .forEach((domain, originals) -> originals.forEach((original, replacement) ->
                            writer.write(new Object[] {utf8(domain), utf8(original), utf8(replacement)})));
            writer.commit();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ColumnSchema text(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, false, false, false, null, List.of(), null);
    }
}
