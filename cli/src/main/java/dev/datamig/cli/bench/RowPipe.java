package dev.datamig.cli.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Rows on their way from one connection to another; holds a few megabytes at most. Interrupting either end ends its wait. */
final class RowPipe extends OutputStream {

    private static final byte[] END = new byte[0];
    private static final int DEPTH = 32;

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(DEPTH);

    @Override
    public void write(int one) throws IOException {
        put(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        put(Arrays.copyOfRange(bytes, from, from + length));
    }

    /** Nothing comes any more; only for an end in order. */
    void end() throws IOException {
        put(END);
    }

    private void put(byte[] chunk) throws IOException {
        try {
            chunks.put(chunk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while rows were passed on");
        }
    }

    /** @return the next piece; empty at the end */
    byte[] take() throws InterruptedException {
        return chunks.take();
    }
}
