package dev.datamig.loader.postgres;

import com.github.luben.zstd.ZstdOutputStream;
import dev.datamig.contracts.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packs lines into chunks of at most 100,000 rows, compressed as they come. */
final class ChunkWriter {

    private static final long ROWS = 100_000;

    private final String table;
    private final LedgerChunk.Kind kind;
    private final List<String> keyColumns;
    private final List<String> columns;
    private final List<LedgerChunk> chunks = new ArrayList<>();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable ZstdOutputStream zstd;
    private long rows;
    private long total;

    ChunkWriter(String table, LedgerChunk.Kind kind, List<String> keyColumns, List<String> columns) {
        this.table = table;
        this.kind = kind;
        this.keyColumns = keyColumns;
        this.columns = columns;
    }

    /** Adds a line; what stands behind {@code length} is left out and replaced by a line feed. */
    void line(byte[] line, int length) {
        try {
            if (zstd == null) {
                bytes = new ByteArrayOutputStream();
                zstd = new ZstdOutputStream(bytes, 3);
            }
            zstd.write(line, 0, length);
            zstd.write('\n');
            total++;
            if (++rows >= ROWS) {
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        }
    }

    long total() {
        return total;
    }

    /** The finished chunks. */
    List<LedgerChunk> chunks() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        }
        return List.copyOf(chunks);
    }

    private void close() throws IOException {
        if (zstd != null) {
            zstd.close();
            zstd = null;
            byte[] data = bytes.toByteArray();
            chunks.add(new LedgerChunk(table, kind, keyColumns, columns, rows, data, Digests.sha256Hex(data)));
            rows = 0;
        }
    }
}
