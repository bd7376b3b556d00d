package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** How pages are encoded, for batches that are written once and read whole once or twice. */
final class BatchProperties {

    private static final int PAGE = 256 << 10;
    /** Columns with few values stay below; the dictionaries of others are given up early and cheaply. */
    private static final int DICTIONARY = 64 << 10;
    /** All dictionaries of a file together: in the heap an entry takes several times the bytes that Parquet counts. */
    private static final int DICTIONARIES = 2 << 20;

    private static final int SMALLEST_DICTIONARY = 2 << 10;

    private BatchProperties() {}

    /**
     * Without statistics on texts: comparing every cell costs more than a reader of the whole file can gain. Without a dictionary for
     * columns that hardly repeat: it would be built and thrown away. Without one for anything but texts and bytes: zstd shrinks numbers that
     * repeat nearly as well, and looking each of them up costs more.
     *
     * @param distinct places of columns of which that is known
     */
    static ParquetProperties of(MessageType schema, List<ColumnSchema> columns, Set<Integer> distinct) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withPageSize(PAGE)
                .withDictionaryPageSize(dictionary(schema.getFieldCount()))
                .withPageWriteChecksumEnabled(true)
                .withSizeStatisticsEnabled(false);
        for (ColumnDescriptor column : schema.getColumns()) {
            if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
                builder.withStatisticsEnabled(String.join(".", column.getPath()), false);
            }
        }
        List<String> names = BatchColumns.names(columns);
        for (int i = 0; i < columns.size(); i++) {
            Physical physical = columns.get(i).physical();
            if (distinct.contains(i)
                    || (physical != Physical.TEXT && physical != Physical.BYTES)
                    || columns.get(i).baseType().equals("uuid")) {
                builder.withDictionaryEncoding(names.get(i), false);
            }
        }
        return builder.build();
    }

    private static int dictionary(int columns) {
        return Math.clamp(DICTIONARIES / columns, SMALLEST_DICTIONARY, DICTIONARY);
    }
}
