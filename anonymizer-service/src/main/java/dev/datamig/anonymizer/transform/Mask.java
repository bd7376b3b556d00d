package dev.datamig.anonymizer.transform;

import org.jspecify.annotations.Nullable;

/** Replaces the values of one column. Pure but for memory of what it computed; not for several threads. */
public interface Mask {

    /**
     * @param cell of the Java type that the column's physical type names; never null
     * @return the same type, or null for NULL
     */
    @Nullable
    Object mask(Object cell, Row row);
}
