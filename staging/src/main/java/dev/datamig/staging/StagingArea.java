package dev.datamig.staging;

import dev.datamig.staging.s3.S3Area;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where files travel between the services: a folder or an S3 bucket. Paths are relative, with {@code /}. A file appears whole or
 * not at all; writing an existing path replaces it.
 */
public interface StagingArea {

    /**
     * Opens the area at a location.
     *
     * @param location an absolute folder, a {@code file:} URL, or {@code s3://bucket/prefix}
     * @throws StagingException when the location cannot be used
     */
    static StagingArea open(String location) {
        return location.startsWith("s3://") ? S3Area.open(location) : FolderArea.open(location);
    }

    /** Writes small contents. @throws StagingException when it fails */
    void put(String path, byte[] contents);

    /**
     * Writes small contents unless there is such a file; of several callers at once exactly one succeeds.
     *
     * @return whether these contents are there now because of this call
     * @throws StagingException when it fails
     */
    boolean putIfAbsent(String path, byte[] contents);

    /** Reads small contents; empty when there is no such file. @throws StagingException when it fails */
    Optional<byte[]> get(String path);

    boolean exists(String path);

    /** Moves a finished local file to its place. @throws StagingException when it fails */
    void adopt(Path local, String path);

    /** A fresh path on a local disk to write a file that {@link #adopt} takes over; beside the area where it is a folder. */
    Path scratch();

    /** A local file with the contents of the path, to be closed when read. @throws StagingException when there is none */
    LocalFile local(String path);

    /** All files whose path begins with the prefix, sorted. */
    List<String> list(String prefix);

    /** Deletes all files whose path begins with the prefix, which is not empty; nothing there is no failure. */
    void delete(String prefix);

    /** A file of the area on a local disk for as long as it is open. */
    interface LocalFile extends AutoCloseable {
        Path path();

        @Override
        void close();
    }
}
