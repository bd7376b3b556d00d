package dev.datamig.anonymizer.classify;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a column.
 *
 * @param dataClass absent when nothing personal was recognised
 * @param confidence 0 to 1
 * @param reason why, for a person to read; never a value
 */
public record Classification(@Nullable DataClass dataClass, double confidence, String reason) {

    public static final Classification NONE = new Classification(null, 1, "nothing personal in name, type or comment");
}
