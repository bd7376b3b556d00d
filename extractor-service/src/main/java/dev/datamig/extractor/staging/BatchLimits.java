package dev.datamig.extractor.staging;

/** How large a batch may become. {@code bytes} is rough and before compression; one row is always admitted. */
public record BatchLimits(int rows, long bytes) {}
