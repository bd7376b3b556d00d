package dev.datamig.staging.parquet;

import dev.datamig.contracts.Digests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/** A local file that counts and hashes (SHA-256) what is written to it. Parquet writes a file from front to back. */
final class HashedFile implements OutputFile {

    private static final int BUFFER = 64 << 10;

    private final Path path;
    private final MessageDigest sha256 = Digests.sha256();
    private @Nullable Positioned stream;

    HashedFile(Path path) {
        this.path = path;
    }

    long position() {
        return stream == null ? 0 : stream.position;
    }

    /** Once everything is written and closed. */
    String sha256Hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Closes the file as it is. */
    void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        Files.createDirectories(path.getParent());
        OutputStream hashed = new DigestOutputStream(Files.newOutputStream(path), sha256);
        stream = new Positioned(new BufferedOutputStream(hashed, BUFFER));
        return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    /** Counts bytes; closing twice does nothing. */
    private static final class Positioned extends PositionOutputStream {

        private final OutputStream out;
        private long position;
        private boolean closed;

        Positioned(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                out.close();
            }
        }
    }
}
