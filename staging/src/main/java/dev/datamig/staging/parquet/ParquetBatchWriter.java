package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingCode;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes cells straight into Parquet's column writers: a batch is flat, so the record assembly above them is not needed. */
final class ParquetBatchWriter implements BatchWriter {

    /** Encoded bytes of a row group, which lie in the heap; Parquet's buffers take up to twice as much. */
    private static final long ROW_GROUP = 8L << 20;

    private final StagingArea area;
    private final String path;
    private final List<ColumnSchema> columns;
    private final Physical[] physicals;
    private final Map<String, String> footer;
    private final MessageType schema;
    /** For each column of the schema whether its cells are written; the others' pages are given. */
    private final boolean[] written;

    private final long[] values;
    private final boolean passing;
    private final ParquetProperties properties;
    private final ZstdCodecs codecs = new ZstdCodecs();
    private final Path scratch;
    private final HashedFile output;
    private final ParquetFileWriter file;

    private RowGroup group;
    private int groups;
    private long rows;
    /** Raw bytes in the group since it was last measured, and how many there may be before it is measured again. */
    private long unmeasured;

    private long measureAt = ROW_GROUP;
    private boolean broken;
    private boolean closed;

    ParquetBatchWriter(
            StagingArea area,
            String path,
            List<ColumnSchema> columns,
            Map<String, String> footer,
            @Nullable DataKey key,
            Set<Integer> distinct) {
        this(area, path, columns, footer, key, null, distinct);
    }

    /**
     * @param places the columns whose cells are written; null for all
     * @param distinct places of columns whose values hardly repeat
     */
    ParquetBatchWriter(
            StagingArea area,
            String path,
            List<ColumnSchema> columns,
            Map<String, String> footer,
            @Nullable DataKey key,
            int @Nullable [] places,
            Set<Integer> distinct) {
        this.area = area;
        this.path = path;
        this.columns = List.copyOf(columns);
        this.physicals = columns.stream().map(ColumnSchema::physical).toArray(Physical[]::new);
        this.footer = footer;
        this.schema = BatchColumns.schema(columns);
        this.values = new long[columns.size()];
        this.written = new boolean[schema.getFieldCount()];
        if (places == null) {
            Arrays.fill(written, true);
        } else {
            Arrays.stream(places).forEach(place -> written[place] = true);
        }
        this.passing = places != null;
        this.properties = BatchProperties.of(schema, columns, distinct);
        this.scratch = area.scratch();
        this.output = new HashedFile(scratch);
        try {
            this.file = new ParquetFileWriter(
                    output,
                    schema,
                    ParquetFileWriter.Mode.CREATE,
                    ROW_GROUP,
                    0,
                    key == null ? null : FileCipher.encryption(key),
                    properties);
            file.start();
        } catch (IOException e) {
            discard();
            throw failed(e);
        }
        this.group = nextGroup();
    }

    private RowGroup nextGroup() {
        return new RowGroup(
                schema, written, properties, codecs.getCompressor(CompressionCodecName.ZSTD), file, groups++);
    }

    @Override
    public void write(@Nullable Object[] cells) {
        if (broken || closed) {
            throw unfit("cannot be written any more: an earlier row failed or the file is closed", null);
        }
        if (cells.length != physicals.length) {
            throw unfit("a row has " + cells.length + " cells, the file has " + physicals.length + " columns", null);
        }
        broken = true;
        int column = 0;
        try {
            for (; column < cells.length; column++) {
                ColumnWriter into = group.column(column);
                if (into != null) {
                    Object cell = cells[column];
                    values[column] += cell == null ? 0 : 1;
                    unmeasured += writeCell(into, physicals[column], cell);
                }
            }
        } catch (ClassCastException e) {
            throw unfit(wrongCell(column, cells[column]), e);
        }
        ColumnWriter filler = cells.length == 0 ? group.column(0) : null;
        if (filler != null) {
            filler.writeNull(0, 0);
            unmeasured++;
        }
        group.endRow();
        rows++;
        if (!passing && unmeasured >= measureAt) {
            measure();
        }
        broken = false;
    }

    /** Gives the cell's size in memory, roughly. */
    private static int writeCell(ColumnWriter writer, Physical physical, @Nullable Object cell) {
        if (cell == null) {
            writer.writeNull(0, 0);
            return 1;
        }
        switch (physical) {
            case TEXT, BYTES -> {
                byte[] bytes = (byte[]) cell;
                writer.write(Binary.fromReusedByteArray(bytes), 0, 1);
                return bytes.length + 4;
            }
            case INT64, TIMESTAMP, TIMESTAMPTZ -> {
                writer.write((long) (Long) cell, 0, 1);
                return 8;
            }
            case INT32, DATE -> {
                writer.write((int) (Integer) cell, 0, 1);
                return 4;
            }
            case BOOLEAN -> {
                writer.write((boolean) (Boolean) cell, 0, 1);
                return 1;
            }
            case DOUBLE -> {
                writer.write((double) (Double) cell, 0, 1);
                return 8;
            }
            case FLOAT -> {
                writer.write((float) (Float) cell, 0, 1);
                return 4;
            }
        }
        throw new AssertionError(physical);
    }

    /** What the group really takes is asked only when its raw bytes could fill it: encoding makes it smaller. */
    private void measure() {
        long taken = group.bytes();
        unmeasured = 0;
        measureAt = ROW_GROUP - taken;
        if (measureAt < ROW_GROUP / 4) {
            flush();
        }
    }

    private void flush() {
        try {
            group.flush(file);
        } catch (IOException e) {
            throw failed(e);
        }
        group = nextGroup();
        unmeasured = 0;
        measureAt = ROW_GROUP;
    }

    /** Ends the group as the reader's ends: the other columns pass, with all their pages. */
    void passGroup(ParquetBatchReader reader, long groupRows) {
        broken = true;
        List<ColumnDescriptor> all = schema.getColumns();
        for (int i = 0; i < written.length; i++) {
            if (!written[i]) {
                reader.pass(i, group.passage(all.get(i)));
            }
        }
        rows += groupRows - group.rows();
        group.rows(groupRows);
        flush();
        broken = false;
    }

    /** How many cells of a column that passes are not NULL. */
    void values(int column, long count) {
        values[column] = count;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return output.position() + (measureAt == ROW_GROUP ? 0 : ROW_GROUP - measureAt) + unmeasured;
    }

    @Override
    public StoredFile commit() {
        if (broken || closed) {
            throw unfit("cannot be committed: a row failed or the file is closed", null);
        }
        broken = true;
        try {
            if (group.rows() > 0) {
                group.flush(file);
            }
            file.end(BatchFooter.of(columns, values, footer));
            file.close();
            output.close();
        } catch (IOException e) {
            throw failed(e);
        }
        var stored = new StoredFile(path, rows, output.position(), output.sha256Hex());
        area.adopt(scratch, path);
        close();
        return stored;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            group.close();
            discard();
        }
    }

    private void discard() {
        codecs.release();
        try {
            output.close();
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private String wrongCell(int column, @Nullable Object cell) {
        return "a cell of column " + columns.get(column).name() + " (" + physicals[column] + ") is a "
                + (cell == null ? "null" : cell.getClass().getSimpleName());
    }

    private StagingException unfit(String detail, @Nullable Throwable cause) {
        return StagingCode.UNFIT_ROW.at(path, detail, cause);
    }

    private StagingException failed(IOException e) {
        return StagingCode.IO_FAILED.at(
                path, "cannot be written: " + e.getClass().getSimpleName(), e);
    }
}
