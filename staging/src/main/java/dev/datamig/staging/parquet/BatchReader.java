package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch being read. Not for several threads. */
public interface BatchReader extends AutoCloseable {

    /** As they were written. */
    List<ColumnSchema> columns();

    Map<String, String> footer();

    long rows();

    /** The next row's cells in an array of its own, null at the end. */
    @Nullable
    Object @Nullable [] next();

    @Override
    void close();
}
