package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.DataClass;
import org.jspecify.annotations.Nullable;

/** The row around a cell, as it was, and where replaced originals are noted. */
public interface Row {

    /** The text form of another column's original value; null for NULL and for a column that is not there. */
    @Nullable
    String text(String column);

    /** Notes an original that was replaced inside the cell in hand. */
    void replaced(Proof proof, String original);

    /**
     * Notes a value inside the cell in hand that what stands around it, or its form, shows to be somebody's.
     *
     * @param dataClass absent when nobody knows
     */
    default void told(@Nullable DataClass dataClass, String original) {}
}
