package dev.datamig.staging.parquet;

import static java.util.Objects.requireNonNull;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea.LocalFile;
import dev.datamig.staging.StagingCode;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads cells straight from Parquet's column readers, one row group in memory at a time. */
final class ParquetBatchReader implements BatchReader {

    private static final ColumnReader[] NONE = {};

    private final String path;
    private final LocalFile local;
    private final boolean encrypted;
    private final ZstdCodecs codecs = new ZstdCodecs();
    private final ParquetFileReader file;
    private final MessageType schema;
    private final String createdBy;
    private final List<ColumnSchema> columns;
    private final Physical[] physicals;
    private final Map<String, String> footer;
    private final long @Nullable [] values;
    /** The columns that are read, and their places in a row. */
    private final MessageType read;

    private final int[] places;

    private ColumnReader[] readers = NONE;
    private @Nullable PageReadStore group;
    private long leftInGroup;
    private boolean closed;

    /** @param wanted the columns to read; null for all */
    ParquetBatchReader(String path, LocalFile local, @Nullable DataKey key, @Nullable Set<String> wanted) {
        this(path, local, key, wanted, false);
    }

    /** @param passing whether the pages of the other columns are handed over by {@link #pass} */
    ParquetBatchReader(
            String path, LocalFile local, @Nullable DataKey key, @Nullable Set<String> wanted, boolean passing) {
        this.path = path;
        this.local = local;
        ParquetFileReader opened = null;
        try {
            this.encrypted = Magic.encrypted(path, local.path());
            if (encrypted && key == null) {
                throw StagingCode.KEY_NEEDED.at(path, "is encrypted and no key was given", null);
            }
            opened = open(local.path(), encrypted ? key : null);
            this.file = opened;
            FileMetaData meta = file.getFileMetaData();
            this.schema = meta.getSchema();
            this.createdBy = meta.getCreatedBy();
            this.columns = BatchFooter.columns(path, meta.getKeyValueMetaData());
            this.footer = BatchFooter.further(meta.getKeyValueMetaData());
            this.physicals = columns.stream().map(ColumnSchema::physical).toArray(Physical[]::new);
            if (!schema.equals(BatchColumns.schema(columns))) {
                throw StagingCode.NOT_A_BATCH.at(path, "has other columns than its footer says", null);
            }
            this.values =
                    BatchFooter.values(columns, meta.getKeyValueMetaData()).orElse(null);
            this.places = wanted == null || passing && values == null
                    ? IntStream.range(0, columns.size()).toArray()
                    : places(columns, wanted);
            this.read = places.length == columns.size() ? schema : projection(schema, places);
            file.setRequestedSchema(passing ? schema : read);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            release(opened);
            throw failed(e);
        }
    }

    private static int[] places(List<ColumnSchema> columns, Set<String> wanted) {
        return IntStream.range(0, columns.size())
                .filter(i -> wanted.contains(columns.get(i).name()))
                .toArray();
    }

    /** Parquet knows no schema without columns. */
    private static MessageType projection(MessageType schema, int[] places) {
        return places.length == 0
                ? schema
                : new MessageType(
                        schema.getName(),
                        Arrays.stream(places).mapToObj(schema::getType).toArray(Type[]::new));
    }

