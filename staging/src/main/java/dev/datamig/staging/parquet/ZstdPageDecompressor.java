package dev.datamig.staging.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.jspecify.annotations.Nullable;

/** Decompresses pages to exactly the size that their header promises, or passes them as they are. */
final class ZstdPageDecompressor implements BytesInputDecompressor {

    private @Nullable ZstdDecompressCtx context;
    private boolean passing;
    private int lastSize;

    /** From here on pages stay compressed, or are decompressed again. */
    void pass(boolean asTheyAre) {
        passing = asTheyAre;
    }

    /** What the page that came last has, or would have, decompressed. */
    int lastSize() {
        return lastSize;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
        lastSize = decompressedSize;
        if (passing) {
            return bytes;
        }
        return BytesInput.from(decompressed(bytes.toByteArray(), decompressedSize));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
            throws IOException {
        byte[] compressed = new byte[compressedSize];
        input.get(compressed);
        output.put(decompressed(compressed, decompressedSize));
    }

    @Override
    public void release() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    private byte[] decompressed(byte[] compressed, int size) throws IOException {
        byte[] out = new byte[size];
        int length = context().decompressByteArray(out, 0, size, compressed, 0, compressed.length);
        if (length != size) {
            throw new IOException("a page has another size than its header says");
        }
        return out;
    }

    private ZstdDecompressCtx context() {
        if (context == null) {
            context = new ZstdDecompressCtx();
        }
        return context;
    }
}
