package dev.datamig.staging.s3;

import dev.datamig.staging.ScratchFolder;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingCode;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.StagingPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket, or a prefix in one. An object appears whole or not at all (S3 is strongly consistent). In a bucket that keeps
 * versions, a deleted key file can be restored: there versions have to expire soon.
 */
public final class S3Area implements StagingArea {

    private static final int DELETED_AT_ONCE = 1_000;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final S3Location location;
    private final ScratchFolder scratch;

    private S3Area(S3Client s3, S3Location location, ScratchFolder scratch) {
        this.s3 = s3;
        this.location = location;
        this.scratch = scratch;
    }

    /**
     * Opens an area whose bucket exists.
     *
     * @param location {@code s3://bucket/prefix}
     * @throws StagingException when the location is none, or there is no such bucket, or no access to it
     */
    public static S3Area open(String location) {
        S3Location parsed = S3Location.of(location);
        try {
            S3Client s3 = S3Connection.open();
            s3.headBucket(request -> request.bucket(parsed.bucket()));
            return new S3Area(
                    s3, parsed, ScratchFolder.in(Path.of(System.getProperty("java.io.tmpdir"), "datamig-scratch")));
        } catch (S3Exception e) {
            throw StagingCode.UNUSABLE_LOCATION.at(location, "cannot be used: " + reason(e), e);
        } catch (SdkException | IOException e) {
            throw StagingCode.IO_FAILED.at(location, "cannot be reached: " + reason(e), e);
        }
    }

    @Override
    public void put(String path, byte[] contents) {
        String key = key(path);
        asking(
                path,
                () -> s3.putObject(
                        request -> request.bucket(location.bucket()).key(key), RequestBody.fromBytes(contents)));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] contents) {
        String key = key(path);
        return asking(path, () -> {
            for (int tries = 1; ; tries++) {
                try {
                    s3.putObject(
                            request ->
                                    request.bucket(location.bucket()).key(key).ifNoneMatch("*"),
                            RequestBody.fromBytes(contents));
                    return true;
                } catch (S3Exception e) {
                    if (e.statusCode() == PRECONDITION_FAILED) {
                        return false;
                    }
                    if (e.statusCode() != CONFLICT || tries == 10) {
                        throw e;
                    }
                }
            }
        });
    }

    @Override
    public Optional<byte[]> get(String path) {
        String key = key(path);
        return asking(path, () -> {
            try {
                return Optional.of(s3.getObjectAsBytes(
                                request -> request.bucket(location.bucket()).key(key))
                        .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean exists(String path) {
        String key = key(path);
        return asking(path, () -> {
            try {
                s3.headObject(request -> request.bucket(location.bucket()).key(key));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void adopt(Path local, String path) {
        String key = key(path);
        asking(path, () -> {
            try {
                new S3Upload(s3, location.bucket(), key).file(local);
                return Files.deleteIfExists(local);
            } catch (IOException e) {
                throw StagingCode.IO_FAILED.at(path, "cannot be uploaded: " + reason(e), e);
            }
        });
    }

    @Override
    public Path scratch() {
        return scratch.fresh();
    }

    @Override
    public LocalFile local(String path) {
        String key = key(path);
        Path copy = scratch.fresh();
        return asking(path, () -> {
            try {
                s3.getObject(request -> request.bucket(location.bucket()).key(key), ResponseTransformer.toFile(copy));
                return new Copy(path, copy);
            } catch (NoSuchKeyException e) {
                throw StagingCode.MISSING_FILE.at(path, "is not in the staging area", e);
            }
        });
    }

    @Override
    public List<String> list(String prefix) {
        String key = location.key(StagingPath.requirePrefix(prefix));
        return asking(
                prefix,
                () ->
                        s3
                                .listObjectsV2Paginator(request ->
                                        request.bucket(location.bucket()).prefix(key))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(location::path)
                                .sorted()
                                .toList());
    }

    @Override
    public void delete(String prefix) {
        StagingPath.requireDeletable(prefix);
        List<ObjectIdentifier> objects = new ArrayList<>();
        for (String path : list(prefix)) {
            objects.add(ObjectIdentifier.builder().key(location.key(path)).build());
            if (objects.size() == DELETED_AT_ONCE) {
                deleteAll(prefix, objects);
                objects.clear();
            }
        }
        if (!objects.isEmpty()) {
            deleteAll(prefix, objects);
        }
    }

    private void deleteAll(String prefix, List<ObjectIdentifier> objects) {
        List<ObjectIdentifier> batch = List.copyOf(objects);
        int left = asking(
                prefix,
                () -> s3.deleteObjects(request -> request.bucket(location.bucket())
                                .delete(delete -> delete.objects(batch).quiet(true)))
                        .errors()
                        .size());
        if (left > 0) {
            throw StagingCode.IO_FAILED.at(prefix, left + " files cannot be deleted", null);
        }
    }

    private String key(String path) {
        return location.key(StagingPath.requireFile(path));
    }

    private static <T> T asking(String path, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw StagingCode.IO_FAILED.at(path, "S3 did not do it: " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof S3Exception s3 && s3.awsErrorDetails() != null
                ? s3.awsErrorDetails().errorCode() + ", status " + s3.statusCode()
                : e.getClass().getSimpleName();
    }

    /** A downloaded copy, deleted when it has been read. */
    private record Copy(String file, Path path) implements LocalFile {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw StagingCode.IO_FAILED.at(file, "its local copy cannot be deleted", e);
            }
        }
    }
}
