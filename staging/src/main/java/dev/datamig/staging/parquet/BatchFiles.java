package dev.datamig.staging.parquet;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingCode;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads batches: Parquet, zstd, the columns of {@link dev.datamig.contracts.schema.Physical}; with a key, Parquet
 * modular encryption (AES_GCM_V1, encrypted footer). The columns are in the footer's metadata under {@code datamig.columns}.
 */
public final class BatchFiles {

    private final StagingArea area;
    private final EmptyFiles empty = new EmptyFiles();

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
        return new ParquetBatchWriter(area, path, columns, footer, key, Set.of());
    }

    /** Begins a file of columns whose values hardly repeat: they are written as they are. */
    public BatchWriter writeDistinct(String path, List<ColumnSchema> columns, @Nullable DataKey key) {
        Set<Integer> all = IntStream.range(0, columns.size()).boxed().collect(Collectors.toSet());
        return new ParquetBatchWriter(area, path, columns, Map.of(), key, all);
    }

    /** Puts a file without rows in its place; all such files under one key are the same. */
    public void writeEmpty(String path, List<ColumnSchema> columns, DataKey key) {
        byte[] known = empty.find(columns, key);
        if (known != null) {
            area.put(path, known);
            return;
        }
        try (BatchWriter writer = write(path, columns, Map.of(), key)) {
            writer.commit();
        }
        area.get(path).ifPresent(bytes -> empty.keep(columns, key, bytes));
    }

    /**
     * Opens a file.
     *
     * @param key needed for an encrypted file
     * @throws dev.datamig.staging.StagingException when it is missing, damaged or encrypted under another key
     */
    public BatchReader read(String path, @Nullable DataKey key) {
        return new ParquetBatchReader(path, area.local(path), key, null);
    }

    /**
     * Opens a file for some of its columns: the others are neither decrypted nor decoded, and their cells are null.
     *
     * @param wanted names of columns; ones that the file does not have are left out
     * @throws dev.datamig.staging.StagingException as {@link #read(String, DataKey)}
     */
    public BatchReader read(String path, @Nullable DataKey key, Set<String> wanted) {
        return new ParquetBatchReader(path, area.local(path), key, wanted);
    }

    /**
     * Opens a file to write it again with some of its columns changed. A file that does not say how many cells are not NULL is opened
     * in all its columns.
     *
     * @param path the file that is read
     * @param key needed when it is encrypted
     * @param open names of the columns whose cells are to be changed or looked at
     * @param to the new file's place, which is not encrypted
     * @throws dev.datamig.staging.StagingException as {@link #read(String, DataKey)}
     */
    public BatchRewriter rewrite(String path, @Nullable DataKey key, Set<String> open, String to) {
        var reader = new ParquetBatchReader(path, area.local(path), key, open, true);
        try {
            return new BatchRewriter(
                    reader,
                    new ParquetBatchWriter(
                            area, to, reader.columns(), Map.of(), null, reader.places(), reader.distinct()));
        } catch (StagingException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Opens a file after holding its bytes against a checksum: what a manifest names is what is read.
     *
     * @param sha256 lower-case hex
     * @throws dev.datamig.staging.StagingException as {@link #read}, and when the checksum is another
     */
    public BatchReader readVerified(String path, String sha256, @Nullable DataKey key) {
        StagingArea.LocalFile local = area.local(path);
        try {
            if (!digest(path, local).equals(sha256)) {
                throw StagingCode.DAMAGED_FILE.at(path, "has another checksum than its manifest says", null);
            }
        } catch (StagingException e) {
            local.close();
            throw e;
        }
        return new ParquetBatchReader(path, local, key, null);
    }

    /** The SHA-256 of a file's bytes, lower-case hex. @throws dev.datamig.staging.StagingException when it is missing or cannot be read */
    public String sha256(String path) {
        try (StagingArea.LocalFile local = area.local(path)) {
            return digest(path, local);
        }
    }

    private static String digest(String path, StagingArea.LocalFile local) {
        try (InputStream in = Files.newInputStream(local.path())) {
            MessageDigest digest = Digests.sha256();
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw StagingCode.IO_FAILED.at(path, "cannot be read", e);
        }
    }

    /**
     * The names that the columns have inside the Parquet file, for engines that read it by themselves: the columns' own, but made
     * distinct where two differ only in case, and {@code _} for an empty one.
     */
    public static List<String> parquetNames(List<ColumnSchema> columns) {
        return BatchColumns.names(columns);
    }
}
