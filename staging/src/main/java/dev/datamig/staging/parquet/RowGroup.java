package dev.datamig.staging.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The row group that is being filled: a writer per column, whose closed pages are kept compressed until the group is flushed. */
final class RowGroup {

    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore store;
    private final ColumnWriter[] columns;
    private long rows;

    RowGroup(
            MessageType schema,
            ParquetProperties properties,
            BytesInputCompressor compressor,
            ParquetFileWriter file,
            int ordinal) {
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(schema)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .withFileEncryptor(file.getEncryptor())
                .withRowGroupOrdinal(ordinal)
                .build();
        store = properties.newColumnWriteStore(schema, pages, pages);
        columns = schema.getColumns().stream().map(this::writer).toArray(ColumnWriter[]::new);
    }

    private ColumnWriter writer(ColumnDescriptor column) {
        return store.getColumnWriter(column);
    }

    ColumnWriter column(int index) {
        return columns[index];
    }

    void endRow() {
        store.endRecord();
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Bytes in memory: encoded values and compressed pages. */
    long bytes() {
        return store.getBufferedSize();
    }

    void flush(ParquetFileWriter file) throws IOException {
        file.startBlock(rows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        close();
    }

    void close() {
        store.close();
        pages.close();
    }
}
