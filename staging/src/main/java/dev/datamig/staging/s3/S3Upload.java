package dev.datamig.staging.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads a file: at once when it is small, else in parts, of which nothing is seen before the last one is there. */
final class S3Upload {

    /** Parts of at least 16 MiB; S3 allows 10,000 parts of 5 MiB to 5 GiB. */
    private static final long PART = 16L << 20;

    private static final long MOST_PARTS = 9_000;
    private static final String BINARY = "application/octet-stream";

    private final S3Client s3;
    private final String bucket;
    private final String key;

    S3Upload(S3Client s3, String bucket, String key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
    }

    void file(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= PART) {
            s3.putObject(request -> request.bucket(bucket).key(key).contentType(BINARY), RequestBody.fromFile(file));
        } else {
            parts(file, size, Math.max(PART, size / MOST_PARTS + 1));
        }
    }

    private void parts(Path file, long size, long partSize) {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(BINARY))
                .uploadId();
        boolean done = false;
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < size; from += partSize) {
                parts.add(part(file, upload, parts.size() + 1, from, Math.min(partSize, size - from)));
            }
            var all = CompletedMultipartUpload.builder().parts(parts).build();
            s3.completeMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all));
            done = true;
        } finally {
            if (!done) {
                s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload));
            }
        }
    }

    private CompletedPart part(Path file, String upload, int number, long from, long length) {
        RequestBody body = RequestBody.fromContentProvider(() -> slice(file, from, length), length, BINARY);
        String tag = s3.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(length),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** A new stream each time: the SDK reads a part again when it has to send it again. */
    private static InputStream slice(Path file, long from, long length) {
        try {
            FileChannel channel = FileChannel.open(file);
            channel.position(from);
            return new BoundedStream(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
