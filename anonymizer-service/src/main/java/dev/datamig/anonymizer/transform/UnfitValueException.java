package dev.datamig.anonymizer.transform;

/** No replacement was found that a constraint of the database takes. */
public final class UnfitValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param where column and constraint; never a value */
    public UnfitValueException(String where) {
        super(where);
    }
}
