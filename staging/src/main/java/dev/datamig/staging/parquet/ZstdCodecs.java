package dev.datamig.staging.parquet;

import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard (RFC 8878) and nothing else, so that none of Hadoop's codecs is loaded. Holds native memory until it is released.
 * Not for several threads.
 */
final class ZstdCodecs implements CompressionCodecFactory {

    private final ZstdPageCompressor compressor = new ZstdPageCompressor();
    private final ZstdPageDecompressor decompressor = new ZstdPageDecompressor();
    private final PlainPages plain = new PlainPages();

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        requireZstd(codec);
        return compressor;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec == CompressionCodecName.UNCOMPRESSED) {
            return plain;
        }
        requireZstd(codec);
        return decompressor;
    }

    /** Decompresses, and can be told not to. */
    ZstdPageDecompressor pages() {
        return decompressor;
    }

    @Override
    public void release() {
        compressor.release();
        decompressor.release();
    }

    private static void requireZstd(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("batches are compressed with zstd, not " + codec);
        }
    }
}
