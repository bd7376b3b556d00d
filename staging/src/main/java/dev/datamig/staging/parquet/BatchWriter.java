package dev.datamig.staging.parquet;

import org.jspecify.annotations.Nullable;

/** A batch being written. Closing without {@link #commit} leaves nothing behind. Not for several threads. */
public interface BatchWriter extends AutoCloseable {

    /**
     * Adds a row.
     *
     * @param cells one per column, null or of the Java type that the column's physical type names; not kept
     */
    void write(@Nullable Object[] cells);

    long rows();

    /** Bytes so far, roughly (what is buffered counts uncompressed). */
    long bytes();

    /** Finishes the file, computes its checksum and puts it in its place. */
    StoredFile commit();

    @Override
    void close();
}
