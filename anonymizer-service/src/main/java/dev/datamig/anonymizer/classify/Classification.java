package dev.datamig.anonymizer.classify;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a column.
 *
 * @param dataClass absent when nothing personal was recognised
 * @param confidence 0 to 1
 * @param reason why, for a person to read; never a value
 * @param sampled how many values were looked at
 */
public record Classification(@Nullable DataClass dataClass, double confidence, String reason, int sampled) {

    Classification(@Nullable DataClass dataClass, double confidence, String reason) {
        this(dataClass, confidence, reason, 0);
    }

    Classification after(int values) {
        return new Classification(dataClass, confidence, reason, values);
    }

    public static final Classification NONE = new Classification(null, 1, "nothing personal in name, type or comment");
}
