package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sealed rows in which some texts give way to others while they are read: as rows are copied straight into place, there is no other moment. */
final class RewrittenRows implements RowSource {

    private final RowSource rows;
    private final Map<String, Map<ByteBuffer, byte[]>> texts = new HashMap<>();

    /** @param texts by column, which text is read as which other */
    RewrittenRows(RowSource rows, Map<String, Map<String, String>> texts) {
        this.rows = rows;
        texts.forEach((column, pairs) -> {
            Map<ByteBuffer, byte[]> encoded = this.texts.computeIfAbsent(column, c -> new HashMap<>());
            pairs.forEach((from, to) -> encoded.put(
                    ByteBuffer.wrap(from.getBytes(StandardCharsets.UTF_8)), to.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Override
    public BatchReader open(BatchManifest batch) {
        return new Reader(rows.open(batch));
    }

    @Override
    public BatchReader open(BatchManifest batch, Set<String> columns) {
        return new Reader(rows.open(batch, columns));
    }

    private final class Reader implements BatchReader {

        private final BatchReader sealed;
        private final List<@Nullable Map<ByteBuffer, byte[]>> byCell;

        Reader(BatchReader sealed) {
            this.sealed = sealed;
            this.byCell = sealed.columns().stream()
                    .<@Nullable Map<ByteBuffer, byte[]>>map(column -> texts.get(column.name()))
                    .toList();
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            @Nullable Object @Nullable [] cells = sealed.next();
            for (int i = 0; cells != null && i < cells.length; i++) {
                Map<ByteBuffer, byte[]> pairs = byCell.get(i);
                if (pairs != null && cells[i] instanceof byte[] text) {
                    cells[i] = pairs.getOrDefault(ByteBuffer.wrap(text), text);
                }
            }
            return cells;
        }

        @Override
        public List<ColumnSchema> columns() {
            return sealed.columns();
        }

        @Override
        public Map<String, String> footer() {
            return sealed.footer();
        }

        @Override
        public long rows() {
            return sealed.rows();
        }

        @Override
        public void close() {
            sealed.close();
        }
    }
}
