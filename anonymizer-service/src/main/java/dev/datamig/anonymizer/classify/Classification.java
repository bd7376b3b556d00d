package dev.datamig.anonymizer.classify;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a column.
 *
 * @param dataClass absent when nothing personal was recognised
 * @param confidence 0 to 1
 * @param reason why, for a person to read; never a value
 * @param sampled how many values were looked at
 * @param named what name, type and comment say without the values; absent when nothing personal
 */
public record Classification(
        @Nullable DataClass dataClass,
        double confidence,
        String reason,
        int sampled,
        @Nullable DataClass named) {

    /** Values say the same as the name. */
    static final double CONFIRMED = 0.99;

    public static final Classification NONE = new Classification(null, 1, "nothing personal in name, type or comment");

    Classification(@Nullable DataClass dataClass, double confidence, String reason) {
        this(dataClass, confidence, reason, 0, null);
    }

    public Classification(@Nullable DataClass dataClass, double confidence, String reason, int sampled) {
        this(dataClass, confidence, reason, sampled, null);
    }

    Classification after(int values, Classification byName) {
        return new Classification(dataClass, confidence, reason, values, byName.dataClass);
    }

    /** Whether the name says something personal that no value is. */
    public boolean contradicted() {
        return dataClass == null && named != null;
    }

    /** Whether the name says it and no value does. */
    public boolean byNameAlone() {
        return dataClass != null && dataClass == named && confidence < CONFIRMED;
    }
}
