package dev.datamig.anonymizer.transform;

/** A value of a composite type has not the fields that its type has. */
public final class UnsplitValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param where the column; never a value */
    public UnsplitValueException(String where) {
        super(where);
    }
}
