package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads batches: Parquet, zstd, the columns of {@link dev.datamig.contracts.schema.Physical}; with a key, Parquet
 * modular encryption (AES_GCM_V1, encrypted footer). The columns are in the footer's metadata under {@code datamig.columns}.
 */
public final class BatchFiles {

    private final StagingArea area;

    public BatchFiles(StagingArea area) {
        this.area = area;
    }

    /**
     * Begins a file.
     *
     * @param path its place once it is committed
     * @param columns in the order of the cells
     * @param footer further metadata for the footer
     * @param key encrypts the file when given
     */
    public BatchWriter write(
            String path, List<ColumnSchema> columns, Map<String, String> footer, @Nullable DataKey key) {
        throw new IllegalStateException("being written: " + path + area + columns + footer + key);
    }

    /**
     * Opens a file.
     *
     * @param key needed for an encrypted file
     * @throws dev.datamig.staging.StagingException when it is missing, damaged or encrypted under another key
     */
    public BatchReader read(String path, @Nullable DataKey key) {
        throw new IllegalStateException("being written: " + path + area + key);
    }

    /** The SHA-256 of a file's bytes, lower-case hex. */
    public String sha256(String path) {
        throw new IllegalStateException("being written: " + path);
    }
}
