package dev.datamig.staging.parquet;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The row group that is being filled: a writer per column, whose closed pages are kept compressed until the group is flushed. Columns
 * that pass have no writer; they are given their pages.
 */
final class RowGroup {

    private final ColumnChunkPageWriteStore pages;
    private final PassedPages passed = new PassedPages();
    private final @Nullable ColumnWriteStore store;
    private final @Nullable ColumnWriter[] columns;
    private long rows;

    /** @param written for each column of the schema whether its cells are written */
    RowGroup(
            MessageType schema,
            boolean[] written,
            ParquetProperties properties,
            BytesInputCompressor compressor,
            ParquetFileWriter file,
            int ordinal) {
        List<ColumnDescriptor> all = schema.getColumns();
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> written[all.indexOf(column)] ? compressor : passed)
                .withSchema(schema)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .withFileEncryptor(file.getEncryptor())
                .withRowGroupOrdinal(ordinal)
                .build();
        Type[] own = IntStream.range(0, written.length)
                .filter(i -> written[i])
                .mapToObj(schema::getType)
                .toArray(Type[]::new);
        store = own.length == 0
                ? null
                : properties.newColumnWriteStore(new MessageType(schema.getName(), own), pages, pages);
        columns = new @Nullable ColumnWriter[written.length];
        for (int i = 0; i < written.length; i++) {
            columns[i] = store != null && written[i] ? store.getColumnWriter(all.get(i)) : null;
        }
    }

    /** Null for a column that passes. */
    @Nullable
    ColumnWriter column(int index) {
        return columns[index];
    }

    void endRow() {
        if (store != null) {
            store.endRecord();
        }
        rows++;
    }

    /** Takes the pages of a column that passes. */
    ParquetBatchReader.Passage passage(ColumnDescriptor column) {
        return passed.into(pages.getPageWriter(column));
    }

    /** The group has so many rows, though none was written. */
    void rows(long all) {
        rows = all;
    }

    long rows() {
        return rows;
    }

    /** Bytes in memory: encoded values and compressed pages. */
    long bytes() {
        return store == null ? 0 : store.getBufferedSize();
    }

    void flush(ParquetFileWriter file) throws IOException {
        file.startBlock(rows);
        if (store != null) {
            store.flush();
        }
        pages.flushToFileWriter(file);
        file.endBlock();
        close();
    }

    void close() {
        if (store != null) {
            store.close();
        }
        pages.close();
    }
}