    private ParquetFileReader open(Path place, @Nullable DataKey key) throws IOException {
        ParquetReadOptions.Builder options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(codecs)
                .usePageChecksumVerification(true);
        if (key != null) {
            options.withDecryption(FileCipher.decryption(key));
        }
        return ParquetFileReader.open(new LocalInputFile(place), options.build());
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public Map<String, String> footer() {
        return footer;
    }

    @Override
    public long rows() {
        return file.getRecordCount();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        try {
            while (leftInGroup == 0) {
                if (!nextGroup()) {
                    return null;
                }
            }
            return row();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw failed(e);
        }
    }

    private @Nullable Object[] row() {
        leftInGroup--;
        var cells = new @Nullable Object[physicals.length];
        for (int i = 0; i < places.length; i++) {
            cells[places[i]] = cell(readers[i], physicals[places[i]]);
        }
        return cells;
    }

    /** The columns that are decoded. */
    int[] places() {
        return places.clone();
    }

    /** Places of the columns whose values hardly repeat in the first group: its writer gave their dictionaries up. */
    Set<Integer> distinct() {
        List<BlockMetaData> groups = file.getRowGroups();
        if (groups.isEmpty()) {
            return Set.of();
        }
        List<ColumnChunkMetaData> chunks = groups.getFirst().getColumns();
        return IntStream.range(0, Math.min(chunks.size(), columns.size()))
                .filter(i -> plain(chunks.get(i).getEncodingStats()))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static boolean plain(@Nullable EncodingStats stats) {
        return stats != null && stats.hasNonDictionaryEncodedPages();
    }

    /** Rows that are left of the group in hand. */
    long leftInGroup() {
        return leftInGroup;
    }

    /** How many cells of a column are not NULL, as far as the file says it. */
    OptionalLong values(int column) {
        return values == null ? OptionalLong.empty() : OptionalLong.of(values[column]);
    }

    /** Goes on to the next group, whatever is left of this one. @return false when there is none */
    boolean advance() {
        try {
            return nextGroup();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw failed(e);
        }
    }

    /** Takes the compressed pages of a column, which is not decoded, of the group in hand. */
    interface Passage {
        void dictionary(BytesInput compressed, int size, DictionaryPage page) throws IOException;

        void page(BytesInput compressed, DataPageV1 page) throws IOException;
    }

    /** @param column its place in the file */
    void pass(int column, Passage to) {
        codecs.pages().pass(true);
        try {
            PageReader pages =
                    requireNonNull(group).getPageReader(schema.getColumns().get(column));
            DictionaryPage dictionary = pages.readDictionaryPage();
            if (dictionary != null) {
                to.dictionary(dictionary.getBytes(), codecs.pages().lastSize(), dictionary);
            }
            for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
                if (!(page instanceof DataPageV1 flat)) {
                    throw StagingCode.NOT_A_BATCH.at(path, "has pages of another version", null);
                }
                to.page(flat.getBytes(), flat);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw failed(e);
        } finally {
            codecs.pages().pass(false);
        }
    }

    private boolean nextGroup() throws IOException {
        PageReadStore pages = file.readNextRowGroup();
        group = pages;
        leftInGroup = 0;
        if (pages == null) {
            readers = NONE;
            return false;
        }
        if (places.length == 0) {
            leftInGroup = pages.getRowCount();
            readers = NONE;
            return true;
        }
        var store = new ColumnReadStoreImpl(pages, new NoAssembly(), read, createdBy);
        readers = read.getColumns().stream().map(store::getColumnReader).toArray(ColumnReader[]::new);
        leftInGroup = pages.getRowCount();
        return true;
    }

    private static @Nullable Object cell(ColumnReader reader, Physical physical) {
        Object value = reader.getCurrentDefinitionLevel() == 0 ? null : value(reader, physical);
        reader.consume();
        return value;
    }

    private static Object value(ColumnReader reader, Physical physical) {
        return switch (physical) {
            case TEXT, BYTES -> reader.getBinary().getBytes();
            case INT64, TIMESTAMP, TIMESTAMPTZ -> reader.getLong();
            case INT32, DATE -> reader.getInteger();
            case BOOLEAN -> reader.getBoolean();
            case DOUBLE -> reader.getDouble();
            case FLOAT -> reader.getFloat();
        };
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            readers = NONE;
            group = null;
            release(file);
        }
    }

    private void release(@Nullable ParquetFileReader opened) {
        try (local) {
            codecs.release();
            if (opened != null) {
                opened.close();
            }
        } catch (IOException e) {
            throw StagingCode.IO_FAILED.at(path, "cannot be closed", e);
        }
    }

    /**
     * Parquet's exceptions tell damage by many types; whatever is no failure of decryption is damage. It also believes lengths that
     * no check covers, and a single allocation that is refused leaves the heap as it was.
     */
    private StagingException failed(Throwable e) {
        if (e instanceof StagingException known) {
            return known;
        }
        if (e instanceof OutOfMemoryError) {
            return StagingCode.TOO_LARGE.at(path, "cannot be read in the memory there is", e);
        }
        if (encrypted && Magic.causedByCipher(e)) {
            return StagingCode.WRONG_KEY.at(path, "cannot be decrypted", e);
        }
        return StagingCode.DAMAGED_FILE.at(
                path, "cannot be read as Parquet: " + e.getClass().getSimpleName(), e);
    }
}
