package dev.datamig.staging.parquet;

/** A file in its place. {@code sha256} in lower-case hex over all bytes. */
public record StoredFile(String path, long rows, long bytes, String sha256) {}
