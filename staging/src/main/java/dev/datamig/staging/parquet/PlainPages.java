package dev.datamig.staging.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;

/** Pages that are not compressed, as other writers may make them. */
final class PlainPages implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int decompressedSize) {
        return bytes;
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize) {
        output.put(input.slice().limit(compressedSize));
        input.position(input.position() + compressedSize);
    }

    @Override
    public void release() {}
}
