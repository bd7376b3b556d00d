package dev.datamig.staging.parquet;

import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Puts pages into a file that are compressed already. Parquet's writer asks a page for its size and a compressor for its compressed
 * bytes: it is given a page that has a size and nothing else, and a compressor that has the bytes. Not for several threads.
 */
final class PassedPages implements BytesInputCompressor {

    private BytesInput compressed = BytesInput.empty();

    ParquetBatchReader.Passage into(PageWriter writer) {
        return new ParquetBatchReader.Passage() {
            @Override
            public void dictionary(BytesInput bytes, int size, DictionaryPage page) throws IOException {
                compressed = bytes;
                writer.writeDictionaryPage(
                        new DictionaryPage(only(size), page.getDictionarySize(), page.getEncoding()));
            }

            @Override
            public void page(BytesInput bytes, DataPageV1 page) throws IOException {
                compressed = bytes;
                writer.writePage(
                        only(page.getUncompressedSize()),
                        page.getValueCount(),
                        page.getValueCount(),
                        page.getStatistics(),
                        page.getRlEncoding(),
                        page.getDlEncoding(),
                        page.getValueEncoding());
            }
        };
    }

    private static BytesInput only(int size) {
        return BytesInput.from(InputStream.nullInputStream(), size);
    }

    @Override
    public BytesInput compress(BytesInput bytes) {
        return compressed;
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
}
