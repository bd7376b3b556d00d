package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.key.DataKey;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files without rows, of the last few keys: many batches have nothing to prove, and making such a file costs as much as a small batch. */
final class EmptyFiles {

    private static final int KEPT = 8;
    private static final String PURPOSE = "datamig-empty-file";

    private record Of(List<ColumnSchema> columns, ByteBuffer key) {}

    private final Map<Of, byte[]> files = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    synchronized byte @Nullable [] find(List<ColumnSchema> columns, DataKey key) {
        return files.get(of(columns, key));
    }

    synchronized void keep(List<ColumnSchema> columns, DataKey key, byte[] file) {
        files.put(of(columns, key), file);
    }

    private static Of of(List<ColumnSchema> columns, DataKey key) {
        return new Of(columns, ByteBuffer.wrap(key.derive(PURPOSE).bytes()));
    }
}
