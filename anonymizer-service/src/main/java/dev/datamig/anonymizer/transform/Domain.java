package dev.datamig.anonymizer.transform;

/**
 * A value space: the same value becomes the same fake in all columns of it.
 *
 * @param unique whether a column of it stands in a key, so that different values must stay different
 * @param maxLength characters that the narrowest column of it holds, 0 when none is limited
 */
public record Domain(String name, boolean unique, int maxLength) {}
